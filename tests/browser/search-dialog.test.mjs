// The quick search on every page, by keyboard and on a phone; and every state of the search as axe sees it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, openWindow, slow } from './harness.mjs';
import { THEMES, accessibilityFaults, heightFor, overflowFaults } from './look.mjs';
import { serve } from './server.mjs';
import { demo, sites } from './sites.mjs';

const browser = await launch();
after(() => browser.close());
const host = await serve(demo.folder, '/knowledge/base/');
after(host.close);
const files = `${pathToFileURL(demo.folder).href}/`;

/** Opens a page; `before` is done to it first: what a page asks for by itself may come early. */
async function opened(path = 'trends/index.html', { base = host.base, before, ...options } = {}) {
  const window = await openWindow(browser, options);
  await before?.(window.page);
  await window.visit(base + path, base);
  const { page } = window;
  return {
    ...window,
    press: (keys) => page.keyboard.press(keys),
    type: (text) => page.keyboard.type(text),
    dialog: page.locator('dialog.quick'),
    field: page.locator('dialog.quick input'),
    hit: page.locator('dialog.quick .hit .excerpt').first(),
    active: () => page.locator('dialog.quick [aria-selected=true]'),
    /** Waits for what is found by a text: less of it may have been answered before. */
    answered: async (text) => {
      await page.locator(`dialog.quick .all[href$="?q=${encodeURIComponent(text)}"]`).waitFor();
      await page.locator('dialog.quick .hit .excerpt').first().waitFor();
    },
    done: async () => {
      assert.deepEqual(window.problems(), []);
      await window.close();
    },
  };
}

for (const [name, base] of [['a host', host.base], ['files', files]]) {
  for (const keys of ['/', 'Control+k']) {
    test(`${keys} opens it from ${name}; what is typed at once is kept; Enter opens the first hit`, async () => {
      const { page, press, type, field, answered, active, done } = await opened(undefined, { base });
      await press(keys);
      await type('connection pool');
      await answered('connection pool');
      assert.equal(await field.inputValue(), 'connection pool');
      assert.ok(await field.evaluate((it) => it === document.activeElement));
      assert.match(await active().innerText(), /pool/i);
      const href = await active().getAttribute('href');
      assert.equal(await field.getAttribute('aria-activedescendant'), await active().getAttribute('id'));
      await press('Enter');
      await page.waitForURL(href);
      await page.locator('.marks').waitFor();
      await done();
    });
  }
}

test('Enter that is faster than the answer waits for it', async () => {
  const { page, press, type, hit, done } = await opened();
  await press('/');
  await type('timeout');
  await hit.waitFor();
  await press('Control+a');
  await type('"connection pool"');
  await press('Enter');
  await page.waitForURL(/postmortems\/.*\?h=%22connection%20pool%22/);
  await done();
});

test('Enter, then Escape: nothing opens any more', async () => {
  const { page, press, type, dialog, answered, done } = await opened();
  await press('/');
  await page.locator('.quick .fill').first().waitFor();
  await slow(page, 500);
  await type('timeout');
  await press('Enter');
  await press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await press('/');
  await answered('timeout');
  await page.waitForTimeout(300);
  assert.match(page.url(), /trends/);
  await done();
});

test('what is given up before it opens stays away', async () => {
  const before = (page) => slow(page, 500, '**/search-dialog.js*');
  const { page, press, type, dialog, field, done } = await opened(undefined, { before });
  await press('/');
  await press('Escape');
  await page.waitForFunction(() => !document.querySelector('.find').hasAttribute('aria-busy'));
  assert.equal(await dialog.isVisible(), false);
  await page.reload();
  await press('/');
  await type('abx');
  await press('Backspace');
  await dialog.waitFor();
  assert.equal(await field.inputValue(), 'ab');
  await done();
});

test('only a click beside it closes it', async () => {
  const { page, dialog, field, done } = await opened();
  await page.locator('.find').hover();
  await page.waitForFunction(() => globalThis.CasebookSearch?.dialog);
  await page.locator('.find').dblclick();
  await dialog.waitFor();
  await page.waitForTimeout(100);
  assert.equal(await dialog.isVisible(), true, 'a double click opens it');
  const { x, y } = await field.boundingBox();
  await page.waitForTimeout(400);
  await page.mouse.move(x + 60, y + 10);
  await page.mouse.down();
  await page.mouse.move(5, y + 10);
  await page.mouse.up();
  assert.equal(await dialog.isVisible(), true, 'a selection that ends beside it');
  await page.mouse.click(5, 500);
  await dialog.waitFor({ state: 'hidden' });
  await done();
});

test('arrows move, Ctrl+Enter opens another tab, Esc gives the focus back', async () => {
  const { page, press, type, dialog, answered, active, problems, close } = await opened();
  await page.locator('.find').focus();
  await press('Enter');
  await dialog.waitFor();
  await type('timeout');
  await answered('timeout');
  const first = await active().innerText();
  await press('ArrowDown');
  assert.notEqual(await active().innerText(), first);
  await press('ArrowUp');
  assert.equal(await active().innerText(), first);
  await press('ArrowUp');
  assert.match(await active().innerText(), /^(All \d+ results|Open in the search page)$/);
  await press('ArrowDown');
  const [other] = await Promise.all([page.context().waitForEvent('page'), press('Control+Enter')]);
  await other.waitForLoadState();
  assert.match(other.url(), /\/postmortems\/.+\?h=timeout/);
  assert.equal(await dialog.isVisible(), true);
  await press('Escape');
  assert.equal(await dialog.isVisible(), false);
  assert.ok(await page.locator('.find').evaluate((it) => it === document.activeElement));
  assert.deepEqual(problems().filter((it) => !it.startsWith('another page')), []);
  await close();
});

test('excerpts that come late are shown, and lead to their section', async () => {
  const { page, press, type, done } = await opened();
  await slow(page, 300);
  await press('/');
  await type('timeout');
  await page.locator('.quick .hit').first().waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('.quick .hit .excerpt')].every((it) => it.textContent));
  const links = await page.locator('.quick .hit').evaluateAll((all) => all.map((it) => it.hash));
  assert.ok(links.some((hash) => hash.length > 1), links.join());
  await done();
});

test('"/" stays a letter where somebody writes', async () => {
  const { page, dialog, done } = await opened('index.html');
  await page.locator('#q').pressSequentially('a/b');
  assert.equal(await page.locator('#q').inputValue(), 'a/b');
  assert.equal(await dialog.count(), 0);
  await done();
});

test('on the page of the search "/" leads to its field', async () => {
  const { page, press, done } = await opened('postmortems/index.html');
  await press('/');
  assert.ok(await page.locator('#q').evaluate((it) => it === document.activeElement));
  assert.equal(await page.locator('#q').inputValue(), '');
  await done();
});

test('what was searched for is offered again', async () => {
  const { page, press, type, dialog, field, answered, done } = await opened();
  await press('/');
  await dialog.waitFor();
  await page.locator('.quick .label', { hasText: 'For example' }).waitFor();
  await type('timeout');
  await answered('timeout');
  await page.locator('.quick .all').click();
  await page.waitForURL(/postmortems\/index\.html\?q=timeout$/);
  await page.locator('.hits h3').first().waitFor();
  await press('Control+k');
  await page.locator('.quick .label', { hasText: 'Searched lately' }).waitFor();
  await press('ArrowDown');
  await press('Enter');
  assert.equal(await field.inputValue(), 'timeout');
  await answered('timeout');
  await done();
});

test('a browser that keeps nothing is no trouble', async () => {
  const window = await openWindow(browser);
  await window.page.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
  });
  await window.visit(`${host.base}index.html`, host.base);
  await window.page.keyboard.press('/');
  await window.page.locator('.quick .label', { hasText: 'For example' }).waitFor();
  assert.deepEqual(window.problems(), []);
  await window.close();
});

test('operators are completed', async () => {
  const { page, press, type, field, done } = await opened();
  await press('/');
  await type('severity:cri');
  await page.locator('.quick .fill code', { hasText: 'critical' }).waitFor();
  await press('Enter');
  await page.waitForFunction(() => document.querySelector('dialog.quick input').value === 'severity:critical ');
  assert.ok(await field.evaluate((it) => it === document.activeElement));
  await done();
});

test('nothing found, and no index', async () => {
  const { page, press, type, dialog, close } = await opened();
  await press('/');
  await type('zzqqxxyy');
  await page.locator('.quick .note', { hasText: 'No case matches all of this' }).waitFor();
  assert.equal(await page.locator('.quick .hit').count(), 0);
  await press('Escape');
  await page.route('**/search/**', (route) => route.abort());
  await page.reload();
  await press('/');
  await page.locator('.quick .note', { hasText: 'does not work here' }).waitFor();
  await press('Enter');
  await page.waitForURL(/postmortems\/index\.html$/);
  assert.equal(await dialog.count(), 0);
  await close();
});

test('a script that does not come leads to the list of all cases', async () => {
  const before = (page) => page.route('**/search-dialog.js*', (route) => route.abort());
  const { page, press, close } = await opened(undefined, { before });
  await press('/');
  // That it is on its way is enough: what else the page asks for may take its time.
  await page.waitForURL(/postmortems\/index\.html$/, { waitUntil: 'commit' });
  await close();
});

test('a site without cases has a search that finds none', async () => {
  const server = await serve(sites.find(({ name }) => name === 'empty').folder);
  const { page, press, type, done } = await opened('index.html', { base: server.base });
  await press('/');
  await page.locator('.quick .fill').first().waitFor();
  await type('timeout');
  await page.locator('.quick .note', { hasText: 'No case matches all of this' }).waitFor();
  await done();
  await server.close();
});

test('a hit that is opened apart leaves the dialog as it is', async () => {
  const { page, press, type, dialog, answered, close } = await opened();
  await press('/');
  await type('timeout');
  await answered('timeout');
  await Promise.all([page.context().waitForEvent('page'), page.locator('.quick .hit').first().click({ modifiers: ['Control'] })]);
  assert.equal(await dialog.isVisible(), true);
  await close();
});

test('on a phone a button opens it, and another closes it', async () => {
  const { page, dialog, hit, field, done } = await opened('index.html', { viewport: { width: 390, height: 800 }, hasTouch: true });
  assert.ok((await page.locator('.find').boundingBox()).height >= 44);
  await page.locator('.find').tap();
  await dialog.waitFor();
  await field.fill('timeout');
  await hit.waitFor();
  assert.deepEqual(await overflowFaults(page), []);
  await page.locator('.quick button').tap();
  assert.equal(await dialog.isVisible(), false);
  await done();
});

const PAGE = 'postmortems/index.html';
const STATES = [
  ['page at rest', PAGE],
  ['results with filters', `${PAGE}?q=timeout&severity=medium,high&from=2025-01-01`],
  ['a correction', `${PAGE}?q=timeuot`],
  ['nothing found', `${PAGE}?q=timeout%20zzqqxxyy`],
  ['completions', PAGE, (page) => page.locator('#q').pressSequentially('severity:'), '#offers [role=option]'],
  ['filters', `${PAGE}?q=timeout`, async (page) => (await page.locator('#filters').isVisible()) && page.locator('#filters').click(), '.panel'],
  ['dialog at rest', 'index.html', (page) => page.keyboard.press('/'), '.quick .hit'],
  ['dialog with results', 'index.html', (page) => ask(page, 'timeout'), '.quick .excerpt'],
  ['dialog with completions', 'index.html', (page) => ask(page, 'severity:'), '.quick code'],
  ['dialog without results', 'index.html', (page) => ask(page, 'zzqqxxyy'), '.quick .note'],
  ['marks', 'postmortems/card-auth-pool-exhaustion/index.html?h=pool', undefined, '.marks'],
];

async function ask(page, text) {
  await page.keyboard.press('/');
  await page.keyboard.type(text);
}

for (const theme of THEMES) {
  for (const [name, path, act, shown] of STATES) {
    test(`${name}, ${theme}: accessible, and within the window`, async () => {
      const { page, problems, close } = await opened(path, { colorScheme: theme });
      await act?.(page);
      if (shown) await page.locator(shown).first().waitFor();
      const faults = [];
      for (const width of [1440, 390, 320]) {
        await page.setViewportSize({ width, height: heightFor(width) });
        const found = [...(await overflowFaults(page)), ...(await accessibilityFaults(page))];
        faults.push(...found.map((fault) => `at ${width}: ${fault}`));
      }
      assert.deepEqual([...problems(), ...faults], []);
      await close();
    });
  }
}
