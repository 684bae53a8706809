// The tokenizer of the pages reads the examples that the one in Rust is checked by too.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadEngine, plain, root } from '../search/engine.mjs';

const { tokens } = loadEngine({ scripts: ['search-tokens.js'] }).parts;
const examples = JSON.parse(readFileSync(join(root, 'tests/search/tokens.json'), 'utf8'));

test('there are examples', () => assert.ok(examples.length > 60));

for (const example of examples) {
  test(`reads ${JSON.stringify(example.text).slice(0, 60)} as the index does`, () => {
    const read = tokens(example.text);
    const rows = read.map(({ term, position, kind, start, end }) => [term, position, kind, example.text.slice(start, end)]);
  
    assert.deepEqual(plain(rows), example.tokens);
  });
}
