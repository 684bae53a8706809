// Serves a built site as a host that compresses does, and counts what it sends.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/**
 * Serves `folder` on a free port of this machine. `sent` lists each answer as `{ path, bytes }`, where bytes are those
 * of the compressed body.
 */
export async function host(folder) {
  const sent = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    if (path.split('/').includes('..') || !existsSync(file) || statSync(file).isDirectory()) {
      return response.writeHead(404).end();
    }
    const type = TYPES[extname(file)];
    const body = type ? gzipSync(readFileSync(file)) : readFileSync(file);
    sent.push({ path, bytes: body.length });
    const headers = { 'content-type': type ?? 'application/octet-stream', 'content-length': body.length };
    return response.writeHead(200, type ? { ...headers, 'content-encoding': 'gzip' } : headers).end(body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    base: `http://127.0.0.1:${server.address().port}/`,
    sent,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}
