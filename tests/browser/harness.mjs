// Opens pages in one browser, and writes down everything that goes wrong in them.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MOMENT = 60; // milliseconds

/** Starts the browser: `$CHROMIUM`, else the first on the PATH. */
export function launch() {
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  // The browser refuses its sandbox to root, which is who CI is.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return chromium.launch({ executablePath: program(), args });
}

function program() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (!found) throw new Error('no Chromium on the PATH; set CHROMIUM to its program');
  return found;
}

/**
 * A window of its own: `visit(address)` opens a `page` in it, and `problems` are those seen so far: console messages,
 * errors, failed requests, and requests for anything that does not begin with `base`. `options` are those of a Playwright context.
 */
export async function openWindow(browser, base, options = {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const problems = [];
  const pending = new Set();
  await context.addInitScript(reportViolations);
  context.on('console', (message) => problems.push(`console ${message.type()}: ${message.text()}`));
  context.on('weberror', (error) => problems.push(`error: ${error.error()}`));
  context.on('requestfailed', (it) => {
    pending.delete(it);
    problems.push(`request failed: ${it.url()} (${it.failure()?.errorText})`);
  });
  context.on('requestfinished', (it) => pending.delete(it));
  context.on('request', (it) => {
    pending.add(it);
    if (!it.url().startsWith(base)) problems.push(`request outside the site: ${it.url()}`);
  });
  context.on('response', (it) => {
    if (it.status() >= 400) problems.push(`${it.status()} for ${it.url()}`);
  });
  const page = await context.newPage();
  page.on('websocket', (socket) => problems.push(`socket: ${socket.url()}`));
  context.on('page', (other) => problems.push(`another page opened: ${other.url()}`));
  const visit = (address) => open(page, address, pending);
  return { page, problems, visit, close: () => context.close() };
}

/** Opens an address and waits until the page is at rest: fonts there, no request under way for a moment. */
async function open(page, address, pending) {
  const response = await page.goto(address);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  do await page.waitForTimeout(MOMENT);
  while (pending.size > 0);
  return response;
}

function reportViolations() {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy: ${event.violatedDirective} blocked ${event.blockedURI || 'inline'}`);
  });
}
