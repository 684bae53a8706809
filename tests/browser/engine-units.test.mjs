// The engine's parts that need no index: queries, marks, spelling, facets, order, excerpts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadEngine, plain } from '../search/engine.mjs';

const engine = loadEngine();
const { parts } = engine;

const FACETS = [
  { key: 'severity', title: 'Severity', many: false, words: ['severity'], terms: [['critical', 'Critical', 'sev1'], ['high', 'High', 'sev2']] },
  { key: 'root_cause', title: 'Root cause', many: false, words: ['root_cause', 'cause'], terms: [['capacity', 'Capacity']] },
  { key: 'squad', title: 'Squad', many: false, words: ['squad'], terms: [['core', 'Core banking'], ['pay', 'Payments'], ['two words', 'Zwei']] },
];

const asked = (text) => plain(parts.parse(text, FACETS, true));
const words = (text) => asked(text).units.map(({ text }) => text);
const days = (date) => Date.parse(date) / 864e5;

const examples = JSON.parse(readFileSync(new URL('../search/parse.json', import.meta.url), 'utf8'));

for (const [text, said] of examples.queries) {
  test(`reads ${JSON.stringify(text)} as the terminal does`, () => {
    const query = parts.parse(text, examples.facets, true);
    const texts = (units) => units.map((unit) => unit.text);
    const named = (terms) => Object.entries(terms).flatMap(([key, ids]) => ids.map((id) => `${key}:${id}`)).sort();
    const read = {
      units: texts(query.units),
      refused: texts(query.refused),
      chosen: named(query.filters),
      banned: named(query.without),
      days: [query.from, query.to],
      unknown: query.unknown.map(({ word, value }) => `${word}:${value}`),
    };
    const nothing = { units: [], refused: [], chosen: [], banned: [], days: [0, null], unknown: [] };
    assert.deepEqual(plain(read), { ...nothing, ...said });
  });
}

test('operators name terms by id, title or alias, in any case', () => {
  const { filters, without, unknown, units } = asked('Severity:SEV1 squad:"core banking" cause:capacity -severity:High slow');
  assert.deepEqual(filters, { severity: ['critical'], squad: ['core'], root_cause: ['capacity'] });
  assert.deepEqual(without, { severity: ['high'] });
  assert.deepEqual(unknown, []);
  assert.deepEqual(units.map(({ text }) => text), ['slow']);
});

test('what names no term is reported, and what is not typed yet is not', () => {
  assert.deepEqual(asked('severity:none before:soon after:2026-02-30').unknown, [
    { word: 'severity', value: 'none' },
    { word: 'before', value: 'soon' },
    { word: 'after', value: '2026-02-30' },
  ]);
  assert.deepEqual(asked('severity: squad:"').unknown, []);
});

test('dates bound the days, the narrowest first', () => {
  const { from, to } = asked('after:2025 after:2025-11 before:2026-03');
  assert.equal(from, days('2025-11-01'));
  assert.equal(to, days('2026-02-28'));
  assert.equal(parts.dayOf('2024-02-29'), days('2024-02-29'));
  for (const none of ['2023-02-29', '2026-13', '26', '2026-1', 'x', '']) assert.equal(parts.dayOf(none), undefined, none);
});

test('a colon does not make an operator of a word that is none', () => {
  assert.deepEqual(words('transport.go:512 http://x.test'), ['transport.go:512', 'http', 'x.test']);
});

test('quotations are phrases once they are closed', () => {
  assert.deepEqual(asked('a "pool exhausted" b').units.map(({ phrase, text }) => phrase ?? text), ['a', ['pool', 'exhausted'], 'b']);
  assert.deepEqual(words('"pool exhausted'), ['pool', 'exhausted']);
});

test('what stands in a quotation is no operator, and what is no operator may be quoted', () => {
  const { filters, units } = asked('"the severity:high one" nix:"ran dry" severity:"hi');
  assert.deepEqual(filters, {});
  assert.deepEqual(units.map(({ text }) => text), ['"the severity:high one"', 'nix', '"ran dry"']);
  assert.deepEqual(asked('severity:"hi').unknown, [{ word: 'severity', value: 'hi' }]);
  assert.deepEqual(asked('-"" "" "-" - --').units, []);
});

test('a hyphen before a word excludes it, inside one it does not', () => {
  const { units, refused } = asked('fail-over -"hot standby" -etcd --max-size');
  assert.deepEqual(units.map(({ text }) => text), ['fail-over', 'max-size']);
  assert.deepEqual(refused.map(({ text }) => text), ['"hot standby"', 'etcd']);
});

test('only the last word may go on, and only while nothing follows it', () => {
  const open = (text, typing = true) => plain(parts.parse(text, FACETS, typing)).units.map(({ open }) => open);
  assert.deepEqual(open('dead lo'), [false, true]);
  assert.deepEqual(open('dead lo '), [false, false]);
  assert.deepEqual(open('dead lo severity:high'), [false, false]);
  assert.deepEqual(open('dead lo', false), [false, false]);
});

test('forms of a word share its stem', () => {
  const forms = (word) => plain(parts.inflections(word));
  for (const [word, other] of [['leaking', 'leak'], ['leaks', 'leaking'], ['allocators', 'allocation'], ['dropped', 'drop'], ['retries', 'retry'], ['deadlock', 'deadlocks']]) {
    assert.ok(forms(word).includes(other), `${word} ${other}`);
    assert.ok(!forms(word).includes(word));
  }
  for (const word of ['leak', 'naïve', 'ora-00060']) assert.deepEqual(forms(word), []);
});

test('distance counts letters missing, added, wrong and swapped', () => {
  for (const [a, b, far] of [['deadlok', 'deadlock', 1], ['kubernetse', 'kubernetes', 1], ['certifcate', 'certificate', 1], ['abcd', 'abcd', 0], ['thundring', 'thunder', 4], ['ca', 'abc', 3], ['абвг', 'абг', 1]]) {
    assert.equal(parts.distance(a, b, 9), far, `${a} ${b}`);
  }
  assert.ok(parts.distance('something', 'elsewhere', 2) > 2);
});

test('of near words the nearest counts, then the first letter, then how many documents have it', () => {
  const list = (...pairs) => pairs.map(([term, df]) => ({ term, often: 32 - Math.clz32(df), letters: parts.lettersOf(term) }));
  const nearest = (word, ...pairs) => parts.nearest(word, list(...pairs));
  assert.equal(nearest('cache', ['caches', 9], ['cachet', 9]), 'caches');
  assert.equal(nearest('lache', ['cache', 900], ['lathe', 2]), 'lathe');
  assert.equal(nearest('casts', ['cases', 5], ['casks', 9]), 'casks');
  assert.equal(nearest('casts', ['cases', 4], ['casks', 5]), 'cases');
  assert.equal(nearest('kubrnetse', ['kubernetes', 1]), 'kubernetes');
  assert.equal(nearest('kubrnts', ['kubernetes', 1]), undefined);
});

const marked = (text, param) =>
  plain(engine.mark(text, engine.marker(param))).map(({ text, mark }) => (mark ? `[${text}]` : text)).join('');

for (const [param, text, expected] of [
  ['deadlock ', 'A Deadlock, deadlocks; deadlocking', 'A [Deadlock], [deadlocks]; [deadlocking]'],
  ['dead', 'A deadlock', 'A [deadlock]'],
  ['dead ', 'A deadlock', 'A deadlock'],
  ['ora-00060 ', 'ORA-00060: and ORA-000601', '[ORA-00060]: and ORA-000601'],
  ['ora-000', 'ORA-00060: ora', '[ORA-00060]: ora'],
  ['prod-db-07 ', 'on prod-db-07.eu-west.internal', 'on [prod-db-07].eu-west.internal'],
  ['eu-west ', 'on prod-db-07.eu-west', 'on prod-db-07.[eu-west]'],
  ['fail-over ', 'failover, fail-over, fail over', '[failover], [fail-over], fail over'],
  ['failover ', 'failover, fail-over', '[failover], [fail-over]'],
  ['4.17.3 ', 'v4.17.3-rc2', '[v4.17.3]-rc2'],
  ['c++ ', 'C, C++ and c', 'C, [C++] and c'],
  ['memory ', 'OutOfMemoryError', 'OutOf[Memory]Error'],
  ['depassement ', 'Dépassement', '[Dépassement]'],
  ['"pool exhaustion"', 'pool of exhaustion; Pool  exhaustion; pool\nexhaustion', 'pool of exhaustion; [Pool  exhaustion]; pool\nexhaustion'],
  ['连接池 ', '数据库连接池耗尽', '数据库[连接池]耗尽'],
  ['连', '连接 x', '[连接] x'],
  ['"数据库 deadlock"', '数据库 deadlock', '[数据库 deadlock]'],
  ['', 'nothing', 'nothing'],
]) {
  test(`marks ${JSON.stringify(param)} in ${JSON.stringify(text)}`, () => assert.equal(marked(text, param), expected));
}

test('a marker says in words what it marks', () => {
  const param = (text) => parts.markerOf(parts.parse(text, FACETS, true).units).param;
  for (const [text, expected] of [
    ['deadl', 'deadl'],
    ['dead lock ', 'dead lock '],
    ['severity:high "pool exhausted" etcd', '"pool exhausted" etcd'],
    ['etcd "pool exhausted" ', 'etcd "pool exhausted"'],
    ['c++', 'c++ '],
    ['-gone severity:high', ''],
  ]) {
    assert.equal(param(text), expected);
    assert.equal(engine.marker(expected).param, expected);
  }
});

test('completes operators, and the terms of one', () => {
  const complete = (text, caret = text.length) => plain(parts.complete(FACETS, text, caret));
  assert.deepEqual(complete('slow se'), [{ value: 'severity:', label: 'Severity', from: 5, to: 7 }]);
  assert.deepEqual(complete('cau'), [{ value: 'cause:', label: 'Root cause', from: 0, to: 3 }]);
  assert.deepEqual(complete('-squad:bank'), [{ value: 'core', label: 'Core banking', from: 7, to: 11 }]);
  assert.deepEqual(complete('squad:"two'), [{ value: '"two words"', label: 'Zwei', from: 6, to: 10 }]);
  assert.equal(complete('severity:').length, 2);
  assert.deepEqual(complete('severity:high slow', 11), [{ value: 'high', label: 'High', from: 9, to: 11 }]);
  for (const none of ['', 'slow ', 'nothing:x', '"se']) assert.deepEqual(complete(none), []);
});

test("a facet's own choice does not lower its own counts", () => {
  // Documents 0 to 3; a column with one term each, and one with several.
  const columns = [Uint8Array.of(0, 0, 1, 2), { ends: Uint32Array.of(1, 3, 3, 4), list: [0, 0, 1, 1] }];
  const sizes = [2, 2];
  const result = (...choices) => plain(parts.narrow([0, 1, 2, 3], columns, choices, sizes));
  const counts = (first, second) => [first, second].map((list) => ({ ...list }));
  assert.deepEqual(result(undefined, undefined), { kept: [0, 1, 2, 3], counts: counts([2, 1], [2, 2]) });
  assert.deepEqual(result(Uint8Array.of(1, 0), undefined), { kept: [0, 1], counts: counts([2, 1], [2, 1]) });
  assert.deepEqual(result(Uint8Array.of(1, 0), Uint8Array.of(0, 1)), { kept: [1], counts: counts([1, 0], [2, 1]) });
  assert.deepEqual(result(Uint8Array.of(0, 1), Uint8Array.of(0, 1)), { kept: [], counts: counts([1, 0], [0, 0]) });
});

test('orders by rank, then the newest first', () => {
  const ranks = [5, 7, 5, 0, 7];
  assert.deepEqual([...parts.ordered([0, 1, 2, 3, 4], 5, (id) => ranks[id])], [4, 1, 2, 0, 3]);
  assert.deepEqual([...parts.ordered([1, 3], 5, () => 0)], [3, 1]);
});

test('an excerpt is the window with the most different words', () => {
  const filler = 'Nothing of note happened here at all. '.repeat(20);
  const facts = ['', '', 'Critical\nPayments'];
  const sections = [
    facts,
    ['a', 'First', `${filler}deadlock deadlock deadlock. ${filler}`],
    ['b', 'Second', `${filler}a deadlock of the pool. ${filler}`],
    ['c', 'Deadlock', 'Short.'],
  ];
  const excerpt = (param) => plain(parts.excerptOf(sections, engine.marker(param)));
  const text = ({ pieces }) => pieces.map(({ text }) => text).join('');
  const both = excerpt('deadlock pool ');
  assert.equal(both.anchor, 'b');
  assert.deepEqual(both.pieces.filter(({ mark }) => mark).map(({ text }) => text), ['deadlock', 'pool']);
  assert.match(text(both), /^… \S.*a deadlock of the pool\..* …$/);
  assert.ok(text(both).length <= 210, text(both));
  assert.equal(excerpt('deadlock ').anchor, 'a');
  assert.equal(text(excerpt('payments ')), 'Critical · Payments');
  assert.equal(excerpt('elsewhere ').anchor, 'a');
});
