// What the search costs a reader, cold and warm, on a host that compresses.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openWindow } from './harness.mjs';
import { load } from './quality.mjs';
import { host } from './quality-host.mjs';

const PAGE = 'about/index.html';
// Slow 4G: the round trip in milliseconds, bytes a second.
const SLOW = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };

/** All figures of one site. */
export async function figures(browser, { site, scripts: all, documents, queries }) {
  // The page of the search does without the dialog, which is fetched when it is opened.
  const scripts = all.filter((path) => !path.includes('dialog'));
  const texts = queries.filter(({ must }) => must).map(({ text }) => text);
  const server = await host(site);
  const given = { base: server.base, scripts };
  const cold = [];
  for (const text of texts) cold.push(await first(browser, server, given, text));
  const slow = [];
  for (const text of texts.filter((_, nth) => nth % 6 === 0)) slow.push(await first(browser, server, given, text, SLOW));
  const warm = await warmed(browser, given, queries.map(({ text }) => text));
  await server.close();
  return {
    documents,
    'search page, scripts and style, kB': kilobytes(sizeOf(site, [...scripts, 'search.css'])),
    'quick search, scripts and style, kB': kilobytes(sizeOf(site, [...all.filter((path) => !path.includes('page')), 'search.css'])),
    'first query, most bytes': most(texts, cold),
    'first query, kB': range(cold.map(({ bytes }) => kilobytes(bytes))),
    'first query, requests': range(cold.map(({ requests }) => requests)),
    'sequential round trips to the first hit': range(slow.map(({ trips }) => trips)),
    'slow 4G, first hit, ms': range(slow.map(({ milliseconds }) => Math.round(milliseconds))),
    'first query cold, ms p95': percentile(cold.map(({ milliseconds }) => milliseconds), 95),
    'query warm, ms p50': percentile(warm.milliseconds, 50),
    'query warm, ms p95': percentile(warm.milliseconds, 95),
    'all cases filtered and counted, ms p95': percentile(warm.counting, 95),
    'memory, MB more': warm.megabytes,
  };
}

/** Opens a page with nothing kept, loads the engine, and asks one query to the ten excerpts. */
async function first(browser, server, given, text, network) {
  const { page, visit, close } = await openWindow(browser);
  await visit(`${given.base}${PAGE}`, given.base);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  if (network) await session.send('Network.emulateNetworkConditions', network);
  const trips = tripsOf(session);
  server.sent.length = 0;
  const started = await page.evaluate(() => performance.now());
  await page.evaluate(load, given);
  const milliseconds = (await page.evaluate(firstHit, { base: given.base, text })) - started;
  const depth = trips();
  await page.evaluate(() => globalThis.rest);
  const sum = (all) => all.reduce((bytes, it) => bytes + it.bytes, 0);
  const sent = [...server.sent];
  await close();
  return { milliseconds, trips: depth, requests: sent.length, bytes: sum(sent) };
}

/** In the page: the moment at which the first hit is there; the excerpts follow. */
async function firstHit({ base, text }) {
  const search = CasebookSearch.open(`${base}search/`);
  const { ids, marker } = await search.run(text);
  const rows = await search.rows([...ids].slice(0, 10), {});
  const moment = performance.now();
  globalThis.rest = Promise.all(rows.map(({ doc }) => search.excerpt(doc, marker))).then(() => undefined);
  return moment;
}

/** The longest chain of requests for shards of which each began after the one before had ended. */
function tripsOf(session) {
  const shards = new Map();
  session.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => {
    if (request.url.includes('/search/')) shards.set(requestId, { begin: timestamp, end: Infinity, depth: 1 });
  });
  session.on('Network.loadingFinished', ({ requestId, timestamp }) => {
    if (shards.has(requestId)) shards.get(requestId).end = timestamp;
  });
  return () => {
    const all = [...shards.values()].sort((a, b) => a.begin - b.begin);
    for (const it of all) it.depth = 1 + Math.max(0, ...all.filter(({ end }) => end <= it.begin).map(({ depth }) => depth));
    return Math.max(0, ...all.filter(({ end }) => end < Infinity).map(({ depth }) => depth));
  };
}

/** Every query twice: the second time all it needs is there. */
async function warmed(browser, given, texts) {
  const { page, visit, close } = await openWindow(browser);
  page.setDefaultTimeout(0);
  await visit(`${given.base}${PAGE}`, given.base);
  const before = await memory(browser);
  await page.evaluate(load, given);
  const milliseconds = await page.evaluate(twice, { base: given.base, texts });
  const after = await memory(browser);
  const counting = await page.evaluate(counted, given);
  await close();
  return { milliseconds, counting, megabytes: Math.round((after - before) / 1e6) };
}

/** In the page: how long each query takes when asked again. */
async function twice({ base, texts }) {
  const search = CasebookSearch.open(`${base}search/`);
  const times = [];
  for (const text of texts) {
    await search.run(text);
    const started = performance.now();
    await search.run(text);
    times.push(performance.now() - started);
  }
  return times;
}

/** In the page: how long it takes to filter all cases by two facets, and to count what each term would leave. */
async function counted({ base }) {
  const search = CasebookSearch.open(`${base}search/`);
  const filters = { severity: ['high', 'medium'], squad: ['payments'] };
  const times = [];
  for (let nth = 0; nth < 60; nth++) {
    const started = performance.now();
    await search.run('', { filters, sort: 'date' });
    times.push(performance.now() - started);
  }
  return times.slice(10);
}

/** What the pages hold in memory, in bytes, each shared page in parts (PSS); only where /proc says so. */
async function memory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => {
    try {
      return 1024 * Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))[1]);
    } catch {
      return 0;
    }
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The query that costs most. */
function most(texts, cold) {
  const [text, { bytes }] = texts.map((text, nth) => [text, cold[nth]]).reduce((a, b) => (a[1].bytes > b[1].bytes ? a : b));
  return `${text}: ${kilobytes(bytes)}`;
}

/** What some files take on a host that compresses. */
const sizeOf = (site, paths) => paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(site, path))).length, 0);

const kilobytes = (bytes) => Math.round(bytes / 100) / 10;
const range = (all) => `${percentile(all, 0)} – ${percentile(all, 50)} – ${percentile(all, 100)}`;

function percentile(all, nth) {
  const sorted = all.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor((nth / 100) * sorted.length))];
  return Math.round(value * 100) / 100;
}
