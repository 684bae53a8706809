// Each kind of page opens wherever the site lies: at the root of a host, and as a folder of files.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, openWindow } from './harness.mjs';
import { styleFaults } from './look.mjs';
import { examples, pagesOf } from './pages.mjs';
import { publish } from './publish.mjs';
import { sites } from './sites.mjs';

const browser = await launch();
after(() => browser.close());

for (const { name, folder } of sites) {
  const atRoot = await publish(folder, '/');
  after(atRoot.close);

  test(`${name}: opens at the root of a host`, () => openAll(atRoot.pages));

  test(`${name}: opens as files`, () => {
    const base = `${pathToFileURL(folder).href}/`;
    // Only a host shows the page for unknown addresses.
    const pages = examples(pagesOf(folder)).filter((page) => page.kind !== 'not found');
    return openAll(pages.map((page) => ({ ...page, base, address: pathToFileURL(join(folder, page.path)).href })));
  });

  test(`${name}: says so when an address does not exist`, async () => {
    const response = await fetch(`${atRoot.base}postmortems/no-such-case/`);
    assert.equal(response.status, 404);
    assert.equal(await response.text(), atRoot.pages.find((page) => page.kind === 'not found').html);
  });
}

async function openAll(pages) {
  const { page, visit, problems, close } = await openWindow(browser);
  const found = [];
  for (const { base, address, path } of pages) {
    await visit(address, base);
    found.push(...[...problems(), ...(await styleFaults(page))].map((problem) => `${path}: ${problem}`));
  }
  await close();
  assert.deepEqual(found, []);
}
