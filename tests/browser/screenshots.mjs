// For people who look: `node tests/browser/screenshots.mjs SITE_DIR OUT_DIR` takes a picture of each kind of page.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launch, openWindow } from './harness.mjs';
import { THEMES, heightFor } from './look.mjs';
import { publish } from './publish.mjs';

const [site, out] = process.argv.slice(2);
if (!site || !out) {
  console.error('usage: node tests/browser/screenshots.mjs SITE_DIR OUT_DIR');
  process.exit(2);
}

mkdirSync(out, { recursive: true });
const browser = await launch();
const { pages, close } = await publish(resolve(site), '/');
for (const theme of THEMES) {
  const window = await openWindow(browser, { colorScheme: theme });
  for (const { path, base, address } of pages) {
    const name = path.replace(/(\/?index)?\.html$/, '').replaceAll('/', '.') || 'home';
    await window.visit(address, base);
    for (const width of [1440, 1024, 390]) {
      await window.page.setViewportSize({ width, height: heightFor(width) });
      await window.page.screenshot({ path: join(out, `${name}-${width}-${theme}.png`), fullPage: true });
    }
    if (theme === 'light') await window.page.pdf({ path: join(out, `${name}.pdf`), format: 'A4' });
    for (const problem of window.problems()) console.error(`${path}: ${problem}`);
  }
}
await Promise.all([close(), browser.close()]);
console.log(`${pages.length} pages are in ${out}`);
