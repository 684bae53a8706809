// `casebook serve` as whoever writes a postmortem sees it: what is saved is shown, and what is wrong is said.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, openWindow } from './harness.mjs';
import { THEMES, WIDTHS, accessibilityFaults, heightFor, overflowFaults } from './look.mjs';

const home = join(dirname(fileURLToPath(import.meta.url)), '../..');
const program = process.env.CASEBOOK ?? join(home, 'target/release/casebook');
const root = mkdtempSync(join(tmpdir(), 'casebook-serve-'));

const SETTINGS = `title = "Living site"
timezone = "Europe/London"
severity = [{ id = "high", title = "High" }, { id = "low", title = "Low" }]
root_cause = [{ id = "capacity", title = "Capacity" }]
squad = [{ id = "payments", title = "Payments" }]
`;

const sections = Array.from({ length: 30 }, (_, nth) => `## Part ${nth}\n\n${'It went on and on. '.repeat(40)}\n`).join('\n');

const text = ({ severity = 'high', summary = 'It ran dry.', title = 'Pool ran dry' } = {}) => `+++
title = "${title}"
severity = "${severity}"
root_cause = "capacity"
squad = "payments"
started = 2026-03-04T09:12:00Z
+++

## Summary

${summary}

${sections}`;

function save(path, words) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}~`, words);
  renameSync(`${file}~`, file);
}

save('site.toml', SETTINGS);
save('postmortems/pool.md', text());
save('postmortems/other.md', text({ title: 'Another one', severity: 'low' }));

async function serve(folder, port = '0') {
  const args = ['serve', '--port', port, '--no-git', '--as-of', '2026-11-21', '-C', folder];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(child.stdout, 'data');
  return { child, base: String(line).trim() };
}

const { child, base } = await serve(root);
const browser = await launch();
const window = await openWindow(browser);
const { page, visit, problems } = window;
after(async () => {
  child.kill();
  await browser.close();
  rmSync(root, { recursive: true });
});

const pool = `${base}postmortems/pool/`;
const shown = (words) => page.locator('body', { hasText: words }).waitFor();
const mark = () => page.evaluate(() => (globalThis.untouched = true));
const untouched = () => page.evaluate(() => globalThis.untouched === true);
const overlay = page.locator('casebook-faults section');

test('what is saved is shown without touching the page, which stays where it is', async () => {
  await visit(pool, base);
  const before = await page.evaluate(() => {
    const part = document.getElementById('part-20');
    part.scrollIntoView();
    return part.getBoundingClientRect().top;
  });
  save('postmortems/pool.md', text({ summary: Array(20).fill('Somebody has found out much more.').join('\n\n') }));
  await shown('Somebody has found out much more.');
  await page.waitForFunction(
    (before) => Math.abs(document.getElementById('part-20')?.getBoundingClientRect().top - before) < 2,
    before,
  );
  assert.deepEqual(problems(), []);
});

test('a page that the change does not concern is left alone', async () => {
  await visit(`${base}about/`, base);
  await mark();
  const told = page.waitForResponse((it) => it.request().method() === 'HEAD');
  save('postmortems/pool.md', text({ summary: 'Nobody on this page needs to know.' }));
  await told;
  await visit(`${base}about/#x`, base);
  assert.ok(await untouched());
  assert.deepEqual(problems(), []);
});

test('styles are exchanged in the page as it is', async () => {
  await visit(pool, base);
  await mark();
  const own = readFileSync(join(home, 'static/casebook.css'), 'utf8');
  for (const colour of ['rgb(1, 2, 3)', 'rgb(4, 5, 6)']) {
    save('static/casebook.css', `${own}\nh1 { color: ${colour} }\n`);
    await page.waitForFunction((it) => getComputedStyle(document.querySelector('h1')).color === it, colour);
  }
  await page.waitForFunction(() => document.querySelectorAll('link[rel=stylesheet][href*="casebook.css"]').length === 1);
  rmSync(join(root, 'static'), { recursive: true });
  await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color !== 'rgb(4, 5, 6)');
  assert.ok(await untouched());
  assert.deepEqual(problems(), []);
});

test('templates, settings and new files count too', async () => {
  await visit(base, base);
  save('site.toml', SETTINGS.replace('Living site', 'Another name'));
  await shown('Another name');
  const template = readFileSync(join(home, 'templates/home.html'), 'utf8');
  save('templates/home.html', template.replace('{% block main -%}', '{% block main -%}<p>A word of our own.</p>'));
  await shown('A word of our own.');
  rmSync(join(root, 'templates'), { recursive: true });
  await page.locator('body', { hasText: 'A word of our own.' }).waitFor({ state: 'detached' });
  save('postmortems/2026/new.md', text({ title: 'Brand new' }));
  await shown('Brand new');
  rmSync(join(root, 'postmortems/2026'), { recursive: true });
  await page.locator('main', { hasText: 'Brand new' }).waitFor({ state: 'detached' });
  assert.deepEqual(problems(), []);
});

test('a fault is said over the last good page, with its lines, until it is mended', async () => {
  await visit(pool, base);
  await mark();
  save('postmortems/pool.md', text({ severity: 'hihg', summary: 'Not to be seen yet.' }));
  await overlay.waitFor();
  const said = await overlay.innerText();
  for (const line of ['One fault', 'error[unknown-term]', '--> postmortems/pool.md:3:12', '3 | severity = "hihg"', 'did you mean `high`?']) {
    assert.ok(said.includes(line), `${line} is not in:\n${said}`);
  }
  assert.ok((await page.locator('main').innerText()).includes('Nobody on this page needs to know.'));
  assert.ok(!(await page.locator('main').innerText()).includes('Not to be seen yet.'));
  await page.keyboard.press('Escape');
  await overlay.waitFor({ state: 'detached' });
  save('postmortems/pool.md', text({ severity: 'hgih' }));
  await overlay.waitFor();
  assert.ok(await untouched());
  await page.keyboard.press('Escape');
  save('postmortems/pool.md', text({ summary: 'Mended.' }));
  await shown('Mended.');
  await overlay.waitFor({ state: 'detached' });
  const twice = text({ severity: 'awful' });
  save('postmortems/pool.md', twice);
  await overlay.waitFor();
  await page.keyboard.press('Escape');
  const told = page.waitForResponse((it) => it.request().method() === 'HEAD');
  save('postmortems/pool.md', text({ summary: 'Mended.' }));
  await told;
  save('postmortems/pool.md', twice);
  await overlay.waitFor();
  save('postmortems/pool.md', text({ summary: 'Mended.' }));
  await overlay.waitFor({ state: 'detached' });
  assert.deepEqual(problems(), []);
});

for (const theme of THEMES) {
  test(`faults can be read by everybody, ${theme}`, async () => {
    const other = await openWindow(browser, { colorScheme: theme });
    await other.visit(pool, base);
    save('postmortems/pool.md', text({ severity: 'hihg' }));
    save('postmortems/other.md', text({ severity: 'nowhere' }));
    const panel = other.page.locator('casebook-faults section');
    await panel.getByText('2 faults').waitFor();
    // Axe itself tries styles where there is a shadow tree, and the policy tells it no.
    const found = other.problems();
    for (const width of WIDTHS) {
      await other.page.setViewportSize({ width, height: heightFor(width) });
      const faults = [...(await overflowFaults(other.page)), ...(await accessibilityFaults(other.page))];
      found.push(...faults.map((fault) => `at ${width}: ${fault}`));
      if (process.env.PICTURES) await other.page.screenshot({ path: join(process.env.PICTURES, `${theme}-${width}.png`) });
    }
    await panel.getByRole('button', { name: 'Hide' }).click();
    await panel.waitFor({ state: 'detached' });
    assert.deepEqual(found, []);
    await other.close();
  });
}

test('a page follows a server that was started anew', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-serve-'));
  after(() => rmSync(folder, { recursive: true }));
  const write = (path, words) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), words);
  };
  write('site.toml', SETTINGS);
  write('postmortems/pool.md', text());
  const before = await serve(folder);
  const other = await openWindow(browser);
  await other.visit(`${before.base}postmortems/pool/`, before.base);
  // A style counts in one server and not in the next.
  write('static/casebook.css', `${readFileSync(join(home, 'static/casebook.css'), 'utf8')}\nh1 { color: rgb(1, 2, 3) }\n`);
  await other.page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)');
  before.child.kill('SIGINT');
  await once(before.child, 'exit');
  write('postmortems/pool.md', text({ summary: 'Mended while nobody served it.' }));
  const then = await serve(folder, new URL(before.base).port);
  after(() => then.child.kill());
  assert.equal(then.base, before.base);
  await other.page.locator('body', { hasText: 'Mended while nobody served it.' }).waitFor();
  await other.close();
});

test('a site that is broken from the start is shown once it is mended, and the program ends when asked', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-serve-'));
  after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'site.toml'), SETTINGS);
  mkdirSync(join(folder, 'templates'));
  writeFileSync(join(folder, 'templates/base.html'), '<p>\n{% if %}');
  const served = await serve(folder);
  after(() => served.child.kill());
  const other = await openWindow(browser);
  await other.visit(`${served.base}trends/`, served.base);
  assert.ok((await other.page.locator('main').innerText()).includes('templates/base.html:2'));
  assert.deepEqual(await accessibilityFaults(other.page), []);
  rmSync(join(folder, 'templates'), { recursive: true });
  await other.page.locator('body', { hasText: 'Living site' }).waitFor();
  await other.close();
  served.child.kill('SIGINT');
  const [code] = await once(served.child, 'exit');
  assert.equal(code, 0);
});
