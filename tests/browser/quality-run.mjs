// How good the answers of the search are, and what they cost: by hand, for sites of any size.
//
//   cargo bench --bench search -- --write COUNT FOLDER           the sources, what is asked, what must be found
//   casebook -C FOLDER/root build -o FOLDER/site
//   node quality-run.mjs FOLDER
import { launch } from './harness.mjs';
import { figures } from './quality-figures.mjs';
import { ask, faults, means, read } from './quality.mjs';

const made = read(process.argv[2]);
const browser = await launch();
for (const over of ['http', 'file']) {
  const { answers, problems } = await ask(browser, made, over);
  const all = [...problems, ...faults(made.queries, answers)];
  console.log(`\nover ${over}: ${all.length} faults${all.map((fault) => `\n  ${fault}`).join('')}`);
  if (over === 'http') console.table(means(made.queries, answers));
}
console.table(await figures(browser, made));
await browser.close();
