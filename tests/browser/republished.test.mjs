// A site that is published anew while somebody has it open: what is shown is of one edition or of the other.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, openWindow } from './harness.mjs';
import { serve } from './server.mjs';

const home = join(dirname(fileURLToPath(import.meta.url)), '../..');
const program = process.env.CASEBOOK ?? join(home, 'target/release/casebook');
const root = mkdtempSync(join(tmpdir(), 'casebook-republished-'));
const site = join(root, 'public');

const settings = (squads) => `title = "Published"
timezone = "Europe/London"
severity = [{ id = "high", title = "High" }, { id = "low", title = "Low" }]
root_cause = [{ id = "capacity", title = "Capacity" }]
squad = [${squads.map((id) => `{ id = "${id}", title = "Squad of ${id}" }`).join(', ')}]
`;

const words = ['pool', 'certificate', 'queue'];

/** Even ones are low and of cards, odd ones high and of loans. */
const report = (nth, edition) => `+++
title = "A ${words[nth % 3]} ${nth % 2 ? 'of loans' : 'of cards'}"
severity = "${nth % 2 ? 'high' : 'low'}"
root_cause = "capacity"
squad = "${nth % 2 ? 'loans' : 'cards'}"
started = 2026-01-${String(1 + (nth % 28)).padStart(2, '0')}T09:12:00Z
+++

## Summary

The ${words[nth % 3]} ran dry in the ${edition} edition, ${'and so it went on, '.repeat(20)} number${nth}.
`;

function publish(edition, squads, cases) {
  writeFileSync(join(root, 'site.toml'), settings(squads));
  mkdirSync(join(root, 'postmortems'), { recursive: true });
  for (let nth = 0; nth < cases; nth += 1) writeFileSync(join(root, `postmortems/case-${nth}.md`), report(nth, edition));
  execFileSync(program, ['build', '--quiet', '--no-git', '--as-of', '2026-11-21', '-C', root, '-o', site], { stdio: 'ignore' });
}

const first = () => publish('first', ['cards', 'loans'], 60);
const second = () => publish('second', ['accounts', 'cards', 'loans'], 63);

first();
const browser = await launch();
const { base, close } = await serve(site);
after(async () => {
  await browser.close();
  await close();
  rmSync(root, { recursive: true });
});

async function opened(at) {
  const window = await openWindow(browser);
  await window.visit(`${base}postmortems/index.html${at}`, base);
  await window.page.locator('.hits h3').first().waitFor();
  return window;
}

test('what is found is named as the edition has it that it is found in', async () => {
  first();
  const { page, close } = await opened('?q=pool');
  second();
  for (const word of ['certificate', 'queue', 'pool']) {
    await page.locator('#q').fill(word);
    await page.waitForFunction((word) => {
      const marks = [...document.querySelectorAll('.hits h3 mark')];
      return marks.length && marks.every((it) => it.textContent === word);
    }, word);
    for (const hit of await page.locator('.hits li').all()) {
      const [, squad] = /of (cards|loans)/.exec(await hit.locator('h3').innerText());
      assert.match(await hit.locator('.meta').innerText(), new RegExp(`Squad of ${squad}`));
    }
  }
  assert.equal(await page.locator('.note').isVisible(), false);
  await page.locator('fieldset[data-key="squad"] input[value="loans"]').check();
  await page.waitForFunction(() => /^10 of 63/.test(document.querySelector('#count').textContent));
  await close();
});

test('"Show more" never goes on in another edition', async () => {
  first();
  const { page, close } = await opened('?severity=low&sort=date');
  second();
  const more = page.locator('button.more');
  const note = page.locator('.note');
  for (let had = 10; (await more.isVisible()) && !(await note.isVisible()); had += 10) {
    await more.click();
    await page.waitForFunction(
      (had) => document.querySelectorAll('.hits li').length > had || !document.querySelector('.note').hidden,
      had,
    );
  }
  if (await note.isVisible()) assert.match(await note.innerText(), /published anew/);
  const grades = await page.locator('.hits .grade').allInnerTexts();
  assert.deepEqual(grades.filter((it) => it !== 'Low'), []);
  await close();
});
