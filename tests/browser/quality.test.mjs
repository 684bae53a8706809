// The search of a site of a thousand cases finds in the browser what it must, over HTTP and from files.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from './harness.mjs';
import { ask, faults, means, read } from './quality.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const made = read(process.env.CASEBOOK_QUALITY ?? join(here, '../../target/quality'));
const browser = await launch();
after(() => browser.close());

for (const over of ['http', 'file']) {
  test(`the search finds what it must, over ${over}`, async () => {
    assert.equal(made.queries.filter(({ must }) => must).length, 61);
    const { answers, problems } = await ask(browser, made, over);
    assert.deepEqual([...problems, ...faults(made.queries, answers)], []);
    for (const { category, 'P@10': precision } of means(made.queries, answers)) {
      assert.ok(precision >= 0.98, `${category}: P@10 ${precision}`);
    }
  });
}
