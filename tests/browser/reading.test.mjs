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
const SHEETS = new Map([['home', 4], ['case', 15], ['month', 8]]);

for (const site of sites) {
  const { pages, close } = await publish(site.folder, '/knowledge/base/');
  after(close);

  for (const page of pages) {
    test(`${site.name}: ${page.kind} (${page.path}) is readable without scripts`, () =>
      withPage(page, { javaScriptEnabled: false, viewport: { width: 390, height: 800 } }, async (window) => {
        assert.deepEqual(await unreadable(window), []);
      }));

    test(`${site.name}: ${page.kind} (${page.path}) lets the keyboard skip to the content`, () =>
      withPage(page, {}, async (window) => {
        assert.deepEqual(await skipLinkFaults(window), []);
      }));

    if (SHEETS.has(page.kind)) {
      test(`${site.name}: ${page.kind} (${page.path}) prints`, () =>
        withPage(page, { colorScheme: 'dark' }, async (window) => {
          const sheets = await printedPages(window);
          const most = SHEETS.get(page.kind);
          assert.ok(sheets >= 1 && sheets <= most, `${sheets} sheets of paper, at most ${most} expected`);
        }));
    }
  }
}

async function withPage({ base, address }, options, work) {
  const { page, problems, visit, close } = await openWindow(browser, base, options);
  try {
    await visit(address);
    await work(page);
    assert.deepEqual(problems, []);
  } finally {
    await close();
  }
}
