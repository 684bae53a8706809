// The tests of the tests: a sound page passes everything, and each fault is noticed.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { launch, openWindow } from './harness.mjs';
import { accessibilityFaults, overflowFaults, printedPages, skipLinkFaults, styleFaults, unreadable } from './look.mjs';
import { examples, filesOf, kindOf, pagesOf } from './pages.mjs';
import { serve } from './server.mjs';
import { POLICY, basePath, linkFaults, markupFaults } from './static.mjs';

const folder = mkdtempSync(join(tmpdir(), 'casebook-browser-'));
after(() => rmSync(folder, { recursive: true }));

const CSS = `body { font-family: sans-serif; margin: 0 } .skip { position: absolute; top: -9em } .skip:focus { top: 0 }
.wide { width: 2000px } .faint { color: #eee; background: #fff }`;
const POLICY_TAG = `<meta http-equiv="Content-Security-Policy" content="${POLICY.replaceAll("'", '&#x27;')}">`;
const BODY = '<p>One sentence that can be read.</p><p><a href="index.html#top">Again</a></p>';

function page(body, { policy = POLICY_TAG, head = '' } = {}) {
  const nav = [1, 2, 3].map((nth) => `<a href="index.html">Link ${nth}</a>`).join(' ');
  return `<!doctype html><html lang="en"><head>${policy}<meta charset="utf-8"><meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width"><title>A page</title>
<link rel="icon" href="icon.svg"><link rel="stylesheet" href="style.css">${head}</head>
<body><a class="skip" href="#main">Skip to content</a><header><nav aria-label="Main">${nav}</nav></header>
<main id="main" tabindex="-1"><h1>A page</h1>${body}</main></body></html>`;
}

function write(path, text) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

write('index.html', page(BODY));
write('style.css', CSS);
write('icon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
write('noisy.js', "console.log('psst'); setTimeout(() => { throw new Error('ouch'); })");
write('fetching.js', "fetch('http://127.0.0.1:9/stolen').catch(() => {})");

const browser = await launch();
const server = await serve(folder, '/knowledge/base/');
after(async () => {
  await server.close();
  await browser.close();
});

async function withPage(html, work, options) {
  write('page.html', html);
  const window = await openWindow(browser, options);
  try {
    await window.visit(`${server.base}page.html`, server.base);
    return await work(window);
  } finally {
    await window.close();
  }
}

const problemsOf = (html) => withPage(html, ({ problems }) => problems());

test('a sound page has no faults', async () => {
  const found = await withPage(page(BODY), async ({ page, problems }) => [
    ...(await accessibilityFaults(page)),
    ...(await overflowFaults(page)),
    ...(await styleFaults(page)),
    ...(await skipLinkFaults(page)),
    ...problems(),
  ]);
  assert.deepEqual(found, []);
  assert.deepEqual(await withPage(page(BODY), ({ page }) => unreadable(page), { javaScriptEnabled: false }), []);
  assert.equal(await withPage(page(BODY), ({ page }) => printedPages(page)), 1);
  assert.deepEqual(markupFaults({ html: page(BODY) }), []);
});

test('what the policy forbids is noticed', async () => {
  for (const bad of ['<script>document.title = 1</script>', '<p style="color: red">x</p>', '<img alt="" src="data:,">']) {
    assert.match((await problemsOf(page(BODY + bad))).join('\n'), /policy: /, bad);
  }
  const fetching = page(BODY, { head: '<script src="fetching.js"></script>' });
  assert.match((await problemsOf(fetching)).join('\n'), /policy: connect-src/);
});

test('a request for another place is noticed', async () => {
  const bad = page(BODY, { policy: '', head: '<script src="fetching.js"></script>' });
  assert.match((await problemsOf(bad)).join('\n'), /request outside the site: http:\/\/127.0.0.1:9\/stolen/);
});

test('console messages, errors and missing files are noticed', async () => {
  const noisy = (await problemsOf(page(BODY, { head: '<script src="noisy.js"></script>' }))).join('\n');
  assert.match(noisy, /console log: psst/);
  assert.match(noisy, /error: Error: ouch/);
  assert.match((await problemsOf(page('<img alt="" src="none.png">'))).join('\n'), /404 for .*none\.png/);
});

test('overflow, faint text and missing style are noticed', async () => {
  const look = (html, work) => withPage(html, ({ page }) => work(page));
  assert.match((await look(page('<p class="wide">x</p>'), overflowFaults)).join('\n'), /wider than the window: .*class="wide"/);
  assert.match((await look(page('<p class="faint">faint</p>'), accessibilityFaults)).join('\n'), /color-contrast/);
  const plain = page(BODY).replace('style.css', 'none.css');
  assert.notDeepEqual(await look(plain, styleFaults), []);
  assert.deepEqual(await look(page(BODY).replace(/<link rel="stylesheet"[^>]*>/, ''), styleFaults), [
    'no style sheet at all',
    'the text has the font of a page without style',
  ]);
});

test('a page that needs scripts, or has no skip link, is noticed', async () => {
  const bare = '<!doctype html><html lang="en"><title>x</title><main></main><a href="#">x</a></html>';
  const found = await withPage(bare, ({ page }) => unreadable(page), { javaScriptEnabled: false });
  assert.equal(found.length, 3, found.join('\n'));
  const look = (html) => withPage(html, ({ page }) => skipLinkFaults(page));
  assert.match((await look(page(BODY).replace('class="skip" href="#main"', 'href="index.html"'))).join(), /no skip link/);
  write('style.css', CSS.replace('.skip:focus { top: 0 }', ''));
  assert.match((await look(page(BODY))).join(), /cannot be seen/);
  write('style.css', CSS);
  assert.match((await look(page(BODY).replace('id="main"', 'id="other"'))).join(), /not where the keyboard goes on/);
});

test('unsound markup is noticed', () => {
  const faults = (html) => markupFaults({ html }).join('\n');
  assert.match(faults(page(BODY, { policy: '' })), /the policy is not first in head/);
  assert.match(faults(page(BODY, { policy: `<meta charset="utf-8">${POLICY_TAG}` })), /the policy is not first in head/);
  assert.match(faults(page(BODY).replace('script-src', 'script-src https:')), /another policy/);
  assert.match(faults(page(BODY).replace('noindex', 'index')), /no meta robots/);
  assert.match(faults(page('<p class=loose>x</p>')), /not a well-formed tag: <p class=loose/);
  assert.match(faults(page('<p onclick="x()">x</p>')), /an inline onclick/);
  assert.match(faults(page('<p id="main">x</p>')), /the id main is used twice/);
  assert.match(faults(page('<iframe src="index.html"></iframe>')), /no place here/);
});

test('links that lead nowhere are noticed', () => {
  const files = ['index.html', '404.html', 'a/b/index.html', 'a/c d.png'];
  const base = 'https://kb.example/base/';
  const home = { path: 'index.html', html: `<link rel="canonical" href="${base}"><p id="x&amp;y"></p>` };
  const faults = (path, ...addresses) => {
    const html = addresses.map((address) => `<a href="${address}">x</a>`).join('');
    return linkFaults([home, { path, html }], files);
  };
  assert.equal(basePath([home]), '/base/');
  const good = ['../../index.html?h=1', '../../index.html#x%26y', '../c%20d.png', '', '#top', 'https://example.org', 'mailto:a@b'];
  assert.deepEqual(faults('a/b/index.html', ...good), []);
  assert.deepEqual(faults('404.html', '/base/a/b/index.html'), []);
  const bad = ['../../none.html', '../..', '../../../index.html', '/index.html', '../../index.html#x', '#x', '//host/', 'javascript:x'];
  assert.equal(faults('a/b/index.html', ...bad).length, bad.length);
  const picture = { path: 'a/b/index.html', html: '<img src="https://elsewhere.example/x.png">' };
  assert.equal(linkFaults([home, picture], files).length, 1);
  assert.equal(faults('404.html', 'index.html', '/a/b/index.html').length, 2);
});

test('kinds of page are told apart, and examples show all that a kind has', () => {
  const kinds = ['squads/index.html', 'squads/a/index.html', 'squads/a/page/2/index.html', 'trends/2026-01/index.html'];
  assert.deepEqual(kinds.map(kindOf), ['facet of squads', 'term of squads', 'later term of squads', 'month']);
  assert.equal(kindOf('trends/none/index.html'), undefined);
  const cases = ['<p>', '<p><table class="a">', '<table class="b">', '<p><table class="a b"><pre><i></pre>', '<ol dir="rtl">'];
  const pages = cases.map((html, nth) => ({ path: `postmortems/${nth}/index.html`, kind: 'case', html, moved: false }));
  assert.deepEqual(examples(pages).map(({ html }) => html), [cases[3], cases[4]]);
  assert.deepEqual(examples([{ ...pages[0], moved: true }]), []);
});

test('the server answers as a plain host does', async () => {
  write('404.html', 'nothing here');
  write('deep/index.html', page(BODY));
  const get = (path) => fetch(new URL(path, server.base), { redirect: 'manual' });
  assert.equal((await get('./')).headers.get('content-type'), 'text/html; charset=utf-8');
  assert.equal((await get('style.css?h=1')).headers.get('content-type'), 'text/css; charset=utf-8');
  assert.equal((await get('deep')).status, 301);
  assert.equal((await get('deep/')).status, 200);
  for (const path of ['none', 'deep/none/', '/', '/index.html', '%2e%2e%2fx', '%', 'deep/..%2f..%2f..%2fetc/passwd']) {
    const response = await get(path);
    assert.equal(response.status, 404, path);
    assert.equal(await response.text(), 'nothing here');
  }
  assert.deepEqual(pagesOf(folder).filter(({ path }) => path === 'deep/index.html').map(({ kind }) => kind), ['facet of deep']);
  assert.ok(filesOf(folder).includes('deep/index.html'));
});
