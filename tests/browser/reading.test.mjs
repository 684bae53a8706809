// Reading without a mouse, without scripts, and on paper.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launch, openWindow } from './harness.mjs';
import { printedPages, skipLinkFaults, unreadable } from './look.mjs';
import { publish } from './publish.mjs';
import { sites } from './sites.mjs';

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
