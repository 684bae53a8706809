// Asks the search of a built site in the browser, and says how good the answers are.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, openWindow } from './harness.mjs';
import { filesOf } from './pages.mjs';
import { host } from './quality-host.mjs';

// Any page of the site will do: all have its policy.
const PAGE = 'about/index.html';
// The engine; the page and the dialog are only its faces.
const SCRIPT = /^search(?:-tokens)?\.js$/;

/** The site and the queries in a folder. */
export function read(folder) {
  const site = join(folder, 'site');
  const { documents, queries } = JSON.parse(readFileSync(join(folder, 'queries.json'), 'utf8'));
  const scripts = filesOf(site).filter((path) => SCRIPT.test(path));
  // What the others stand on comes first.
  scripts.sort((a, b) => Number(b.includes('tokens')) - Number(a.includes('tokens')) || b.length - a.length);
  return { site, scripts, documents, queries };
}

/** Asks everything; gives what was answered, and the problems of the page, its policy among them. */
export async function ask(browser, { site, scripts, queries }, over) {
  const server = over === 'http' ? await host(site) : undefined;
  const base = server?.base ?? `${pathToFileURL(site).href}/`;
  const { page, visit, problems, close } = await openWindow(browser);
  page.setDefaultTimeout(0);
  await visit(`${base}${PAGE}`, base);
  await page.evaluate(load, { base, scripts });
  const answers = await page.evaluate(answer, { base, texts: queries.map(({ text }) => text) });
  const found = problems();
  await close();
  await server?.close();
  return { answers, problems: found };
}

/** In the page: loads the engine, unless the page has it. */
export async function load({ base, scripts }) {
  if (globalThis.CasebookSearch?.open) return;
  await Promise.all(
    scripts.map(
      (path) =>
        new Promise((done, failed) => {
          const script = document.createElement('script');
          Object.assign(script, { src: base + path, async: false, onload: done, onerror: () => failed(new Error(path)) });
          document.head.append(script);
        }),
    ),
  );
}

/** In the page: for each text the numbers of the documents found, the ids of the first ten, and which lack a mark. */
export async function answer({ base, texts }) {
  const search = CasebookSearch.open(`${base}search/`);
  const answers = [];
  for (const text of texts) {
    const started = performance.now();
    const result = await search.run(text);
    const milliseconds = performance.now() - started;
    const ids = [...result.ids];
    const rows = await search.rows(ids.slice(0, 10), {});
    const unmarked = [];
    for (const row of rows) {
      const { heading, pieces } = await search.excerpt(row.doc, result.marker);
      const shown = [...pieces, ...search.mark(heading, result.marker), ...search.mark(row.title, result.marker), ...search.mark(row.id, result.marker)];
      if (!shown.some(({ mark }) => mark)) unmarked.push(row.id);
    }
    answers.push({ total: result.total, ids, first: rows.map(({ id }) => id), unmarked, milliseconds });
  }
  return answers;
}

/** Precision at ten and recall; where nothing is to be found, finding something is the fault. */
export function mark({ truth }, { ids }) {
  if (truth.length === 0) return { precision: ids.length === 0 ? 1 : 0, recall: 1 };
  const wanted = new Set(truth);
  const first = Math.min(10, truth.length);
  const right = (all) => all.filter((id) => wanted.has(id)).length;
  return { precision: right(ids.slice(0, first)) / first, recall: right(ids) / truth.length };
}

/** What is wrong with the answers: all of a must-pass query, of the others that which the terminal does better. */
export function faults(queries, answers) {
  return queries.flatMap((query, nth) => {
    const { first, total, unmarked } = answers[nth];
    const { precision, recall } = mark(query, answers[nth]);
    const found = [];
    if (query.must && (precision < 1 || recall < 1)) found.push(`P@10 ${precision}, recall ${recall}`);
    if (recall < 1) found.push(`recall ${recall}`);
    if (query.first && first.join() !== query.first.join()) found.push(`first ${first}, and in the terminal ${query.first}`);
    if (query.first && total !== query.total) found.push(`${total} results, and in the terminal ${query.total}`);
    if (unmarked.length) found.push(`no mark in ${unmarked}`);
    return found.map((fault) => `${query.text}: ${fault}`);
  });
}

/** The means of each category. */
export function means(queries, answers) {
  const all = queries.map((query, nth) => ({ name: query.must ? `must: ${query.category}` : query.category, ...mark(query, answers[nth]) }));
  return [...new Set(all.map(({ name }) => name))].map((category) => {
    const own = all.filter(({ name }) => name === category);
    const mean = (key) => own.reduce((sum, it) => sum + it[key], 0) / own.length;
    return { category, queries: own.length, 'P@10': mean('precision'), recall: mean('recall') };
  });
}
