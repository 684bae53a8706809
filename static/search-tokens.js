// The words of a text, of a query and of a page: read here as the index reads them (docs/search.md, "Tokens"), so that
// what is marked is what was found. Case pages need this file alone.
//
//   CasebookSearch.marker(param) → marker              param: what ?h= carries
//   CasebookSearch.mark(text, marker) → [{text, mark}]
//   CasebookSearch.highlight(root, marker) → {count, first: an element or null, clear()}
//       marks are the CSS highlight "search" (style ::highlight(search)), or <mark> where the browser has no such
"use strict";
globalThis.CasebookSearch = { parts: {} };
(() => {
  const UNSPACED =
    "\\u0E00-\\u0EFF\\u1000-\\u109F\\u1780-\\u17FF\\u3005-\\u3007\\u3040-\\u30FF\\u31F0-\\u31FF\\u3400-\\u4DBF" +
    "\\u4E00-\\u9FFF\\uAC00-\\uD7A3\\uF900-\\uFAFF\\uFF66-\\uFF9F\\u{20000}-\\u{2FA1F}\\u{30000}-\\u{3134F}";
  // Most letters are those of ASCII: they are told at once.
  const LETTER = `(?:[0-9A-Za-z]|(?![\\x00-\\x7F${UNSPACED}])[\\p{Alphabetic}\\p{N}\\p{M}])`;
  const ATOM = `${LETTER}+`;
  const JOINT = "__|::|[-.:/@'’_]";
  const RUN = new RegExp(`[${UNSPACED}]+|${ATOM}(?:(?:${JOINT})${ATOM})*`, "gu");
  const PIECES = new RegExp(`(${ATOM})(${JOINT})?`, "gu");
  const SPACELESS = new RegExp(`^[${UNSPACED}]`, "u");
  const SIGN = new RegExp(`(?=([+#]{1,2}))\\1(?!${LETTER})`, "uy");
  const HUMP = /(?<=\p{Lowercase})(?=\p{Uppercase})|(?<=[\p{Uppercase}\p{N}])(?=\p{Uppercase}\p{Lowercase})/u;

  const LONGEST_ATOM = 48;
  const LONGEST_TERM = 64;
  const WHOLE = "whole"; // what an exact identifier counts: more than any percentage

  // Marks that a reader leaves out when typing.
  const ACCENTS =
    /[\u0300-\u036F\u0591-\u05C7\u064B-\u065F\u0670\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F]/g;
  const PLAIN = { ς: "σ", ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", "’": "'" };

  /** Makes terms comparable: without case, accents and the many ways to write one character. */
  function fold(text) {
    if (/^[\x00-\x7F]*$/.test(text)) return text.toLowerCase();
    // One scalar at a time: JavaScript would lower a final sigma by its context.
    const lower = Array.from(text.normalize("NFKD").replace(ACCENTS, ""), (c) => c.toLowerCase()).join("");
    return lower.replace(/[ςßæœøłđðþı’]/g, (c) => PLAIN[c]).normalize("NFC");
  }

  const scalars = (text) => (/[\uD800-\uDFFF]/.test(text) ? Array.from(text).length : text.length);
  const cut = (text) => (text.length <= LONGEST_ATOM ? text : Array.from(text).slice(0, LONGEST_ATOM).join(""));
  const fits = (term) => scalars(term) <= LONGEST_TERM;
  const isVersion = (term) => /^v[0-9]+$/.test(term);
  const isTimestamp = (text) => /^[0-9].{3}-/u.test(text) && text.includes("T") && scalars(text) >= 16;

  /**
   * The words, compounds and unspaced runs of a text: {start, end, text, unspaced, atoms, sign}. An atom is {start, end,
   * raw, folded, joint: what joins it to the next, folded}; `sign` is what makes C into C++.
   */
  function* runs(text) {
    for (const { 0: raw, index } of text.matchAll(RUN)) {
      const unspaced = SPACELESS.test(raw);
      const run = { start: index, end: index + raw.length, text: raw, unspaced, sign: "" };
      run.atoms = unspaced ? pairs(run) : atoms(run);
      if (!unspaced && run.atoms.length === 1) {
        SIGN.lastIndex = run.end;
        run.sign = SIGN.exec(text)?.[1] ?? "";
      }
      yield run;
    }
  }

  function atoms({ start, text }) {
    return Array.from(text.matchAll(PIECES), ({ 1: raw, 2: joint = "", index }) => {
      return { start: start + index, end: start + index + raw.length, raw, folded: fold(raw), joint: fold(joint) };
    });
  }

  /** Overlapping pairs, then the last character alone, so that every character is the beginning of some term. */
  function pairs({ start, text }) {
    const all = Array.from(text);
    return all.map((c, i) => {
      const raw = c + (all[i + 1] ?? "");
      const atom = { start, end: start + raw.length, raw, folded: fold(raw) };
      start += c.length;
      return atom;
    });
  }

  /** Every term of a text: {kind, term, start, end, position, atoms of a compound}; what is derived has no position. */
  function tokens(text) {
    const found = [];
    let position = 0;
    const add = (kind, term, { start, end, atoms }) => {
      const placed = kind === "word" || kind === "pair" || kind === "last";
      if (term) found.push({ kind, term, start, end, atoms, position: placed ? position++ : null });
    };
    for (const run of runs(text)) {
      if (run.unspaced) run.atoms.forEach((atom, i) => add(run.atoms[i + 1] ? "pair" : "last", atom.folded, atom));
      else word(run, add);
    }
    return found;
  }

  function word(run, add) {
    const { atoms, start, end, sign } = run;
    const compound = atoms.length > 1 && !isTimestamp(run.text);
    const tails = compound ? tailsOf(atoms) : [];
    atoms.forEach((atom, i) => {
      const tail = atom.joint && tails[i];
      if (tail) add(i ? "tail" : "compound", tail, { start: atom.start, end, atoms: atoms.slice(i) });
      if (tail && isVersion(atom.folded)) add("digits", tail.slice(1), { start: atom.start, end, atoms: atoms.slice(i) });
      if (compound && i === 0) add("joined", withoutHyphen(run), { start, end });
      const term = cut(atom.folded);
      add("word", term, atom);
      if (isVersion(term)) add("digits", term.slice(1), atom);
      for (const part of parts(atom)) add("part", part.term, part);
    });
    const term = atoms[0].folded;
    if (sign && term && fits(term + sign)) add("sign", term + sign, { start, end: end + sign.length });
  }

  /** For each of the last atoms the compound from there on, while it is short enough for a term. */
  function tailsOf(atoms) {
    const tails = [];
    let term = "";
    for (let i = atoms.length - 1; i >= 0; i--) {
      term = atoms[i].folded + atoms[i].joint + term;
      if (!fits(term)) break;
      tails[i] = term;
    }
    return tails;
  }

  const wholeOf = ({ atoms }) => atoms.map(({ folded, joint }) => folded + joint).join("");

  /** `fail-over`: also `failover`. */
  function withoutHyphen({ atoms, text }) {
    const [{ folded, joint }, second] = atoms;
    const both = atoms.length === 2 && joint === "-" && !/\p{N}/u.test(text) ? folded + second.folded : "";
    return fits(both) ? both : "";
  }

  /** `OOMKilled`: `oom` and `killed`. */
  function parts({ start, raw, folded }) {
    if (raw.slice(1) === folded.slice(1)) return []; // no upper case, as in nearly every word
    const pieces = cut(raw).split(HUMP);
    const seen = new Set();
    return pieces.flatMap((piece) => {
      const part = { start, end: (start += piece.length), term: cut(fold(piece)) };
      if (pieces.length === 1 || scalars(piece) < 3 || seen.has(part.term)) return [];
      seen.add(part.term);
      return [part];
    });
  }

  // Units: what must all be found.

  const STEM = /(?:ments?|ings?|ions?|ers?|ors?|ages?|ies|es|ed|s|e|(?<![aeiou])y)$/;
  const ENDINGS = " s es ed d ing er ers ion ions or ors age ages ment ments y ies ly al e".split(" ");
  const JOINERS = ["-", ".", ":", "/", "@", "'", "_"];

  /** The words that share the stem of a word. */
  function inflections(word) {
    if (!/^[a-z]{5,}$/.test(word)) return [];
    const bare = word.replace(STEM, "");
    const stem = bare.length < 4 ? word : bare.replace(/([^ls])\1$/, "$1");
    const all = [stem, stem + stem[stem.length - 1]].flatMap((stem) => ENDINGS.map((ending) => stem + ending));
    return [...new Set(all)].filter((other) => other !== word);
  }

  /**
   * The units of a text: {start, end, text, open, size, exact, begun, phrase, rate}. `exact` are terms, and `begun` beginnings of
   * terms, each with what it counts, in percent; `phrase` are terms at successive positions; `size` counts atoms.
   * `open` is the last one that nothing follows yet: it may go on.
   */
  function unitsOf(text, typing) {
    return Array.from(runs(text), (run) => unitOf(run, typing && run.end === text.length)).filter(({ size }) => size);
  }

  function unitOf(run, open) {
    const { start, end, atoms, sign } = run;
    const terms = placed(run);
    const unit = { start, end: end + sign.length, text: run.text + sign, open, size: terms.length, exact: [], begun: [] };
    if (run.unspaced && atoms.length > 1) Object.assign(unit, { phrase: terms.slice(0, -1), rate: 100 });
    else if (run.unspaced) unit.begun = [[terms[0], 100]];
    else if (sign) unit.exact = [[atoms[0].folded + sign, WHOLE]];
    else if (atoms.length > 1) describeCompound(unit, run);
    else unit.exact = [[terms[0], 100], ...inflections(terms[0]).map((term) => [term, 35])];
    if (open && !sign && unit.exact.length) unit.begun.push([unit.exact[0][0], 25]);
    return unit;
  }

  function describeCompound(unit, run) {
    const whole = wholeOf(run);
    const other = withoutHyphen(run);
    unit.exact = other ? [[whole, WHOLE], [other, 80]] : [[whole, WHOLE]];
    unit.begun = JOINERS.map((joiner) => [whole + joiner, 80]);
    unit.loose = { ...phraseOf(run.text, unit.start, unit.end), rate: 80 };
  }

  const placed = ({ atoms }) => atoms.map((atom) => cut(atom.folded)).filter(Boolean);

  /** A quotation; or the atoms of a compound that is nowhere as a whole. */
  function phraseOf(text, start, end) {
    const all = [...runs(text)];
    // Where an unspaced run may go on, its last character is no term of its own yet.
    const phrase = all.flatMap((run, i) => placed(run).slice(0, run.unspaced && run.atoms[1] && !all[i + 1] ? -1 : undefined));
    return { start, end, text: `"${text}"`, size: phrase.length, exact: [], begun: [], phrase, rate: 100 };
  }

  // Markers: units, ready to be found in texts.

  function markerOf(units) {
    const exact = new Map();
    units.forEach((unit, i) => {
      for (const [term] of unit.exact) exact.set(term, [...(exact.get(term) ?? []), i]);
    });
    // What the address of a page carries: the units in words. A space says that the last one is finished.
    const last = units[units.length - 1];
    const param = units.map(({ text }) => text).join(" ") + (!last || last.open || last.phrase ? "" : " ");
    return { param, units, exact };
  }

  function marker(param) {
    const phrases = [];
    const rest = param.replace(/"([^"]*)"/g, (all, text, start) => {
      phrases.push(phraseOf(text, start));
      return " ".repeat(all.length);
    });
    const units = [...phrases, ...unitsOf(rest, true)].filter(({ size }) => size);
    return markerOf(units.sort((a, b) => a.start - b.start));
  }

  /** Where a text has a marker's units: [{start, end, unit}] in order. */
  function hits(text, { units, exact }) {
    const found = [];
    const all = tokens(text);
    for (const { start, end, term, atoms } of all) {
      for (const unit of exact.get(term) ?? []) found.push({ start, end, unit });
      units.forEach(({ begun, size }, unit) => {
        // What goes on behind the last atom was not asked for.
        const until = atoms?.[size - 1]?.end ?? end;
        if (begun.some(([beginning]) => term.startsWith(beginning))) found.push({ start, end: until, unit });
      });
    }
    const inOrder = all.filter(({ position }) => position !== null);
    units.forEach(({ phrase }, unit) => phrase && findPhrase(text, inOrder, phrase, (place) => found.push({ ...place, unit })));
    return found.sort((a, b) => a.start - b.start || b.end - a.end);
  }

  function findPhrase(text, all, phrase, add) {
    const sameLine = (a, b) => !text.slice(a.end, b.start).includes("\n");
    all.forEach(({ start }, i) => {
      const has = (term, k) => all[i + k]?.term === term && (!k || sameLine(all[i + k - 1], all[i + k]));
      if (phrase.every(has)) add({ start, end: all[i + phrase.length - 1].end });
    });
  }

  /** A text, or a part of it, cut where marks begin and end: [{text, mark}]. */
  function mark(text, marker, found = hits(text, marker), from = 0, to = text.length) {
    const pieces = [];
    const add = (end, mark) => {
      if (end > from) pieces.push({ text: text.slice(from, end), mark });
      from = Math.max(from, end);
    };
    for (const { start, end } of found) {
      add(Math.min(start, to), false);
      add(Math.min(end, to), true);
    }
    add(to, false);
    return pieces;
  }

  // Pages.

  // Text goes on across these; any other element begins a new line, as it does in the index.
  const INLINE = /^(A|ABBR|B|BDI|BDO|CITE|CODE|DEL|DFN|EM|I|INS|KBD|MARK|Q|S|SAMP|SMALL|SPAN|STRONG|SUB|SUP|TIME|U|VAR|WBR)$/;
  const SILENT = "script, style, template, svg, select, textarea, [hidden]";

  /** The text below an element, and where in it each text node begins. */
  function textOf(root) {
    const nodes = [];
    let text = "";
    let block;
    const walker = document.createTreeWalker(root, 5, (node) => (node.matches?.(SILENT) ? 2 : 1));
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.tagName === "BR") text += "\n";
      if (node.nodeType !== 3) continue;
      let parent = node.parentNode;
      while (parent !== root && INLINE.test(parent.tagName)) parent = parent.parentNode;
      if (parent !== block) text += "\n";
      block = parent;
      nodes.push({ node, start: text.length });
      text += node.data;
    }
    return { text, nodes };
  }

  /** Marks the text below an element. */
  function highlight(root, marker) {
    const { text, nodes } = textOf(root);
    const pieces = mark(text, marker);
    const ranges = [];
    let at = 0;
    let next = 0;
    for (const piece of pieces) {
      const end = at + piece.text.length;
      while (nodes[next] && nodes[next].start + nodes[next].node.length <= at) next++;
      for (let i = next; piece.mark && nodes[i]?.start < end; i++) ranges.push(rangeIn(nodes[i], at, end));
      at = end;
    }
    const first = ranges[0]?.startContainer.parentElement ?? null;
    const clear = globalThis.CSS?.highlights ? colour(ranges) : wrap(ranges, root);
    return { count: pieces.filter((piece) => piece.mark).length, first, clear };
  }

  function rangeIn({ node, start }, from, to) {
    const range = document.createRange();
    range.setStart(node, Math.max(0, from - start));
    range.setEnd(node, Math.min(node.length, to - start));
    return range;
  }

  function colour(ranges) {
    CSS.highlights.set("search", new Highlight(...ranges));
    return () => CSS.highlights.delete("search");
  }

  function wrap(ranges, root) {
    // From the end, so that text nodes of earlier ranges stay whole.
    const marks = ranges.reverse().map((range) => {
      const mark = document.createElement("mark");
      range.surroundContents(mark);
      return mark;
    });
    return () => {
      for (const mark of marks) mark.replaceWith(...mark.childNodes);
      root.normalize();
    };
  }

  Object.assign(CasebookSearch, { marker, mark: (text, marker) => mark(text, marker), highlight });
  Object.assign(CasebookSearch.parts, { WHOLE, fold, runs, tokens, inflections, unitsOf, phraseOf, markerOf, hits, mark });
})();
