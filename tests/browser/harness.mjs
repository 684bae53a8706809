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
 * A window with settings of its own (those of a Playwright context), for one page after the other:
 * `visit(address, base)` opens an address in `page`; `problems()` are those seen since they were last asked for:
 * console messages, errors, failed requests, and requests for anything that does not begin with `base`.
 */
export async function openWindow(browser, options = {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  // A machine that builds beside the tests may take its time.
  context.setDefaultTimeout(60_000);
  await context.addInitScript(reportViolations);
  const page = await context.newPage();
  const seen = watch(context, page);
  return {
    page,
    visit: (address, base) => {
      seen.base = base;
      return open(page, address, seen.pending);
    },
    problems: () => seen.problems.splice(0),
    close: () => context.close(),
  };
}

/** Makes what a page asks for come later, by so many milliseconds. */
export function slow(page, milliseconds, path = '**/search/**') {
  return page.route(path, async (route) => {
    await new Promise((done) => setTimeout(done, milliseconds));
    // A page that was left waits for nothing.
    await route.continue().catch(() => {});
  });
}

function watch(context, page) {
  const seen = { base: '', pending: new Set(), problems: [] };
  const note = (problem) => seen.problems.push(problem);
  context.on('console', (message) => note(`console ${message.type()}: ${message.text()}`));
  context.on('weberror', (error) => note(`error: ${error.error()}`));
  context.on('page', (other) => note(`another page opened: ${other.url()}`));
  page.on('websocket', (socket) => note(`socket: ${socket.url()}`));
  // Live pages listen for as long as they are open.
  const lasting = (it) => it.resourceType() === 'eventsource';
  context.on('request', (it) => {
    if (!lasting(it)) seen.pending.add(it);
    if (!it.url().startsWith(seen.base)) note(`request outside the site: ${it.url()}`);
  });
  context.on('response', (it) => it.status() >= 400 && note(`${it.status()} for ${it.url()}`));
  context.on('requestfinished', (it) => seen.pending.delete(it));
  context.on('requestfailed', (it) => {
    seen.pending.delete(it);
    // What a page still asked for when it was left is no fault of it.
    const left = it.failure()?.errorText === 'net::ERR_ABORTED';
    if (!lasting(it) && !left) note(`request failed: ${it.url()} (${it.failure()?.errorText})`);
  });
  return seen;
}

/** Opens an address and waits until the page is at rest: fonts there, no request under way for a moment. */
async function open(page, address, pending) {
  await page.goto(address);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  do await page.waitForTimeout(MOMENT);
  while (pending.size > 0);
}

function reportViolations() {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy: ${event.violatedDirective} blocked ${event.blockedURI || 'inline'}`);
  });
}
