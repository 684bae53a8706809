// Serves a built site as a plain host would: no headers of its own, folders by their index.html, 404.html for the rest.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

export const TYPES = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/vnd.microsoft.icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

/** Serves `folder` under `mount` (which begins and ends with `/`) on a free port of this machine. */
export async function serve(folder, mount = '/') {
  const server = createServer((request, response) => answer(folder, mount, request, response));
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const base = `http://127.0.0.1:${server.address().port}${mount}`;
  return {
    base,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

function answer(folder, mount, request, response) {
  const path = decoded(new URL(request.url, 'http://localhost').pathname);
  const inside = path?.startsWith(mount) ? join(folder, path.slice(mount.length)) : undefined;
  if (inside === undefined || !existsSync(inside)) return send(response, 404, join(folder, '404.html'));
  if (!statSync(inside).isDirectory()) return send(response, 200, inside);
  if (!path.endsWith('/')) return response.writeHead(301, { location: `${request.url}/` }).end();
  const index = join(inside, 'index.html');
  return existsSync(index) ? send(response, 200, index) : send(response, 404, join(folder, '404.html'));
}

function decoded(path) {
  try {
    const text = decodeURIComponent(path);
    return text.split('/').includes('..') ? undefined : text;
  } catch {
    return undefined;
  }
}

function send(response, status, file) {
  if (!existsSync(file)) return response.writeHead(status).end();
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  response.writeHead(status, { 'content-type': type, 'content-length': statSync(file).size });
  createReadStream(file).pipe(response);
}
