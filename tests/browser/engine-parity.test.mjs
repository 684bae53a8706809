// `casebook search` and the script of the pages answer alike: the same cases in the same order, the same counts and words.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { openSite, root } from '../search/engine.mjs';
import { QUERIES } from '../search/queries.mjs';
import { demo } from './sites.mjs';

const program = process.env.CASEBOOK ?? join(root, 'target/release/casebook');
const SHOWN = 50;

const search = openSite(demo.folder);
const { facets } = await search.manifest();

for (const sort of ['relevance', 'date', 'severity', 'duration']) {
  for (const query of sort === 'relevance' ? QUERIES : ['the', 'connection pool']) {
    test(`${JSON.stringify(query)} by ${sort}`, async () => {
      assert.deepEqual(await fromScript(query, sort), await fromProgram(query, sort));
    });
  }
}

async function fromScript(query, sort) {
  const { total, ids, counts, query: said, corrected, without, marker } = await search.run(query, { sort });
  const shown = await search.rows(ids.slice(0, SHOWN));
  const byId = ({ key, terms }) => [key, Object.fromEntries(terms.map(({ id }, i) => [id, counts[key][i]]))];
  return {
    ids: shown.map(({ id }) => id),
    total,
    corrected,
    unknown: Array.from(said.unknown, ({ word, value }) => `${word}:${value}`),
    without: Array.from(without, ({ word, count }) => [word, count]),
    counts: Object.fromEntries(facets.map(byId)),
    anchors: await Promise.all(Array.from(ids.slice(0, 3), async (id) => (await search.excerpt(id, marker)).anchor)),
  };
}

async function fromProgram(query, sort) {
  const options = ['search', '--format', 'json', '--sort', sort, '--limit', String(SHOWN), '--', query];
  // It ends with 1 where nothing is found.
  const answer = await promisify(execFile)(program, options, { cwd: root }).catch((failure) => failure);
  if (!answer.stdout) throw answer;
  const { results, total, corrected, unknown, in_the_way: inTheWay, counts } = JSON.parse(answer.stdout);
  return {
    ids: results.map(({ id }) => id),
    total,
    corrected,
    unknown,
    without: inTheWay.map(({ word, without }) => [word, without]),
    counts,
    anchors: results.slice(0, 3).map(({ anchor }) => anchor),
  };
}
