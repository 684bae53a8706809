// What hostile authors write is shown as the text that it is.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launch, openWindow } from './harness.mjs';
import { publish } from './publish.mjs';
import { made } from './sites.mjs';

const browser = await launch();
after(() => browser.close());

const hostile = made.find((site) => site.name === 'hostile');
const { base, close } = await publish(hostile.folder, '/');
after(close);

async function onCase(id, work) {
  const window = await openWindow(browser);
  try {
    await window.visit(`${base}postmortems/${id}/index.html`, base);
    await work(window.page);
    assert.deepEqual(window.problems(), []);
  } finally {
    await window.close();
  }
}

test('a title of tags and templates is a title', () =>
  onCase('script', async (page) => {
    const title = `<script>document.title = 'broken'</script></title><h1>"{{ title }}" & 'more'`;
    assert.equal((await page.locator('h1').innerText()).trim(), title);
    assert.ok((await page.title()).startsWith(title), await page.title());
  }));

test('raw HTML and template syntax in a body are shown, and do nothing', () =>
  onCase('script', async (page) => {
    const text = await page.locator('main').innerText();
    for (const shown of [`<script>document.title = 'body'</script>`, '{{ title }}', '{% if x %}', '{# no comment #}', '${x}']) {
      assert.ok(text.includes(shown), `not shown: ${shown}`);
    }
    assert.equal(await page.locator('main :is(script, style, iframe, form[action*="elsewhere"], base, [onclick])').count(), 0);
    assert.equal(await page.locator('main a[href="https://good.example/?a=1&b=2"]').count(), 1);
  }));

test('a postmortem in Arabic runs from right to left', () =>
  onCase('rtl', async (page) => {
    const article = page.locator('[lang="ar"]').first();
    assert.equal(await article.evaluate((it) => getComputedStyle(it).direction), 'rtl');
    assert.equal(await page.locator('html').evaluate((it) => getComputedStyle(it).direction), 'ltr');
  }));
