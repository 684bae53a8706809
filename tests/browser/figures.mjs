// For people: `node tests/browser/figures.mjs [SITE_DIR]` says what key pages weigh and how soon they are seen on a phone
// with a slow line: 150 ms, 1.6 Mbit/s down, 0.75 up, a processor four times slower; nothing cached, gzip on. The times
// depend on the machine; the bytes do not, and exit 1 says that they are over budget.
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch } from './harness.mjs';
import { TYPES } from './server.mjs';
import { demo } from './sites.mjs';

const site = process.argv[2] ? resolve(process.argv[2]) : demo.folder;
const LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const SLOWER = 4;
const PACKED = new Set(['.woff2', '.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif']);

// Bytes over the line without fonts; fonts have a budget of their own.
const FONTS = 60_000;
const PAGES = [
  ['home', 'index.html', 100_000],
  ['case', 'postmortems/hsm-gateway-certificate-expiry/index.html', 40_000],
  ['search', 'postmortems/index.html', 100_000],
  ['trends', 'trends/index.html', 150_000],
  ['month', 'trends/2026-05/index.html', 100_000],
  ['actions', 'actions/index.html', 100_000],
  ['lessons', 'lessons/index.html', 100_000],
];

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const file = join(site, path);
  try {
    if (!file.startsWith(site) || !statSync(file).isFile()) throw new Error('no file');
  } catch {
    return response.writeHead(404).end();
  }
  const packed = PACKED.has(extname(file));
  const body = packed ? readFileSync(file) : gzipSync(readFileSync(file), { level: 9 });
  const coding = packed ? {} : { 'content-encoding': 'gzip' };
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { ...coding, 'content-type': type, 'content-length': body.length }).end(body);
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const base = `http://127.0.0.1:${server.address().port}/`;
const browser = await launch();

let over = false;
const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(7);
console.log('page      requests   kB gzip   of which pictures   fonts kB   largest paint   shifts');
for (const [name, path, budget] of PAGES) {
  const { requests, bytes, pictures, fonts, paint, shifts } = await measure(path);
  const tooMuch = bytes > budget || fonts > FONTS;
  over ||= tooMuch;
  const columns = [name.padEnd(9), String(requests).padStart(8), `  ${kB(bytes)}`, `           ${kB(pictures)}`, `   ${kB(fonts)}`];
  console.log(`${columns.join(' ')} ${`${Math.round(paint)} ms`.padStart(12)}     ${shifts.toFixed(3)}${tooMuch ? '  over budget' : ''}`);
}
await browser.close();
server.closeAllConnections();
server.close();
process.exitCode = over ? 1 : 0;

async function measure(path) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const debug = await context.newCDPSession(page);
  await debug.send('Network.enable');
  await debug.send('Network.emulateNetworkConditions', LINE);
  await debug.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const seen = { requests: 0, bytes: 0, pictures: 0, fonts: 0 };
  const kinds = new Map();
  debug.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  debug.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    seen.requests += 1;
    const kind = kinds.get(requestId);
    if (kind === 'Font') seen.fonts += encodedDataLength;
    else seen.bytes += encodedDataLength;
    if (kind === 'Image') seen.pictures += encodedDataLength;
  });
  await page.addInitScript(() => {
    globalThis.seen = { paint: 0, shifts: 0 };
    const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    watch('largest-contentful-paint', (entry) => (globalThis.seen.paint = entry.startTime));
    watch('layout-shift', (entry) => (globalThis.seen.shifts += entry.value));
  });
  await page.goto(base + path, { waitUntil: 'networkidle' });
  await page.waitForFunction(() => globalThis.seen.paint > 0);
  const painted = await page.evaluate(() => globalThis.seen);
  await context.close();
  return { ...seen, ...painted };
}
