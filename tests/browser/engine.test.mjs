// The engine in the browser, under the policy of the site: from a host, below a path, and from files.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openSite, root, SCRIPTS } from '../search/engine.mjs';
import { launch, openWindow } from './harness.mjs';
import { serve } from './server.mjs';
import { demo } from './sites.mjs';

const QUERIES = ['', 'connection pool', '"connection pool"', 'kuberntes', 'severity:critical', 'zzqqxxyy', 'PAY-', 'fail-over'];

const browser = await launch();
after(() => browser.close());
const host = await serve(demo.folder, '/knowledge/base/');
after(host.close);

const inNode = openSite(demo.folder);
const expected = await Promise.all(QUERIES.map(async (text) => [...(await inNode.run(text)).ids]));

for (const [name, base] of [['a host', host.base], ['files', `${pathToFileURL(demo.folder).href}/`]]) {
  test(`finds the same from ${name} as in plain Node`, async () => {
    const { page, problems, close } = await opened(base, 'about/index.html');
    assert.deepEqual(await page.evaluate(findAll, { base, queries: QUERIES }), expected);
    assert.deepEqual(problems(), []);
    await close();
  });
}

test('says what is missing, from files too', async () => {
  const base = `${pathToFileURL(demo.folder).href}/`;
  const { page, close } = await opened(base, 'about/index.html');
  const message = await page.evaluate((base) => CasebookSearch.open(`${base}nowhere/`).run('x').catch(String), base);
  assert.match(message, /the search index cannot be read: file:.*nowhere\/m\.js/);
  await close();
});

for (const native of [true, false]) {
  test(`marks a page ${native ? 'with highlights' : 'with elements'}, and leaves it as it was`, async () => {
    const { page, problems, close } = await opened(host.base, 'postmortems/card-auth-pool-exhaustion/index.html');
    const { before, marked, count, cleared, first } = await page.evaluate(highlightAll, native);
    assert.ok(count > 2 && marked.length >= count, `${count} marks`);
    for (const text of marked) assert.match(text, /^(connection|connections|pool|pools|pooling|pooled)$/i);
    assert.ok(first);
    assert.equal(cleared, before);
    assert.deepEqual(problems(), []);
    await close();
  });
}

test('a mark goes on across elements, and ends with a paragraph', async () => {
  const { page, close } = await opened(host.base, 'about/index.html');
  const marked = await page.evaluate(() => {
    const main = document.querySelector('main');
    main.replaceChildren();
    const code = document.createElement('code');
    code.append('ORA');
    const paragraph = document.createElement('p');
    paragraph.append('An ', code, '-00060 in the pool');
    const next = document.createElement('p');
    next.append('exhausted');
    main.append(paragraph, next);
    const { count } = CasebookSearch.highlight(main, CasebookSearch.marker('ora-00060 "pool exhausted"'));
    return { count, texts: Array.from(CSS.highlights.get('search'), String) };
  });
  assert.deepEqual(marked, { count: 1, texts: ['ORA', '-00060'] });
  await close();
});

async function opened(base, path) {
  const shown = await openWindow(browser);
  await shown.visit(`${base}${path}`, base);
  for (const name of SCRIPTS) await shown.page.addScriptTag({ url: `${base}${name}` });
  for (const name of SCRIPTS) {
    // Built in, it has lost its comments and its indentation.
    const lines = (folder) => readFileSync(join(folder, name), 'utf8').split('\n').map((line) => line.trim());
    const source = new Set(lines(join(root, 'static')));
    assert.deepEqual(lines(demo.folder).filter((line) => !source.has(line)), [], `${name} is the one to test`);
  }
  return shown;
}

async function findAll({ base, queries }) {
  const search = CasebookSearch.open(`${base}search/`);
  return Promise.all(queries.map(async (text) => Array.from((await search.run(text)).ids)));
}

function highlightAll(native) {
  if (!native) Object.defineProperty(CSS, 'highlights', { value: undefined });
  const main = document.querySelector('main');
  const before = main.innerHTML;
  const { count, first, clear } = CasebookSearch.highlight(main, CasebookSearch.marker('connection pool '));
  const elements = Array.from(main.querySelectorAll('mark'), (mark) => mark.textContent);
  const marked = native ? Array.from(CSS.highlights.get('search'), String) : elements;
  clear();
  if (native && CSS.highlights.has('search')) marked.push('still there');
  return { before, marked, count, first: first !== null, cleared: main.innerHTML };
}
