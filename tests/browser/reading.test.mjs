// Reading without a mouse, without scripts, and on paper.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launch, openWindow } from './harness.mjs';
import { printedPages, skipLinkFaults, unreadable } from './look.mjs';
import { pagesOf } from './pages.mjs';
import { publish } from './publish.mjs';
import { serve } from './server.mjs';
import { demo, sites } from './sites.mjs';

const browser = await launch();
after(() => browser.close());

// The longest that each kind of page may be on paper.
const SHEETS = new Map([
  ['home', 4],
  ['case', 15],
  ['month', 8],
  ['list', 12],
  ['trends', 20],
  ['year', 4],
  ['actions', 14],
  ['lessons', 24],
  ['about', 12],
  ['checks', 45],
]);
// Facets and their terms, with all charts that they have.
const SHEETS_OF_OTHERS = 16;

const scriptless = await openWindow(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
const keyboard = await openWindow(browser);
const paper = await openWindow(browser, { colorScheme: 'dark' });

const served = await serve(demo.folder);
after(served.close);

test('every month of the demonstration is two to four sheets of paper', async () => {
  const months = pagesOf(demo.folder).filter(({ kind }) => kind === 'month');
  assert.ok(months.length > 20, `${months.length} months`);
  const others = [];
  for (const { path } of months) {
    await paper.visit(served.base + path, served.base);
    const sheets = await printedPages(paper.page);
    if (sheets < 2 || sheets > 4) others.push(`${path}: ${sheets}`);
  }
  assert.deepEqual([...others, ...paper.problems()], []);
});

test('a calendar wider than the window shows its newest days', async () => {
  const phone = await openWindow(browser, { viewport: { width: 390, height: 800 } });
  await phone.visit(`${served.base}trends/index.html`, served.base);
  const place = phone.page.locator('#calendar .chart-place');
  const [left, end] = await place.evaluate((it) => [it.scrollLeft, it.scrollWidth - it.clientWidth]);
  assert.ok(end > 100 && left > end - 2, `${left} of ${end}`);
  assert.deepEqual(phone.problems(), []);
});

for (const site of sites) {
  const { pages, close } = await publish(site.folder, '/knowledge/base/');
  after(close);

  for (const { kind, path, base, address } of pages) {
    test(`${site.name}: ${kind} (${path}) is readable without scripts`, async () => {
      await scriptless.visit(address, base);
      assert.deepEqual([...(await unreadable(scriptless.page)), ...scriptless.problems()], []);
    });

    test(`${site.name}: ${kind} (${path}) lets the keyboard skip to the content`, async () => {
      await keyboard.visit(address, base);
      assert.deepEqual([...(await skipLinkFaults(keyboard.page)), ...keyboard.problems()], []);
    });

    if (kind !== 'not found') {
      test(`${site.name}: ${kind} (${path}) prints`, async () => {
        await paper.visit(address, base);
        const sheets = await printedPages(paper.page);
        const most = SHEETS.get(kind) ?? SHEETS_OF_OTHERS;
        assert.ok(sheets >= 1 && sheets <= most, `${sheets} sheets of paper, at most ${most} expected`);
        assert.deepEqual(paper.problems(), []);
      });
    }
  }
}
