// Finds the kinds of page in a built site, and a few pages of each kind that together show all it can contain.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { read } from './html.mjs';

const KINDS = [
  ['home', /^index\.html$/],
  ['list', /^postmortems\/index\.html$/],
  ['later list', /^postmortems\/page\/\d+\/index\.html$/],
  ['case', /^postmortems\/[^/]+\/index\.html$/],
  ['trends', /^trends\/index\.html$/],
  ['month', /^trends\/\d{4}-\d{2}\/index\.html$/],
  ['year', /^trends\/\d{4}\/index\.html$/],
  ['actions', /^actions\/index\.html$/],
  ['later actions', /^actions\/page\/\d+\/index\.html$/],
  ['lessons', /^lessons\/index\.html$/],
  ['about', /^about\/index\.html$/],
  ['checks', /^about\/checks\/index\.html$/],
  ['not found', /^404\.html$/],
];

// Any other folder is a facet: its terms, one term, and one term's further pages.
const FACETS = [
  ['facet', /^([^/]+)\/index\.html$/],
  ['term', /^([^/]+)\/[^/]+\/index\.html$/],
  ['later term', /^([^/]+)\/[^/]+\/page\/\d+\/index\.html$/],
];
const NO_FACETS = ['actions', 'api', 'charts', 'fonts', 'lessons', 'postmortems', 'search', 'trends'];

/** The kind of page that a path is, or undefined. */
export function kindOf(path) {
  const kind = KINDS.find(([, pattern]) => pattern.test(path));
  if (kind) return kind[0];
  for (const [name, pattern] of FACETS) {
    const folder = pattern.exec(path)?.[1];
    if (folder && !NO_FACETS.includes(folder)) return `${name} of ${folder}`;
  }
  return undefined;
}

/** All files below a folder, as paths with `/`, sorted. */
export function filesOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')).sort();
}

/** All pages of a site: `{ path, kind, html, moved }`, where a moved page only leads to another one. */
export function pagesOf(folder) {
  const paths = filesOf(folder).filter((path) => path.endsWith('.html'));
  return paths.map((path) => {
    const html = readFileSync(join(folder, path), 'utf8');
    return { path, kind: kindOf(path), html, moved: /<meta http-equiv="refresh"/i.test(html) };
  });
}

/** Pages worth looking at: of each kind as few as show every element and class that the kind has. */
export function examples(pages) {
  const shown = pages.filter((page) => !page.moved);
  const kinds = new Set(shown.map((page) => page.kind));
  return [...kinds].flatMap((kind) => cover(shown.filter((page) => page.kind === kind)));
}

function cover(pages) {
  const left = pages.map((page) => ({ page, features: features(page.html) }));
  const seen = new Set();
  const chosen = [];
  for (;;) {
    const gain = ({ features }) => [...features].filter((feature) => !seen.has(feature)).length;
    const best = left.reduce((best, it) => (best && gain(best) >= gain(it) ? best : it), undefined);
    if (!best || gain(best) === 0) return chosen;
    chosen.push(best.page);
    for (const feature of best.features) seen.add(feature);
  }
}

function features(html) {
  // What is inside a picture or a block of code differs from page to page and says nothing about the layout.
  const outside = html.replace(/<(svg|pre)\b[\s\S]*?<\/\1>/gi, '<$1>');
  const { tags } = read(outside);
  const found = tags.flatMap(({ name, attributes }) => {
    const words = (attributes.get('class') ?? '').split(/\s+/).filter(Boolean);
    const direction = attributes.get('dir');
    return [name, ...words.map((word) => `${name}.${word}`), ...(direction ? [`dir=${direction}`] : [])];
  });
  return new Set(found);
}
