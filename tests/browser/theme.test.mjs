// Light and dark: as the system says, as the reader chose, remembered, and never the other one first. And the menu.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, openWindow } from './harness.mjs';
import { accessibilityFaults } from './look.mjs';
import { publish } from './publish.mjs';
import { demo } from './sites.mjs';

const PAPER = 'rgb(255, 255, 255)';
const NIGHT = 'rgb(18, 22, 28)';

const browser = await launch();
after(() => browser.close());
const { base, close } = await publish(demo.folder, '/');
after(close);

const home = `${base}index.html`;
const about = `${base}about/index.html`;
const option = (page, name) => page.getByRole('group', { name: 'Theme' }).getByRole('radio', { name });
const ground = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const inChart = (page) =>
  page.evaluate(() => getComputedStyle(document.querySelector('.chart .f-surface, .chart .f-ink')).fill);

async function inWindow(options, work) {
  const window = await openWindow(browser, options);
  try {
    await work(window);
    assert.deepEqual(window.problems(), []);
  } finally {
    await window.close();
  }
}

test('follows the system until the reader chooses, and again when asked to', () =>
  inWindow({ colorScheme: 'light' }, async ({ page, visit }) => {
    await visit(home, base);
    assert.ok(await option(page, 'System').isChecked());
    assert.equal(await ground(page), PAPER);
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.equal(await ground(page), NIGHT);
    const charted = await inChart(page);
    await option(page, 'Light').check();
    assert.equal(await ground(page), PAPER);
    assert.notEqual(await inChart(page), charted);
    await option(page, 'System').check();
    assert.equal(await ground(page), NIGHT);
  }));

test('what a phone paints around the page has its colour', () =>
  inWindow({ colorScheme: 'light' }, async ({ page, visit }) => {
    const around = () =>
      page.evaluate(() => [...document.querySelectorAll('meta[name="theme-color"]')].find(({ media }) => matchMedia(media).matches).content);
    await visit(home, base);
    assert.equal(await around(), '#ffffff');
    await option(page, 'Dark').check();
    assert.equal(await around(), '#12161c');
    await page.emulateMedia({ colorScheme: 'dark' });
    await option(page, 'Light').check();
    assert.equal(await around(), '#ffffff');
    await option(page, 'System').check();
    assert.equal(await around(), '#12161c');
  }));

test('a choice holds on other pages, in other tabs, and after a return', () =>
  inWindow({ colorScheme: 'light' }, async ({ page, visit }) => {
    await visit(home, base);
    await option(page, 'Dark').check();
    await visit(about, base);
    assert.ok(await option(page, 'Dark').isChecked());
    assert.equal(await ground(page), NIGHT);
    await option(page, 'Light').check();
    await page.goBack();
    assert.equal(await ground(page), PAPER);
    // What another tab of the site does is heard of as an event.
    await page.evaluate(() => {
      localStorage.setItem('casebook-theme', 'dark');
      dispatchEvent(new StorageEvent('storage', { key: 'casebook-theme' }));
    });
    assert.equal(await ground(page), NIGHT);
  }));

test('what was chosen is there before anything is painted', () =>
  inWindow({ colorScheme: 'light' }, async ({ page, visit }) => {
    await page.addInitScript(() => {
      localStorage.setItem('casebook-theme', 'dark');
      new MutationObserver((_, watcher) => {
        if (document.documentElement?.dataset.theme !== 'dark') return;
        globalThis.unpainted = !document.body && !performance.getEntriesByType('paint').length;
        watcher.disconnect();
      }).observe(document, { attributes: true, childList: true, subtree: true });
    });
    await visit(about, base);
    assert.equal(await page.evaluate(() => globalThis.unpainted), true);
    assert.equal(await page.getAttribute('meta[name="color-scheme"]', 'content'), 'dark');
  }));

test('what is stored may be anything', () =>
  inWindow({ colorScheme: 'light' }, async ({ page, visit }) => {
    await page.addInitScript(() => localStorage.setItem('casebook-theme', '"><script>'));
    await visit(home, base);
    assert.ok(await option(page, 'System').isChecked());
    assert.equal(await ground(page), PAPER);
  }));

test('without a memory there is no switch, and pages follow the system', () =>
  inWindow({ colorScheme: 'dark' }, async ({ page, visit }) => {
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError'); } });
    });
    await visit(home, base);
    assert.equal(await page.locator('.shade').isVisible(), false);
    assert.equal(await ground(page), NIGHT);
  }));

test('without scripts there is no switch, and pages follow the system', () =>
  inWindow({ colorScheme: 'dark', javaScriptEnabled: false }, async ({ page, visit }) => {
    await visit(home, base);
    assert.equal(await page.locator('.shade').isVisible(), false);
  }));

test('works from files', () =>
  inWindow({ colorScheme: 'light' }, async ({ page, visit }) => {
    const files = `${pathToFileURL(demo.folder).href}/`;
    await visit(pathToFileURL(join(demo.folder, 'index.html')).href, files);
    await option(page, 'Dark').check();
    await page.reload();
    assert.equal(await ground(page), NIGHT);
  }));

test('paper is light', () =>
  inWindow({ colorScheme: 'light' }, async ({ page, visit }) => {
    await visit(home, base);
    await option(page, 'Dark').check();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await ground(page), PAPER);
    assert.equal(await page.locator('.shade').isVisible(), false);
  }));

test('is operated by keyboard, and large enough for a thumb', () =>
  inWindow({ colorScheme: 'light', viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true }, async ({ page, visit }) => {
    await visit(home, base);
    await option(page, 'System').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    assert.ok(await option(page, 'Dark').isChecked());
    assert.equal(await ground(page), NIGHT);
    for (const name of ['System', 'Light', 'Dark']) {
      const { width, height } = await option(page, name).boundingBox();
      assert.ok(width >= 44 && height >= 42, `${name}: ${width} by ${height}`);
    }
    assert.deepEqual(await accessibilityFaults(page), []);
  }));

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts';
  test(`on a phone the menu unfolds, and folds again: ${how}`, () =>
    inWindow({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true, javaScriptEnabled }, async ({ page, visit }) => {
      await visit(about, base);
      const button = page.getByRole('button', { name: 'Menu' });
      const entry = page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Trends' });
      assert.equal(await entry.isVisible(), false);
      await button.click();
      await entry.waitFor();
      const { height } = await entry.boundingBox();
      assert.ok(height >= 44, `${height}`);
      if (javaScriptEnabled) assert.deepEqual(await accessibilityFaults(page), []);
      await page.keyboard.press('Escape');
      assert.equal(await entry.isVisible(), false);
      await button.click();
      await entry.click();
      await page.waitForURL(/trends\/index\.html$/);
    }));
}
