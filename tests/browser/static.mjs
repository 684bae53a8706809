// What can be said of a page without opening it: its policy, its markup, and where its links lead.
import { posix } from 'node:path';
import { read } from './html.mjs';

export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'self'";

const ADDRESSES = ['href', 'src', 'action', 'formaction', 'poster', 'data', 'xlink:href', 'srcset'];
const ELSEWHERE = ['http:', 'https:', 'mailto:'];

/** The path under which a site is published: that of its canonical address, else `/`. */
export function basePath(pages) {
  const home = pages.find((page) => page.path === 'index.html');
  const links = read(home?.html ?? '').tags.filter(({ attributes }) => attributes.get('rel') === 'canonical');
  return links.length ? new URL(links[0].attributes.get('href')).pathname : '/';
}

/** What is wrong with the markup of a page. */
export function markupFaults({ html }) {
  const { tags, faults } = read(html);
  const found = faults.map((text) => `not a well-formed tag: ${text}`);
  const head = tags.findIndex(({ name }) => name === 'head');
  const first = tags[head + 1]?.attributes;
  if (first?.get('http-equiv') !== 'Content-Security-Policy') found.push('the policy is not first in head');
  else if (first.get('content') !== POLICY) found.push(`another policy: ${first.get('content')}`);
  for (const [name, wanted] of [['robots', 'noindex'], ['referrer', 'no-referrer']]) {
    const meta = tags.find((tag) => tag.name === 'meta' && tag.attributes.get('name') === name);
    if (!meta?.attributes.get('content')?.includes(wanted)) found.push(`no meta ${name} with ${wanted}`);
  }
  return [...found, ...tags.flatMap(tagFaults), ...repeated(ids(tags)).map((id) => `the id ${id} is used twice`)];
}

function tagFaults({ name, attributes, text }) {
  const found = [];
  if (name === 'style') found.push('an inline style sheet');
  if (name === 'script' && !attributes.has('src')) found.push('an inline script');
  if (name === 'script' && attributes.get('type') === 'module') found.push('a module, which file:// cannot load');
  if (['iframe', 'object', 'embed', 'base'].includes(name)) found.push(`an element that has no place here: ${text}`);
  for (const attribute of attributes.keys()) {
    if (attribute === 'style' || attribute.startsWith('on')) found.push(`an inline ${attribute}: ${text}`);
  }
  return found;
}

/**
 * The links of all pages that lead nowhere. `files` are all files of the site; a link has to name a file, since
 * `file://` shows the listing of a folder, and has to stay inside the site wherever that is mounted.
 */
export function linkFaults(pages, files) {
  const known = new Set(files);
  const base = basePath(pages);
  const anchors = new Map(pages.map(({ path, html }) => [path, new Set(ids(read(html).tags))]));
  return pages.flatMap((page) =>
    addresses(page.html).flatMap(({ attribute, address }) => {
      const fault = linkFault(page.path, attribute, address, { known, anchors, base });
      return fault ? [`${page.path}: ${address} ${fault}`] : [];
    }),
  );
}

function linkFault(from, attribute, address, { known, anchors, base }) {
  const scheme = /^([a-z][a-z0-9+.-]*:)/i.exec(address)?.[1].toLowerCase();
  if (scheme && attribute !== 'href') return 'is loaded from elsewhere';
  if (scheme) return ELSEWHERE.includes(scheme) ? undefined : `has the scheme ${scheme}`;
  if (address.startsWith('//')) return 'leaves the site';
  const [, encoded, anchor] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(address);
  const path = target(from, decodeURIComponent(encoded), base);
  if (path === undefined) return 'is not below the site';
  if (!known.has(path)) return 'leads to no file';
  if (anchor === undefined || anchor === 'top') return undefined;
  return anchors.get(path)?.has(decodeURIComponent(anchor)) ? undefined : 'leads to no such place on the page';
}

function target(from, path, base) {
  if (path === '') return from;
  // Only the page for unknown addresses cannot know where it is shown.
  if (from === '404.html') {
    const below = path.startsWith(base) ? path.slice(base.length) : undefined;
    return below === '' || below?.endsWith('/') ? `${below}index.html` : below;
  }
  if (path.startsWith('/')) return undefined;
  const joined = posix.join(posix.dirname(from), path);
  return joined.startsWith('..') ? undefined : joined;
}

function addresses(html) {
  return read(html).tags.flatMap(({ attributes }) =>
    ADDRESSES.filter((name) => attributes.has(name)).flatMap((name) => {
      const value = attributes.get(name);
      const parts = name === 'srcset' ? value.split(',').map((part) => part.trim().split(/\s+/)[0]) : [value];
      return parts.map((address) => ({ attribute: name, address }));
    }),
  );
}

function ids(tags) {
  return tags.filter(({ attributes }) => attributes.has('id')).map(({ attributes }) => attributes.get('id'));
}

function repeated(words) {
  const seen = new Set();
  return [...new Set(words.filter((word) => seen.has(word) || !seen.add(word)))];
}
