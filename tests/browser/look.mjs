// What can be said of a page only by looking at it in a browser.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const WIDTHS = [1440, 1024, 390, 320];
export const THEMES = ['light', 'dark'];
export const heightFor = (width) => (width < 600 ? 800 : 900);

/** What axe finds, a line each. The debugger carries axe into the page, so the page's policy stays in force. */
export async function accessibilityFaults(page) {
  const debug = await page.context().newCDPSession(page);
  try {
    await evaluate(debug, `globalThis.axe ??= (() => { ${axeSource}; return globalThis.axe; })(); undefined`);
    const violations = await evaluate(debug, `axe.run({ resultTypes: ['violations'] }).then((it) => it.violations)`);
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id} (${help}): ${node.target.join(' ')}: ${node.failureSummary?.replace(/\s+/g, ' ')}`),
    );
  } finally {
    await debug.detach();
  }
}

async function evaluate(debug, expression) {
  const options = { expression, awaitPromise: true, returnByValue: true };
  const { result, exceptionDetails } = await debug.send('Runtime.evaluate', options);
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/** The widest elements, if the page can be scrolled sideways. */
export function overflowFaults(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter((it) => it.getBoundingClientRect().right > clientWidth);
    const names = wide.slice(0, 5).map((it) => it.outerHTML.slice(0, 80));
    return [`${scrollWidth - clientWidth} px wider than the window: ${names.join(' … ')}`];
  });
}

/** Whether every style sheet was loaded and took effect. */
export function styleFaults(page) {
  return page.evaluate(() => {
    const sheets = [...document.querySelectorAll('link[rel~="stylesheet"]')];
    const missing = sheets.filter((sheet) => !sheet.sheet).map((sheet) => `not loaded: ${sheet.href}`);
    if (sheets.length === 0) missing.push('no style sheet at all');
    // What a browser shows where no style says otherwise.
    const unstyled = /^"?Times New Roman/.test(getComputedStyle(document.body).fontFamily);
    if (unstyled) missing.push('the text has the font of a page without style');
    return missing;
  });
}

/** What keeps a page from being read: no heading, no text, or nowhere to go on from here. */
export async function unreadable(page) {
  const faults = [];
  if (!(await page.locator('h1').first().isVisible())) faults.push('no visible heading');
  const text = await page.locator('main').innerText();
  if (text.trim().length < 20) faults.push(`only this text: ${text}`);
  // A menu may be folded away, but only behind something that opens without a script.
  for (const menu of await page.locator('nav details:not([open]) > summary, nav [popovertarget]').all()) {
    if (await menu.isVisible()) await menu.click();
  }
  const links = await page.locator('nav a[href]').all();
  const visible = await Promise.all(links.map((link) => link.isVisible()));
  if (visible.filter(Boolean).length < 3) faults.push('fewer than 3 visible links in nav');
  return faults;
}

/** What is wrong with the first thing that the Tab key reaches, which should skip to the content. */
export async function skipLinkFaults(page) {
  await page.keyboard.press('Tab');
  const link = await page.evaluate(() => {
    const it = document.activeElement;
    const { left, top, width, height } = it.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    return { html: it.outerHTML.slice(0, 80), target: it.getAttribute('href'), visible: it === seen && width > 20 };
  });
  if (!link.target?.startsWith('#')) return [`the first stop is no skip link: ${link.html}`];
  if (!link.visible) return [`the skip link cannot be seen while it has the focus: ${link.html}`];
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  // The next stop is in the content or beyond it; where nothing is left to stop at, the keyboard begins anew.
  const passed = await page.evaluate((target) => {
    const content = document.getElementById(target.slice(1));
    const it = document.activeElement;
    if (content === null) return false;
    if (it === document.body || it.getAttribute('href') === target) return true;
    return Boolean(content.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING);
  }, link.target);
  return passed ? [] : [`${link.target} is not where the keyboard goes on`];
}

/** Which of the first stops of the Tab key cannot be seen, or do not show that they have the focus. */
export async function focusFaults(page, stops) {
  const faults = [];
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(focusFault);
    if (found === 'end') break;
    if (found) faults.push(`stop ${stop + 1}: ${found}`);
  }
  return faults;
}

function focusFault() {
  const it = document.activeElement;
  if (it === document.body) return 'end';
  const { left, top, right, bottom, width, height } = it.getBoundingClientRect();
  const name = it.outerHTML.slice(0, 90);
  if (width < 1 || height < 1) return `too small to be seen: ${name}`;
  if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) return `outside the window: ${name}`;
  const style = getComputedStyle(it);
  const ring = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1;
  return ring || style.boxShadow !== 'none' ? undefined : `shows no focus: ${name}`;
}

/** How many sheets of A4 the page takes. */
export async function printedPages(page) {
  const pdf = await page.pdf({ format: 'A4', printBackground: false });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}
