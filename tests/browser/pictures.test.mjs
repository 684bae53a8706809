// Key pages look as they were accepted. `npm run accept` accepts them as they look now; look at them before.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, openWindow } from './harness.mjs';
import { PICTURES, difference, take } from './pictures.mjs';
import { serve } from './server.mjs';
import { demo } from './sites.mjs';

const accept = Boolean(process.env.ACCEPT);
const here = join(dirname(fileURLToPath(import.meta.url)), 'accepted');
const taken = join(demo.folder, '../pictures');
[here, taken].forEach((folder) => mkdirSync(folder, { recursive: true }));

const browser = await launch();
const { base, close } = await serve(demo.folder, '/');
after(() => Promise.all([browser.close(), close()]));

// Where pictures are drawn and compared: no page of the site, whose policy would forbid it.
const desk = await browser.newPage();

for (const theme of ['light', 'dark']) {
  // Set by a debugger's style sheet, which the policy would refuse.
  const window = await openWindow(browser, { colorScheme: theme, bypassCSP: true });
  for (const { path, width, name } of PICTURES.filter((picture) => picture.theme === theme)) {
    test(`${path} at ${width}, ${theme}, looks as accepted`, async () => {
      await window.visit(base + path, base);
      const picture = await take(window.page, desk, width);
      const file = join(here, `${name}.webp`);
      if (accept) return writeFileSync(file, picture);
      assert.ok(existsSync(file), `${name} has not been accepted yet: npm run accept`);
      const different = await difference(desk, readFileSync(file), picture);
      if (different) writeFileSync(join(taken, `${name}.webp`), picture);
      assert.equal(different, undefined, `${different}; compare ${file} with target/browser/pictures/${name}.webp`);
    });
  }
}

test('a picture that differs is noticed', async () => {
  const draw = (colour) =>
    desk.evaluate(async (colour) => {
      const canvas = new OffscreenCanvas(400, 400);
      const context = canvas.getContext('2d');
      context.fillStyle = '#fff';
      context.fillRect(0, 0, 400, 400);
      context.fillStyle = colour;
      context.fillRect(40, 40, 80, 40);
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp' })).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    }, colour).then((data) => Buffer.from(data, 'base64'));
  assert.equal(await difference(desk, await draw('#000'), await draw('#080808')), undefined);
  assert.match(await difference(desk, await draw('#000'), await draw('#f00')), /% of it differs/);
});

test('no accepted picture is left over', () => {
  const names = new Set(PICTURES.map(({ name }) => `${name}.webp`));
  assert.deepEqual(readdirSync(here).filter((file) => !names.has(file)), []);
});
