// The search of the site, without a server (docs/search.md). Needs search-tokens.js before it.
//
//   CasebookSearch.supported → boolean               else lead the reader to the pages by severity, squad and month
//   search = CasebookSearch.open(base)               base: the address of the folder search/, with "/" at its end
//   search.manifest() → {n, facets: [{key, title, many, words, terms: [{id, title, names}]}]}
//   search.run(text, {filters: {severity: ["critical"], …}, from: "2026-01-31", to, sort, typing, signal}) → Result
//       filters: ids of terms; from, to: the first and the last day; sort: "relevance", "date", "severity", "duration";
//       typing: false takes the last word as finished
//       Result = {total, documents, ids, counts: {key: number by term}, unfiltered: what the text finds before the choices,
//         query: {filters, without, from, to, unknown: [{word, value}]},      what the operators in the text say
//         corrected: the text as understood, or null, corrections: [{from, to}],
//         without: [{word, rest, count}], where nothing is found: the text without a word, and how many documents have
//           all the others,
//         marker: its `param` goes into ?h=, manifest, edition: of the site that was asked}
//   search.rows(ids, {minutes, edition}) → [{doc, id, title, href, lang, day, minutes, terms: {key: [number]}}]
//       href: from the site's root; day: "2026-01-31"; minutes: where asked for, null if not known
//   search.excerpt(doc, marker, edition) → {anchor, heading, pieces: [{text, mark}]}
//   search.mark(text, marker) → [{text, mark}]
//   search.complete(text, caret) → [{value, label, from, to}]      value is to stand in place of text.slice(from, to)
//
// All but `mark` are promises. They reject with an AbortError, or with an error to be shown: an index that cannot be
// read, or (PublishedAnew) that was published anew since the query was run, of that edition; then running it again helps.
"use strict";
(() => {
  const { WHOLE, fold, runs, unitsOf, phraseOf, markerOf, hits, mark } = CasebookSearch.parts;

  // Shards.

  const BUDGET = 24 << 20; // bytes of decompressed shards that are kept
  const FROM_FILES = location.protocol === "file:";

  /** A shard that is not there: maybe the site was published anew meanwhile. */
  class Missing extends Error {}
  const anew = () => Object.assign(new Missing("the site has been published anew: search again"), { name: "PublishedAnew" });

  // From file:// nothing can be fetched: there a shard is run, and calls $S.
  const awaited = new Map();
  globalThis.$S = (name, data) => awaited.get(name)?.(data);

  function run(url, name) {
    return new Promise((resolve) => {
      const script = document.createElement("script");
      awaited.set(name, resolve);
      script.onload = script.onerror = () => {
        resolve();
        awaited.delete(name);
        script.remove();
      };
      script.src = url;
      document.head.append(script);
    });
  }

  async function get(url, name, cache) {
    const response = await fetch(url, { cache }).catch(() => undefined);
    const text = response?.ok ? await response.text() : "";
    // Some hosts answer every unknown address with a page.
    return text.startsWith(`$S("${name}","`) ? text.slice(name.length + 7, text.lastIndexOf('"')) : undefined;
  }

  async function fetchShard(base, name) {
    // Only `m` ever changes: a host is asked whether it did, a script gets an address of its own.
    const fixed = name === "m";
    const url = `${base}${fixed ? name : `${name[0]}/${name.slice(1)}`}.js`;
    const data = FROM_FILES
      ? await run(fixed ? `${url}?${Date.now()}` : url, name)
      : await get(url, name, fixed ? "no-cache" : "default");
    if (!data) throw new Missing(`the search index cannot be read: ${url}`);
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /** Loads shards by name, each once; forgets the least recently used, and those that failed. */
  function cacheOf(base) {
    const kept = new Map();
    let size = 0;
    const forget = (name) => {
      size -= kept.get(name)?.size ?? 0;
      kept.delete(name);
    };
    const weigh = (entry, bytes) => {
      size += entry.size = bytes.length;
      for (const [name, { size: some }] of kept) if (size > BUDGET && some && kept.get(name) !== entry) forget(name);
      return bytes;
    };
    return (name, read) => {
      let entry = kept.get(name);
      kept.delete(name);
      if (!entry) {
        entry = { size: 0 };
        entry.value = fetchShard(base, name).then((bytes) => read(weigh(entry, bytes)));
        entry.value.catch(() => forget(name));
      }
      kept.set(name, entry);
      return entry.value;
    };
  }

  // What stands in them.

  function readerOf(bytes, at = 0) {
    const take = (length) => bytes.subarray(at, (at += length));
    const int = () => {
      for (let value = 0, unit = 1; ; unit *= 128) {
        const byte = bytes[at++];
        value += (byte & 127) * unit;
        if (!(byte > 127)) return value;
      }
    };
    const skip = (ints) => {
      for (; ints; at++) if (!(bytes[at] > 127)) ints--;
    };
    const ascii = (length) => String.fromCharCode(...take(length));
    return { take, int, skip, ascii, at: () => at };
  }

  const textOf = (bytes) => new TextDecoder().decode(bytes);
  const json = (bytes) => JSON.parse(textOf(bytes));
  const names = (text) => text.match(/.{10}/g) ?? [];
  // Terms are in order of their bytes; as one character for each byte they compare so.
  const bytewise = (text) => (/^[\x00-\x7F]*$/.test(text) ? text : String.fromCharCode(...new TextEncoder().encode(text)));

  /** Terms, each after the bytes that it shares with the one before. */
  function readTerms(reader, each) {
    let term = "";
    return Array.from({ length: reader.int() }, () => {
      term = term.slice(0, reader.int()) + reader.ascii(reader.int());
      each(reader.int());
      return term;
    });
  }

  function readBlock(bytes) {
    const reader = readerOf(bytes);
    const block = { bytes, positions: reader.ascii(10), df: [], at: [], own: [] };
    let at = 0;
    block.terms = readTerms(reader, (df) => {
      const size = reader.int();
      block.df.push(df);
      block.at.push(at);
      block.own.push(size ? undefined : [reader.ascii(10), reader.ascii(10)]);
      at += size;
    });
    block.start = reader.at();
    return block;
  }

  /** Documents, and for each a byte: its high half is the impact, its low half where the term stands in the title. */
  function readPostings(bytes, at, df) {
    const reader = readerOf(bytes, at);
    let id = -1;
    const ids = Uint32Array.from({ length: df }, () => (id += reader.int() + 1));
    return { ids, impacts: reader.take(df) };
  }

  function readColumns(bytes, { n, facets }) {
    const reader = readerOf(bytes);
    const wide = () => {
      const column = reader.take(2 * n);
      return Uint16Array.from({ length: n }, (_, id) => column[2 * id] + 256 * column[2 * id + 1]);
    };
    const terms = facets.map(({ many, terms }) => many || (terms.length > 255 ? wide() : reader.take(n)));
    let day = 0;
    return { terms, days: Uint32Array.from({ length: n }, () => (day += reader.int())) };
  }

  /** Several terms for each document: list[ends[id - 1]..ends[id]]. */
  function readMany(bytes, n) {
    const reader = readerOf(bytes);
    const list = [];
    const ends = Uint32Array.from({ length: n }, () => {
      for (let left = reader.int(); left; left--) list.push(reader.int());
      return list.length;
    });
    return { ends, list };
  }

  function readDurations(bytes, n) {
    const reader = readerOf(bytes);
    return Uint32Array.from({ length: n }, () => reader.int());
  }

  function readSpelling(bytes) {
    const often = []; // binary digits of the number of documents
    const terms = readTerms(readerOf(bytes), (digits) => often.push(digits));
    const text = (term) => textOf(Uint8Array.from(term, (c) => c.charCodeAt(0)));
    return terms.map((bytes, i) => {
      const term = /^[a-z]*$/.test(bytes) ? bytes : text(bytes);
      return { term, often: often[i], letters: lettersOf(term) };
    });
  }

  /** The index as one manifest describes it. */
  class Index {
    constructor(load, text) {
      const { n, facets, breaks, blocks, titles, ...shards } = JSON.parse(text);
      Object.assign(this, { load, text, n, facets, shards });
      this.breaks = breaks.map(bytewise);
      this.blocks = names(blocks);
      this.titles = names(titles);
    }

    /** The place of the block that has a term if there is one: the last that begins at or before it. */
    place(term) {
      let place = 0;
      for (let end = this.breaks.length; end - place > 1; ) {
        const middle = (place + end) >> 1;
        if (this.breaks[middle] > term) end = middle;
        else place = middle;
      }
      return place;
    }

    block(place) {
      return this.load(this.blocks[place], readBlock);
    }

    /** The entries of those of some terms that there are: {term, block, i, df}. */
    async entries(terms) {
      if (!this.n) return [];
      const found = terms.map(async (text) => {
        const term = bytewise(text);
        const block = await this.block(this.place(term));
        const i = block.terms.indexOf(term);
        return i < 0 ? [] : [{ term, block, i, df: block.df[i] }];
      });
      return (await Promise.all(found)).flat();
    }

    /** The entries of all terms that begin with a text; or the one that stands for them. */
    async beginning(text) {
      if (!this.n) return [];
      const start = bytewise(text);
      const [first, together, last] = [start, `${start}*`, `${start}\xFF`].map((term) => this.place(term));
      // Where the terms lie in more than two blocks, one stands for them.
      const places = last - first > 1 ? [together] : [...new Set([first, last])];
      const found = [];
      for (const block of await Promise.all(places.map((place) => this.block(place)))) {
        block.terms.forEach((term, i) => term.startsWith(start) && found.push({ term, block, i, df: block.df[i] }));
      }
      const one = found.find(({ term }) => term === `${start}*`);
      return one ? [one] : found.filter(({ term }) => !term.endsWith("*"));
    }

    postings({ block, i, df }) {
      const own = block.own[i];
      return own ? this.load(own[0], (bytes) => readPostings(bytes, 0, df)) : readPostings(block.bytes, block.start + block.at[i], df);
    }

    /** A reader of an entry's positions. */
    async positions({ block, i }) {
      const own = block.own[i];
      const reader = readerOf(await this.load(own ? own[1] : block.positions, (bytes) => bytes));
      if (own) return reader;
      for (let other = 0; other < i; other++) {
        if (!block.own[other] && !block.terms[other].endsWith("*")) reader.take(reader.int());
      }
      reader.int();
      return reader;
    }

    /** A document's [title, id, name of its text shard, path, lang]. */
    async title(id) {
      return (await this.load(this.titles[id >> 5], json))[id & 31];
    }

    /** A document's [anchor, heading, text], the facts first. */
    async sections(id) {
      return (await this.load((await this.title(id))[2], json))[id % this.shards.group];
    }

    /** {days, terms: for each facet the number of each document's term, or as `readMany` has them}. */
    async columns() {
      const [{ days, terms }, ...many] = await Promise.all([
        this.load(this.shards.columns, (bytes) => readColumns(bytes, this)),
        ...this.facets.map(({ key, many }) => many && this.load(this.shards.many[key], (bytes) => readMany(bytes, this.n))),
      ]);
      return { days, terms: terms.map((column, i) => many[i] || column) };
    }
  }

  // Units: which documents have one, and how well. Whole numbers, the same as in Rust.

  const idf = (n, df) => Math.round(Math.log(1 + (n - df + 0.5) / (df + 0.5)) * 1024);
  const share = (weight, percent) => Math.floor((weight * percent) / 100);

  // What is found as it was asked for, and not only as another form or a beginning, comes first.
  const AS_ASKED = 2 ** 23;
  const ITSELF = 80; // percent

  /**
   * {unit: as it was found, scores: for each document 0, or one more than its score, places: for each document where in
   * the title the unit stands: the number of the atom, 7 for all later ones, and 8 more where the title ends with it}.
   */
  async function find(index, unit) {
    const found = { unit, scores: new Uint32Array(index.n), places: new Uint8Array(index.n) };
    await (unit.phrase ? inOrder(index, unit, found) : inLists(index, unit, found));
    return unit.loose && !found.scores.some(Boolean) ? find(index, unit.loose) : found;
  }

  async function inLists(index, { exact, begun }, { scores, places }) {
    const lists = await Promise.all([
      ...exact.map(async ([term, rate]) => ({ rate, entries: await index.entries([term]) })),
      ...begun.map(async ([term, rate]) => ({ rate, entries: await index.beginning(term) })),
    ]);
    const sum = lists.flatMap(({ entries }) => entries).reduce((sum, { df }) => sum + df, 0);
    const base = idf(index.n, Math.min(index.n, sum));
    for (const [nth, { rate, entries }] of lists.entries()) {
      const postings = await Promise.all(entries.map((entry) => index.postings(entry)));
      const more = rate === WHOLE || rate >= ITSELF ? AS_ASKED : 0;
      postings.forEach(({ ids, impacts }, i) => {
        add(scores, ids, impacts, rate === WHOLE ? idf(index.n, entries[i].df) + 4 * 1024 : share(base, rate), more);
        if (nth === 0 && exact.length) ids.forEach((id, i) => (places[id] = impacts[i] & 15));
      });
    }
  }

  function add(scores, ids, impacts, weight, more) {
    for (let i = 0; i < ids.length; i++) {
      const score = 1 + more + weight * (impacts[i] >> 4);
      if (score > scores[ids[i]]) scores[ids[i]] = score;
    }
  }

  async function inOrder(index, { phrase, rate }, { scores, places }) {
    const entries = await index.entries(phrase);
    if (entries.length < phrase.length) return;
    const lists = await Promise.all(entries.map((entry) => index.postings(entry)));
    const weight = share(entries.reduce((sum, { df }) => sum + idf(index.n, df), 0), rate);
    const starts = await successive(index, entries, lists);
    lists.forEach(({ ids, impacts }, nth) => {
      const there = ids.map((id) => (starts[id]?.length ? 1 : 0));
      const [own, bytes] = [ids.filter((_, i) => there[i]), impacts.filter((_, i) => there[i])];
      add(scores, own, bytes, weight, AS_ASKED);
      const kept = (nth === 0 ? FIRST : 0) | (nth === lists.length - 1 ? LAST : 0);
      own.forEach((id, i) => (places[id] |= bytes[i] & kept));
    });
  }

  // Whether a query is the title of a document: each unit stands at the atom where it would in a title that says just that.

  const FIRST = 7;
  const LAST = 8;
  const TITLE = 2 ** 32; // more than all units together

  /** For a document what it counts more if its title is the query. */
  function titleOf(found) {
    const atoms = found.flatMap(({ unit }) => atomsOf(unit));
    // A title has each term at the first place where it stands.
    const places = found.map(({ unit }) => {
      const own = atomsOf(unit);
      const first = atoms.findIndex((_, at) => own.every((atom, i) => atoms[at + i] === atom));
      return Math.min(first + 1, FIRST);
    });
    const last = found[found.length - 1]?.places;
    return (id) => (last && last[id] & LAST && found.every((it, i) => (it.places[id] & FIRST) === places[i]) ? TITLE : 0);
  }

  /** A unit's terms that have positions, as many as it has atoms: the last character of an unspaced run is none of them. */
  function atomsOf({ size, exact, phrase, loose }) {
    const terms = loose?.phrase ?? phrase ?? exact.slice(0, 1).map(([term]) => term);
    return Array.from({ length: size }, (_, i) => terms[i] ?? "");
  }

  /** For each document that has all terms the positions at which they begin to follow each other. */
  async function successive(index, entries, lists) {
    const terms = new Uint16Array(index.n);
    for (const { ids } of lists) for (const id of ids) terms[id]++;
    const starts = [];
    if (!terms.includes(lists.length)) return starts;
    const readers = await Promise.all(entries.map((entry) => index.positions(entry)));
    readers.forEach((reader, nth) => {
      for (const id of lists[nth].ids) {
        const count = reader.int();
        if (terms[id] < lists.length || (nth && !starts[id].length)) reader.skip(count);
        else starts[id] = follow(reader, count, nth, starts[id]);
      }
    });
    return starts;
  }

  /** Positions less the place of their term, those that were there before; both in order. */
  function follow(reader, count, nth, before) {
    const found = [];
    for (let at = -nth, next = 0; count; count--) {
      at += reader.int();
      while (before?.[next] < at) next++;
      if (!before || before[next] === at) found.push(at);
    }
    return found;
  }

  // Spelling.

  /** How a unit's unknown words are spelt: [{from, to, start, end}]; none if one of them is like no word. */
  async function corrections(index, text, unit) {
    const changes = [];
    const atoms = [...runs(text.slice(unit.start, unit.end))].flatMap((run) => (run.unspaced ? [] : run.atoms));
    for (const { raw, folded, start } of atoms) {
      if ([...folded].length < 4 || /\p{N}/u.test(folded) || (await index.entries([folded])).length) continue;
      const to = nearest(folded, await index.load(index.shards.spelling, readSpelling));
      if (!to) return [];
      changes.push({ from: raw, to, start: unit.start + start, end: unit.start + start + raw.length });
    }
    return changes;
  }

  // Which letters a word has, as bits: a change of one letter changes at most two of them, so most words need no look.
  function lettersOf(word) {
    let bits = 0;
    for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
    return bits;
  }

  function differences(bits) {
    let count = 0;
    for (; bits; bits &= bits - 1) count++;
    return count;
  }

  /** The word that was most likely meant: the nearest, then one of the same first letter, then the most frequent. */
  function nearest(word, words) {
    const most = [...word].length > 7 ? 2 : 1;
    const letters = lettersOf(word);
    let least = Infinity;
    let best;
    for (const { term, often, letters: own } of words) {
      if (Math.abs(term.length - word.length) > most || differences(own ^ letters) > 2 * most) continue;
      const far = distance(word, term, most);
      if (far > most) continue;
      const rank = far * 100 + (term[0] === word[0] ? 0 : 50) - often;
      if (rank < least) [least, best] = [rank, term];
    }
    return best;
  }

  let [two, one, row] = [0, 1, 2].map(() => new Uint8Array(64)); // rows of the table of distances, used again

  /** How many letters are missing, too many, wrong or swapped; or any number above `most`. */
  function distance(a, b, most) {
    for (let j = 0; j <= b.length; j++) one[j] = two[j] = j;
    for (let i = 1; i <= a.length; i++) {
      let least = (row[0] = i);
      // What lies further from the diagonal is further away than `most`.
      const last = Math.min(b.length, i + most);
      row[i - most - 1] = row[last + 1] = 99;
      for (let j = Math.max(1, i - most); j <= last; j++) {
        const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
        let cost = same ? one[j - 1] : Math.min(one[j - 1], one[j], row[j - 1]) + 1;
        if (!same && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) {
          cost = Math.min(cost, two[j - 2] + 1);
        }
        row[j] = cost;
        if (cost < least) least = cost;
      }
      if (least > most) return least;
      [two, one, row] = [one, row, two];
    }
    return one[b.length];
  }

  // Queries: operators and quotations first, words from the rest.

  const DAY = 864e5; // milliseconds
  const REST = /((?<!\S)-)?"([^"]*)"|(?<!\S)-([\p{Alphabetic}\p{N}][^\s"]*)/.source; // "a phrase", -"a phrase", -word

  function parse(text, facets, typing) {
    const query = { units: [], refused: [], filters: {}, without: {}, from: 0, to: Infinity, unknown: [] };
    const words = ["before", "after", ...facets.flatMap(({ words }) => words)];
    const operator = `(?<!\\S)(-?)(${words.join("|")}):(?:"([^"]*)"?|([^\\s"]*))`;
    const rest = text.replace(new RegExp(`${operator}|${REST}`, "giu"), (all, not, word, quoted, bare, minus, phrase, other, at) => {
      const start = at + (minus ? 1 : 0);
      if (word) operate(query, facets, not, word.toLowerCase(), (quoted ?? bare).trim());
      else if (other) query.refused.push(...unitsOf(other, false));
      else (minus ? query.refused : query.units).push(...[phraseOf(phrase, start, at + all.length)].filter(({ size }) => size));
      return " ".repeat(all.length);
    });
    query.units.push(...unitsOf(rest, typing));
    query.units.sort((a, b) => a.start - b.start);
    return query;
  }

  /** Notes what an operator says. One without a value is not yet typed. */
  function operate(query, facets, minus, word, value) {
    const facet = facets.find(({ words }) => words.includes(word));
    const id = facet?.terms.find((names) => names.some((name) => fold(name) === fold(value)))?.[0];
    const day = facet ? undefined : dayOf(value);
    if (!value) return;
    if (id !== undefined) ((minus ? query.without : query.filters)[facet.key] ??= []).push(id);
    else if (day === undefined) query.unknown.push({ word, value });
    else if (word === "after") query.from = Math.max(query.from, day);
    else query.to = Math.min(query.to, day - 1);
  }

  /** The first day of `2026`, `2026-03` or `2026-03-04`, counted from 1970; undefined if there is none such. */
  function dayOf(text) {
    const [, year, month = "01", day = "01"] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text) ?? [];
    const date = `${year}-${month}-${day}`;
    const number = Date.parse(`${date}T00:00Z`) / DAY;
    // A 31st of June would pass for the 1st of July.
    return dateOf(number) === date ? number : undefined;
  }

  const dateOf = (day) => (Math.abs(day) < 1e6 ? new Date(day * DAY).toISOString().slice(0, 10) : null);

  /** What may follow at the caret: operators, and the terms of one. */
  function complete(facets, text, caret) {
    const [, word, begun] = /(?<!\S)-?(?:([\p{Alphabetic}\p{N}_-]+):)?("[^"]*|[^\s":]*)$/u.exec(text.slice(0, caret)) ?? [];
    if (begun === undefined || (!word && !/^[^"]/.test(begun))) return [];
    const start = fold(begun.replace('"', ""));
    const place = { from: caret - begun.length, to: caret };
    if (!word) return operators(facets).filter(({ value }) => value.startsWith(start)).map((it) => ({ ...it, ...place }));
    const terms = facets.find(({ words }) => words.includes(word.toLowerCase()))?.terms ?? [];
    const begins = (name) => ` ${fold(name)}`.includes(` ${start}`);
    return terms
      .filter((names) => names.some(begins))
      .map(([id, title]) => ({ value: /\s/.test(id) ? `"${id}"` : id, label: title, ...place }));
  }

  const operators = (facets) => [
    ...facets.flatMap(({ words, title }) => words.map((word) => ({ value: `${word}:`, label: title }))),
    { value: "before:", label: "Before" },
    { value: "after:", label: "After" },
  ];

  // Facets.

  /**
   * The documents that all choices leave, and for each facet how many each of its terms would leave: a facet's own choice
   * does not lower its own counts.
   */
  function narrow(ids, columns, choices, sizes) {
    const counts = sizes.map((size) => new Uint32Array(size));
    const chosen = choices.flatMap((choice, i) => (choice ? [i] : []));
    const kept = [];
    for (const id of ids) {
      let [refusing, refusals] = [-1, 0];
      for (const i of chosen) {
        if (has(columns[i], id, choices[i])) continue;
        refusing = i;
        if (++refusals > 1) break;
      }
      if (refusals === 1) count(counts[refusing], columns[refusing], id);
      if (refusals) continue;
      kept.push(id);
      for (let i = 0; i < counts.length; i++) count(counts[i], columns[i], id);
    }
    return { kept, counts };
  }

  // Most columns have one term for each document, some have several; a number that is no term stands for none.

  function has(column, id, choice) {
    if (!column.ends) return choice[column[id]] === 1;
    for (let i = column.ends[id - 1] ?? 0; i < column.ends[id]; i++) if (choice[column.list[i]]) return true;
    return false;
  }

  function count(counts, column, id) {
    if (!column.ends) counts[column[id]]++;
    else for (let i = column.ends[id - 1] ?? 0; i < column.ends[id]; i++) counts[column.list[i]]++;
  }

  function termsOf(column, id, size) {
    const all = column.ends ? column.list.slice(column.ends[id - 1] ?? 0, column.ends[id]) : [column[id]];
    return all.filter((term) => term < size);
  }

  /** For each facet undefined, or for each of its terms whether it is chosen. */
  const choicesOf = (facets, ...filters) =>
    facets.map(({ key, terms }) => {
      const ids = filters.flatMap((filter) => filter?.[key] ?? []);
      return ids.length ? Uint8Array.from(terms, ([id]) => (ids.includes(id) ? 1 : 0)) : undefined;
    });

  // Order.

  /** Documents by rank, the highest first; of equals the newest. */
  function ordered(ids, n, rank) {
    // Rank and number in one: exact below 2^53, and floats sort fast.
    const keys = new Float64Array(ids.length);
    ids.forEach((id, i) => (keys[i] = rank(id) * n + id));
    keys.sort().reverse();
    return new Uint32Array(keys.map((key) => key % n));
  }

  async function rankOf(index, sort, sums, found, columns) {
    if (sort === "date") return () => 0;
    if (sort === "duration") {
      const minutes = await index.load(index.shards.durations, (bytes) => readDurations(bytes, index.n));
      return (id) => minutes[id];
    }
    const severity = columns[index.facets.findIndex(({ key }) => key === "severity")];
    if (sort === "severity" && severity) return (id) => 256 * 256 - severity[id];
    const title = titleOf(found);
    return (id) => title(id) + sums[id];
  }

  // Answers.

  async function answer(index, text, { typing = true, filters, from, to, sort, signal }) {
    const { n, facets } = index;
    const query = parse(text, facets, typing);
    const [found, refused, columns] = await Promise.all([
      Promise.all(query.units.map((unit) => findOrCorrect(index, text, unit))),
      Promise.all(query.refused.map((unit) => find(index, unit))),
      index.columns(),
    ]);
    const days = [Math.max(query.from, dayOf(from ?? "") ?? 0), Math.min(query.to, dayOf(to ?? "") ?? Infinity)];
    const sums = together(n, found);
    const open = query.unknown.length ? [] : matching(index, query, sums, refused, columns, days);
    const choices = choicesOf(facets, query.filters, filters);
    const { kept, counts } = narrow(open, columns.terms, choices, facets.map(({ terms }) => terms.length));
    const ids = ordered(kept, n, await rankOf(index, sort, sums, found, columns.terms));
    signal?.throwIfAborted();
    const changes = found.flatMap(({ changes = [] }) => changes);
    return {
      total: ids.length,
      documents: n,
      ids,
      counts: Object.fromEntries(facets.map(({ key }, i) => [key, counts[i]])),
      unfiltered: open.length,
      query: { ...query, from: query.from ? dateOf(query.from) : null, to: dateOf(query.to) },
      corrected: changes.length ? replaced(text, changes) : null,
      corrections: changes.map(({ from, to }) => ({ from, to })),
      without: open.length ? [] : inTheWay(text, n, query.units, found),
      marker: markerOf(found.map(({ unit }) => unit)),
      manifest: manifestOf(index),
      edition: index.text,
    };
  }

  async function findOrCorrect(index, text, unit) {
    const found = await find(index, unit);
    const changes = found.scores.some(Boolean) ? [] : await corrections(index, text, unit);
    if (!changes.length) return found;
    const { start, end } = unit;
    const near = changes.map((change) => ({ ...change, start: change.start - start, end: change.end - start }));
    const again = replaced(text.slice(start, end), near);
    const other = unit.text.startsWith('"') ? phraseOf(again.slice(1, -1)) : unitsOf(again, unit.open)[0];
    return { ...(await find(index, other)), changes };
  }

  /** A text with each change in place of what stood there. */
  const replaced = (text, changes) =>
    [...changes]
      .sort((a, b) => b.start - a.start)
      .reduce((text, { start, end, to }) => text.slice(0, start) + to + text.slice(end), text);

  /** For each document the sum of its scores, or 0 where it lacks a unit. */
  function together(n, found) {
    const sums = new Float64Array(n).fill(1);
    for (const { scores } of found) for (let id = 0; id < n; id++) sums[id] = scores[id] && sums[id] && sums[id] + scores[id];
    return sums;
  }

  /** The documents that have all words and nothing that is refused, in order of number. */
  function matching({ n, facets }, { without }, sums, refused, { days, terms }, [from, to]) {
    const bans = choicesOf(facets, without);
    const found = [];
    for (let id = 0; id < n; id++) {
      if (!sums[id] || days[id] < from || days[id] > to || refused.some(({ scores }) => scores[id])) continue;
      if (!bans.some((ban, i) => ban && has(terms[i], id, ban))) found.push(id);
    }
    return found;
  }

  /** For each unit the text without it, and how many documents have all the others. */
  function inTheWay(text, n, units, found) {
    const counts = new Uint32Array(found.length);
    let whole = 0;
    for (let id = 0; id < n; id++) {
      const nth = found.findIndex(({ scores }) => !scores[id]);
      if (nth < 0) whole += 1;
      else if (found.every(({ scores }, other) => other <= nth || scores[id])) counts[nth] += 1;
    }
    return found.map(({ unit }, nth) => {
      const { start, end } = units[nth];
      const rest = `${text.slice(0, start)} ${text.slice(end)}`.replace(/\s+/g, " ").trim();
      return { word: unit.text, rest, count: found.length > 1 ? counts[nth] + whole : 0 };
    });
  }

  // Rows and excerpts.

  /** Numbers of documents mean something only in the edition that they are of. */
  function same({ text }, edition = text) {
    if (text !== edition) throw anew();
  }

  async function rowsOf(index, ids, { minutes, edition } = {}) {
    same(index, edition);
    const { days, terms } = await index.columns();
    const rank = minutes && (await rankOf(index, "duration", [], [], terms));
    return Promise.all(
      ids.map(async (doc) => {
        const [title, id, , path, lang = ""] = await index.title(doc);
        const ofFacet = ({ key, terms: all }, i) => [key, termsOf(terms[i], doc, all.length)];
        const href = (path ?? `postmortems/${id}/index.html`).split("/").map(encodeURIComponent).join("/");
        return {
          ...{ doc, id, title, href, lang, day: dateOf(days[doc]) },
          ...(rank && { minutes: rank(doc) ? rank(doc) - 1 : null }),
          terms: Object.fromEntries(index.facets.map(ofFacet)),
        };
      }),
    );
  }

  const WINDOW = 200; // characters

  /** The window that shows the most different units, then the most hits, then the first; the facts come last. */
  function excerptOf([facts, ...sections], marker) {
    let best = { rank: 0, section: sections[0] ?? facts, hits: [], at: 0 };
    for (const section of [...sections, facts]) {
      const inHeading = hits(section[1], marker).map(({ unit }) => unit);
      const found = hits(section[2], marker);
      [0, ...found.keys()].forEach((first, nth) => {
        const inside = [];
        const end = (nth ? found[first].start : 0) + WINDOW;
        for (let i = first; found[i]?.start < end; i++) if (found[i].end <= end) inside.push(found[i]);
        const rank = new Set([...inHeading, ...inside.map(({ unit }) => unit)]).size * 1000 + inside.length;
        if (rank > best.rank) best = { rank, section, hits: inside, at: inside[0]?.start ?? 0 };
      });
    }
    const [anchor, heading, text] = best.section;
    const [from, to] = windowOf(text, best);
    const pieces = mark(text, marker, best.hits, from, to);
    if (from > 0) pieces.unshift({ text: "… ", mark: false });
    if (to < text.length) pieces.push({ text: " …", mark: false });
    // Facts stand one on a line.
    const gap = best.section === facts ? " · " : " ";
    return { anchor, heading, pieces: pieces.map(({ text, mark }) => ({ text: text.replace(/\n+/g, gap), mark })) };
  }

  /** From some words before the first hit, cut between words. */
  function windowOf(text, { at, hits }) {
    const last = Math.max(at, ...hits.map(({ end }) => end));
    const earliest = Math.max(0, at - Math.min(60, (WINDOW - (last - at)) >> 1));
    const from = earliest && at - (/\s([^]*)$/.exec(text.slice(earliest, at).replace(/^\S*/, ""))?.[1].length ?? 0);
    const latest = Math.max(last, from + WINDOW);
    if (latest >= text.length) return [from, text.length];
    return [from, last + (/^[^]*(?=\s)/.exec(text.slice(last, latest))?.[0].length ?? latest - last)];
  }

  // The engine.

  const named = ([id, title, ...names]) => ({ id, title, names });
  const manifestOf = ({ n, facets }) => ({ n, facets: facets.map((it) => ({ ...it, terms: it.terms.map(named) })) });

  function open(base) {
    const load = cacheOf(base);
    let opened;
    const current = () => {
      opened ??= fetchShard(base, "m").then((bytes) => new Index(load, textOf(bytes)));
      opened.catch(() => (opened = undefined));
      return opened;
    };

    /** Does something with the index, and where the site was published anew meanwhile, maybe again with the new one. */
    const using = (work, again) => async (...values) => {
      const index = await current();
      try {
        return await work(index, ...values);
      } catch (error) {
        if (!(error instanceof Missing)) throw error;
        opened = undefined;
        const renewed = await current();
        if (renewed.text === index.text) throw error;
        if (again) return work(renewed, ...values);
        throw anew();
      }
    };

    return {
      manifest: using(manifestOf, true),
      run: using((index, text, options = {}) => answer(index, text, options), true),
      rows: using((index, ids, options) => rowsOf(index, Array.from(ids), options)),
      excerpt: using(async (index, doc, marker, edition) => {
        same(index, edition);
        return excerptOf(await index.sections(doc), marker);
      }),
      complete: using(({ facets }, text, caret) => complete(facets, text, caret), true),
      mark: CasebookSearch.mark,
    };
  }

  function supported() {
    try {
      return Boolean(new DecompressionStream("deflate-raw"));
    } catch {
      return false;
    }
  }

  Object.assign(CasebookSearch, { open, supported: supported() });
  Object.assign(CasebookSearch.parts, { cacheOf, distance, dayOf, excerptOf, lettersOf, narrow, nearest, ordered, parse, complete });
})();
