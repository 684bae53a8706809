// The engine on the index of our own postmortems, in plain Node: what it finds, what it loads, what it does when
// something is missing.
import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { loadEngine, openSite, plain } from '../search/engine.mjs';
import { demo, made } from './sites.mjs';

const search = openSite(demo.folder);
const everything = await search.run('');
const rows = await search.rows(everything.ids, { minutes: true });
const { facets } = await search.manifest();

const ids = async (text, options) => (await search.rows((await search.run(text, options)).ids)).map(({ id }) => id);
const termOf = (row, key) => row.terms[key].map((term) => facets.find((facet) => facet.key === key).terms[term].id);

test('without words everything is there, the newest first', () => {
  assert.equal(everything.total, everything.documents);
  const days = rows.map(({ day }) => day);
  assert.deepEqual(days, [...days].sort().reverse());
});

test('each case is first for its own id, and each beginning of a word of its title finds it', async () => {
  for (const { doc, id, title } of rows) {
    assert.equal((await search.run(id)).ids[0], doc, id);
    const word = title.split(/[^\p{L}]+/u).reduce((a, b) => (b.length > a.length ? b : a));
    for (let length = 1; length <= word.length; length++) {
      const { ids, corrected } = await search.run(word.slice(0, length));
      assert.ok(ids.includes(doc) && !corrected, `${word.slice(0, length)} finds ${id}`);
    }
  }
});

test('nothing is found without a mark', async () => {
  for (const text of ['timeout', 'connection pool', '"the pool"', 'kuberntes', 'PAY-', 'failov', 'after change deploy']) {
    const { ids, marker } = await search.run(text);
    assert.ok(ids.length > 0, text);
    for (const [i, row] of (await search.rows(ids)).entries()) {
      const { heading, pieces } = await search.excerpt(ids[i], marker);
      const shown = await Promise.all([row.title, row.id, heading].map((it) => search.mark(it, marker)));
      assert.ok([...shown.flat(), ...pieces].some(({ mark }) => mark), `${text}: ${row.id}`);
    }
  }
});

test('operators and choices filter alike', async () => {
  const byOperator = await search.run('severity:critical,x severity:critical');
  assert.deepEqual(plain(byOperator.query.unknown), [{ word: 'severity', value: 'critical,x' }]);
  assert.equal(byOperator.total, 0);
  const wanted = rows.filter((row) => ['critical', 'high'].includes(termOf(row, 'severity')[0])).map(({ id }) => id);
  assert.deepEqual(await ids('severity:critical severity:sev2'), wanted);
  assert.deepEqual(await ids('', { filters: { severity: ['critical', 'high'] } }), wanted);
  const services = facets.find(({ many }) => many);
  const term = services.terms[1];
  const having = rows.filter((row) => termOf(row, services.key).includes(term.id)).map(({ id }) => id);
  assert.deepEqual(await ids(`${services.words[0]}:"${term.title}"`), having);
  const others = rows.map(({ id }) => id).filter((id) => !having.includes(id));
  assert.deepEqual(await ids(`-${services.words[0]}:${term.id}`), others);
});

test('counts say what each further choice would leave', async () => {
  const filters = { severity: ['critical'] };
  const { counts } = await search.run('the', { filters });
  for (const { key, terms } of facets) {
    for (const [i, { id }] of terms.entries()) {
      const { total } = await search.run('the', { filters: { ...filters, [key]: [id] } });
      assert.equal(counts[key][i], total, `${key}:${id}`);
    }
  }
});

test('days are bounds that belong to the range', async () => {
  const [first, last] = [rows[40].day, rows[10].day];
  const wanted = rows.filter(({ day }) => day >= first && day <= last).map(({ id }) => id);
  assert.deepEqual(await ids('', { from: first, to: last }), wanted);
  const year = rows.filter(({ day }) => day.startsWith('2025')).map(({ id }) => id);
  assert.deepEqual(await ids('after:2025 before:2026'), year);
});

test('results are sorted by date, severity and duration', async () => {
  const sorted = async (sort) => search.rows((await search.run('the', { sort })).ids, { minutes: true });
  const days = (await sorted('date')).map(({ day }) => day);
  assert.deepEqual(days, [...days].sort().reverse());
  const severities = (await sorted('severity')).map(({ terms }) => terms.severity[0]);
  assert.deepEqual(severities, [...severities].sort((a, b) => a - b));
  const minutes = (await sorted('duration')).map(({ minutes }) => minutes ?? -1);
  assert.deepEqual(minutes, [...minutes].sort((a, b) => b - a));
  assert.ok(minutes[0] > 0 && minutes.length > 10);
});

test('what stands in the way is said', async () => {
  const { total, without } = await search.run('kubernetes zzqqxxyy ');
  assert.equal(total, 0);
  const { total: alone } = await search.run('kubernetes ');
  assert.deepEqual(plain(without), [
    { word: 'kubernetes', rest: 'zzqqxxyy', count: 0 },
    { word: 'zzqqxxyy', rest: 'kubernetes', count: alone },
  ]);
  const words = (await search.run('kubernetes kube zzqqxxyy ')).without;
  assert.deepEqual(plain(words).map(({ rest }) => rest), ['kube zzqqxxyy', 'kubernetes zzqqxxyy', 'kubernetes kube']);
});

test('a misspelt word is corrected, in words, compounds and phrases', async () => {
  const { total, corrected, corrections, marker } = await search.run('the kuberntes ');
  assert.ok(total > 0);
  assert.equal(corrected, 'the kubernetes ');
  assert.deepEqual(plain(corrections), [{ from: 'kuberntes', to: 'kubernetes' }]);
  assert.equal(marker.param, corrected);
  assert.equal((await search.run('severity:high "connecton pool"')).corrected, 'severity:high "connection pool"');
});

test('each shard is asked for once, and again only after it failed', async () => {
  const [asked, lost] = [[], new Set()];
  const other = openSite(demo.folder, { asked, lost });
  await Promise.all([other.run('connection'), other.run('connection'), other.run('pool')]);
  await other.run('connection');
  assert.deepEqual(asked, [...new Set(asked)]);
  assert.ok(asked.length < 12, `${asked.length} shards for one query`);

  const shard = await firstNew(asked, () => openSite(demo.folder, { asked }).run('"connection pool"'));
  lost.add(shard);
  await assert.rejects(other.run('"connection pool"'), /search index cannot be read/);
  lost.clear();
  assert.ok((await other.run('"connection pool"')).total > 0);
});

async function firstNew(asked, work) {
  const before = new Set(asked);
  await work();
  return asked.find((name) => !before.has(name));
}

test('an index that was published anew is asked anew', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'search-'));
  after(() => rm(folder, { recursive: true }));
  const from = (site) => cp(join(site.folder, 'search'), join(folder, 'search'), { recursive: true });
  await from(demo);
  const other = openSite(folder);
  const { ids, marker } = await other.run('');
  await rm(join(folder, 'search'), { recursive: true });
  await from(made.find(({ name }) => name === 'hostile'));
  await assert.rejects(other.excerpt(ids[0], marker), /published anew/);
  assert.ok((await other.run('')).total < ids.length);
  await writeFile(join(folder, 'search/m.js'), '<!doctype html>');
  await assert.rejects(openSite(folder).run(''), /cannot be read/);
});

test('a site without cases has nothing to find', async () => {
  const empty = openSite(made.find(({ name }) => name === 'empty').folder);
  for (const text of ['', 'anything', '"a phrase"', 'a-b', '连']) assert.equal((await empty.run(text)).total, 0, text);
});

test('a query that nobody waits for ends early', async () => {
  const stop = new AbortController();
  stop.abort();
  await assert.rejects(search.run('connection', { signal: stop.signal }), { name: 'AbortError' });
});

test('the cache forgets what was not used for longest', async () => {
  const asked = [];
  const data = deflateRawSync(Buffer.alloc(5 << 20)).toString('base64');
  const answer = async (url) => {
    asked.push(url.slice(-12, -3).replace('/', ''));
    return new Response(`$S("${asked.at(-1)}","${data}")`);
  };
  const load = loadEngine({ fetch: answer }).parts.cacheOf('http://localhost/');
  const names = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(8));
  for (const name of names.slice(0, 4)) await load(name, (bytes) => bytes.length);
  await load(names[0], (bytes) => bytes.length);
  await load(names[4], (bytes) => bytes.length);
  assert.deepEqual(asked, names);
  for (const name of [names[0], names[4], names[1]]) assert.equal(await load(name, (bytes) => bytes.length), 5 << 20);
  assert.deepEqual(asked.slice(5), [names[1]]);
});
