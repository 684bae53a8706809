// The search engine of the pages in plain Node: the same classic scripts, in a window that has only what they need.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

export const SCRIPTS = ['search-tokens.js', 'search.js'];

const GIVEN = {
  AbortSignal, Blob, console, DecompressionStream, Response, TextDecoder, TextEncoder, atob, fetch, performance, setTimeout,
};

/** Runs the scripts of `static/`, and gives the global that they make. */
export function loadEngine({ scripts = SCRIPTS, ...window } = {}) {
  const context = createContext({ ...GIVEN, location: new URL('http://localhost/'), ...window });
  for (const name of scripts) {
    const filename = join(root, 'static', name);
    new Script(readFileSync(filename, 'utf8'), { filename }).runInContext(context);
  }
  return context.CasebookSearch;
}

/** A value as one of ours: those of the scripts have the prototypes of their own window. */
export const plain = (value) => JSON.parse(JSON.stringify(value, (_, it) => (it === Infinity ? null : it)));

/** The search of a site that was built into a folder; `asked` are the shards it asks for, `lost` those it may not have. */
export function openSite(folder, { asked = [], lost = new Set() } = {}) {
  const answer = async (url) => {
    const path = decodeURIComponent(new URL(url).pathname).slice(1);
    asked.push(path);
    if (lost.has(path)) return new Response('not found', { status: 404 });
    return new Response(await readFile(join(folder, path)));
  };
  const { run, ...others } = loadEngine({ fetch: answer }).open('http://localhost/search/');
  const made = Object.entries(others).map(([name, work]) => [name, async (...values) => plain(await work(...values))]);
  return { run, ...Object.fromEntries(made) };
}
