// Reading a case, and every other kind of page, by keyboard alone.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launch, openWindow } from './harness.mjs';
import { focusFaults } from './look.mjs';
import { publish } from './publish.mjs';
import { demo } from './sites.mjs';

// Stops of the Tab key that are looked at on a page.
const STOPS = 40;

const browser = await launch();
const { pages, base, close } = await publish(demo.folder, '/');
after(() => Promise.all([browser.close(), close()]));

const first = new Map();
for (const page of pages) if (!first.has(page.kind)) first.set(page.kind, page);

const phone = await openWindow(browser, { viewport: { width: 390, height: 800 } });
for (const [kind, { path, address, base }] of first) {
  test(`${kind} (${path}): whatever has the focus is seen`, async () => {
    await phone.visit(address, base);
    assert.deepEqual([...(await focusFaults(phone.page, STOPS)), ...phone.problems()], []);
  });
}

const wide = pages.find(({ kind, html }) => kind === 'case' && html.includes('class="table"'));
const long = pages.find(({ kind, html }) => kind === 'case' && (html.match(/<h2 id=/g) ?? []).length > 4);

test('a wide table scrolls by keyboard', async () => {
  const { page, visit, problems } = phone;
  await visit(wide.address, base);
  // Narrow enough that any table is too wide.
  await page.setViewportSize({ width: 320, height: 800 });
  const table = page.locator('.prose .table').first();
  await table.evaluate((it) => it.querySelector('table').setAttribute('width', '900'));
  await table.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((it) => it.scrollLeft > 0, await table.elementHandle());
  assert.match((await table.getAttribute('aria-label')) ?? '', /^Table/);
  await page.setViewportSize({ width: 390, height: 800 });
  assert.deepEqual(problems(), []);
});

test('the contents lead to a section and follow the reading', async () => {
  const { page, visit, problems, close } = await openWindow(browser, { viewport: { width: 1440, height: 900 } });
  await visit(long.address, base);
  const current = () => page.locator('.contents [aria-current]');
  const links = page.locator('.contents li:not(.deep) a');
  const third = links.nth(2);
  await third.focus();
  await page.keyboard.press('Enter');
  const there = await third.getAttribute('href');
  await page.waitForFunction((hash) => document.querySelector('.contents [aria-current]')?.hash === hash, there);
  assert.equal(await current().count(), 1);
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForFunction((hash) => document.querySelector('.contents [aria-current]')?.hash !== hash, there);
  assert.deepEqual(problems(), []);
  await close();
});

test('at the end of a page its last section is being read, whatever was asked for before', async () => {
  const { page, visit, problems, close } = await openWindow(browser, { viewport: { width: 1440, height: 900 } });
  await visit(long.address, base);
  const links = page.locator('.contents li:not(.deep) a');
  await links.first().click();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const first = await links.first().getAttribute('href');
  await page.waitForFunction((hash) => ![undefined, hash].includes(document.querySelector('.contents [aria-current]')?.hash), first);
  assert.deepEqual(problems(), []);
  await close();
});

test('an address that was cut off opens its page', async () => {
  const { visit, problems, close } = await openWindow(browser);
  await visit(`${long.address}#%D0%BF%D1`, base);
  assert.deepEqual(problems(), []);
  await close();
});

test('a heading’s link copies its address and says so', async () => {
  const options = { viewport: { width: 1440, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] };
  const { page, visit, problems, close } = await openWindow(browser, options);
  await visit(long.address, base);
  const anchor = page.locator('.prose .anchor').nth(1);
  await anchor.focus();
  assert.equal(await anchor.evaluate((it) => getComputedStyle(it).opacity), '1', 'seen while it has the focus');
  await page.keyboard.press('Enter');
  await page.locator('[role=status]', { hasText: 'Link copied' }).waitFor({ state: 'attached' });
  const href = await anchor.evaluate((it) => it.href);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), href);
  assert.equal(page.url(), href);
  assert.deepEqual(problems(), []);
  await close();
});

test('the numbers of a chart open by keyboard', async () => {
  const { page, visit, problems } = phone;
  await visit(`${base}trends/index.html`, base);
  const summary = page.locator('figure summary').first();
  await summary.focus();
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('figure details[open] table').first().isVisible());
  assert.deepEqual(problems(), []);
});

test('without scripts the contents are links and nothing is marked', async () => {
  const { page, visit, problems, close } = await openWindow(browser, { javaScriptEnabled: false });
  await visit(long.address, base);
  assert.ok((await page.locator('.contents a').count()) > 4);
  assert.equal(await page.locator('.contents [aria-current]').count(), 0);
  assert.deepEqual(problems(), []);
  await close();
});
