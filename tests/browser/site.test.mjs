// Every page of every site, read rather than opened.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesOf, pagesOf } from './pages.mjs';
import { sites } from './sites.mjs';
import { linkFaults, markupFaults } from './static.mjs';

for (const { name, folder, required } of sites) {
  const pages = pagesOf(folder);

  test(`${name}: has each kind of page, and no kind that nobody looks at`, () => {
    const kinds = new Set(pages.map((page) => page.kind));
    assert.deepEqual(required.filter((kind) => !kinds.has(kind)), [], 'kinds without a page');
    assert.deepEqual(pages.filter((page) => !page.kind).map((page) => page.path), [], 'pages without a kind');
  });

  test(`${name}: every page keeps the policy and has sound markup`, () => {
    const faults = pages.flatMap((page) => markupFaults(page).map((fault) => `${page.path}: ${fault}`));
    assert.deepEqual(faults, []);
  });

  test(`${name}: every link leads somewhere`, () => {
    assert.deepEqual(linkFaults(pages, filesOf(folder)), []);
  });
}
