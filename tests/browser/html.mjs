// Reads the tags of our own pages. Strict on purpose: a tag that it cannot read is itself a fault.
const TAG = /^<([a-z][a-z0-9-]*)((?:\s+[^\s=>"'/]+(?:="[^"]*")?)*)\s*\/?>/i;
const ATTRIBUTE = /([^\s=>"'/]+)(?:="([^"]*)")?/g;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The opening tags of a page, as `{ name, attributes, text }`, and the pieces of text that are no good tag. */
export function read(html) {
  const tags = [];
  const faults = [];
  for (const { index } of html.matchAll(/<[a-z]/gi)) {
    const match = TAG.exec(html.slice(index, index + 20_000));
    if (match) tags.push({ name: match[1].toLowerCase(), attributes: attributes(match[2]), text: match[0] });
    else faults.push(html.slice(index, index + 80));
  }
  return { tags, faults };
}

function attributes(text) {
  const pairs = [...text.matchAll(ATTRIBUTE)].map(([, name, value]) => [name.toLowerCase(), decode(value ?? '')]);
  return new Map(pairs);
}

function decode(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return ENTITIES[name] ?? whole;
  });
}
