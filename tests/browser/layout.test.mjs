// Each kind of page at each width, by day and by night: accessible, within the window, silent.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launch, openWindow } from './harness.mjs';
import { THEMES, WIDTHS, accessibilityFaults, heightFor, overflowFaults } from './look.mjs';
import { publish } from './publish.mjs';
import { sites } from './sites.mjs';

const AXE = [1440, 390];

const browser = await launch();
after(() => browser.close());

for (const site of sites) {
  const { pages, close } = await publish(site.folder, '/knowledge/base/');
  after(close);
  for (const theme of THEMES) {
    const window = await openWindow(browser, { colorScheme: theme });
    for (const page of pages) {
      test(`${site.name}: ${page.kind} (${page.path}), ${theme}`, () => look(window, page));
    }
  }
}

async function look({ page, visit, problems }, { address, base }) {
  const faults = [];
  await resize(page, WIDTHS[0]);
  await visit(address, base);
  for (const width of WIDTHS) {
    await resize(page, width);
    const found = await overflowFaults(page);
    // Half of the widths have the layouts that differ in more than size, and axe takes seconds on a page of charts.
    if (AXE.includes(width)) found.push(...(await accessibilityFaults(page)));
    faults.push(...found.map((fault) => `at ${width}: ${fault}`));
  }
  assert.deepEqual([...problems(), ...faults], []);
}

function resize(page, width) {
  return page.setViewportSize({ width, height: heightFor(width) });
}
