// Each kind of page at each width, by day and by night: accessible, within the window, silent.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launch, openWindow } from './harness.mjs';
import { THEMES, WIDTHS, accessibilityFaults, heightFor, overflowFaults } from './look.mjs';
import { publish } from './publish.mjs';
import { sites } from './sites.mjs';

const browser = await launch();
after(() => browser.close());

for (const site of sites) {
  const { pages, close } = await publish(site.folder, '/knowledge/base/');
  after(close);
  for (const page of pages) {
    for (const theme of THEMES) {
      test(`${site.name}: ${page.kind} (${page.path}), ${theme}`, () => look(page, theme));
    }
  }
}

async function look({ base, address }, theme) {
  const viewport = { width: WIDTHS[0], height: heightFor(WIDTHS[0]) };
  const { page, problems, visit, close } = await openWindow(browser, base, { colorScheme: theme, viewport });
  try {
    await visit(address);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: heightFor(width) });
      const faults = [...(await overflowFaults(page)), ...(await accessibilityFaults(page))];
      problems.push(...faults.map((fault) => `at ${width}: ${fault}`));
    }
    assert.deepEqual(problems, []);
  } finally {
    await close();
  }
}
