// What the search page and the quick search share: how a hit looks, what was searched for lately, and asking the index
// so that only the last question counts. Needs casebook.js and search.js.
"use strict";
CasebookSearch.view = (() => {
  const { root } = Casebook;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const KEPT = 5;
  const LONGEST = 1000; // characters of a question; it stands in the address
  const PATIENCE = 250; // milliseconds
  const PLACE = `casebook-searches ${root}`;
  let engine;

  /** An element; attributes that are functions listen, those that are false or missing are left out. */
  function el(tag, attributes = {}, ...children) {
    const made = tag === "svg" || tag === "use" ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") made.addEventListener(name, value);
      else if (value || value === 0 || value === "") made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children);
    return made;
  }

  const number = (n) => n.toLocaleString("en");
  const cases = (n) => `${n ? number(n) : "no"} ${n === 1 ? "case" : "cases"}`;
  const marked = (pieces) => pieces.map(({ text, mark }) => (mark ? el("mark", {}, text) : text));

  function day(iso) {
    const [year, month, day] = iso.split("-");
    return el("time", { datetime: iso }, `${Number(day)} ${MONTHS[month - 1]} ${year}`);
  }

  function duration(minutes) {
    const pair = (n, size, big, small) => `${Math.floor(n / size)} ${big}${n % size ? ` ${n % size} ${small}` : ""}`;
    if (minutes < 60) return `${minutes} min`;
    return minutes < 2880 ? pair(minutes, 60, "h", "min") : pair(Math.round(minutes / 60), 24, "d", "h");
  }

  /** A severity as on every page: bars and a word. */
  function grade(rank, title) {
    const bars = el("svg", { "aria-hidden": "true" }, el("use", { href: `#grade-${rank}` }));
    return el("span", { class: `grade grade-${rank}` }, bars, title);
  }

  /** The address of a case: words to be marked, and where on the page. */
  function addressOf({ href }, { param }, anchor) {
    return `${root}${href}${param ? `?h=${encodeURIComponent(param)}` : ""}${anchor ? `#${encodeURIComponent(anchor)}` : ""}`;
  }

  /** A case's title, marked. */
  const titleOf = (row, marker) => el("bdi", { lang: row.lang || null }, ...marked(CasebookSearch.mark(row.title, marker)));

  /** The facts below a title: when, how bad, whose, why, and what sets it apart. */
  function facts(row, { facets }, marker) {
    const term = (key) => {
      const facet = facets.find((facet) => facet.key === key);
      const [rank] = row.terms[key] ?? [];
      return facet?.terms[rank] && { ...facet.terms[rank], rank };
    };
    const severity = term("severity");
    const usual = (it) => !it || ["published", "unplanned"].includes(it.id);
    const id = CasebookSearch.mark(row.id, marker);
    return [
      day(row.day),
      severity && grade(severity.rank, severity.title),
      ...["squad", "root_cause"].map((key) => term(key) && el("span", {}, term(key).title)),
      ...["kind", "status"].map((key) => !usual(term(key)) && el("span", { class: "mark" }, term(key).title)),
      row.minutes !== undefined && el("span", {}, row.minutes === null ? "not resolved, or not known when" : `resolved after ${duration(row.minutes)}`),
      id.some(({ mark }) => mark) && el("code", {}, ...marked(id)),
    ].filter(Boolean);
  }

  /** Some rows of a result; with `late` also their excerpts, of which those that are slow come later, by `late(row)`. */
  async function rowsOf({ ids, marker, edition }, from, to, { minutes, late } = {}) {
    const rows = await open().rows(ids.slice(from, to), { minutes, edition });
    if (!late) return rows;
    const coming = rows.map(async (row) => {
      row.excerpt = await open().excerpt(row.doc, marker, edition).catch(() => ({ heading: "", pieces: [{ text: "Its text cannot be read at the moment." }] }));
      if (row.shown) late(row);
    });
    await Promise.race([Promise.all(coming), new Promise((done) => setTimeout(done, PATIENCE))]);
    for (const row of rows) row.shown = true;
    return rows;
  }

  /** What a text finds, how long that took, and its first rows; all of one edition of the site. */
  async function foundBy(text, options, count, how, again = true) {
    const begun = performance.now();
    const result = await open().run(text, options);
    const took = performance.now() - begun;
    try {
      return { ...result, took, rows: await rowsOf(result, 0, count, how) };
    } catch (error) {
      if (!again || error.name !== "PublishedAnew") throw error;
      return foundBy(text, options, count, how, false);
    }
  }

  const open = () => (engine ??= CasebookSearch.open(`${root}search/`));

  /** Work that is begun after a moment, and forgotten as soon as it is asked for again. */
  function latest(work, failed) {
    let timer;
    let last;
    const stop = () => {
      clearTimeout(timer);
      last?.abort();
    };
    const ask = (delay = 0) => {
      stop();
      const control = (last = new AbortController());
      const run = () => work(control.signal).catch((error) => control.signal.aborted || failed(error));
      timer = setTimeout(run, delay);
    };
    return Object.assign(ask, { stop });
  }

  /** What went wrong, as a sentence. */
  const sentence = ({ message }) => `${message[0].toUpperCase()}${message.slice(1).replace(/\.$/, "")}.`;

  // A browser may refuse to keep anything; then nothing is kept.
  const recent = {
    all() {
      try {
        return JSON.parse(localStorage.getItem(PLACE)).filter((it) => typeof it === "string");
      } catch {
        return [];
      }
    },
    add(text) {
      const words = text.trim();
      if (!words) return;
      try {
        const others = recent.all().filter((it) => it !== words);
        localStorage.setItem(PLACE, JSON.stringify([words, ...others].slice(0, KEPT)));
      } catch {}
    },
  };

  /** What may follow at the caret; a single letter of a word is no wish for an operator. */
  async function completions(field) {
    const { value, selectionStart: caret } = field;
    const all = caret === field.selectionEnd ? await open().complete(value, caret) : [];
    const typed = ({ from, to }) => value.slice(from, to);
    return all
      .filter((it) => (it.value.endsWith(":") ? typed(it).length > 1 : true) && it.value !== typed(it))
      .slice(0, 6);
  }

  /** A text without the operator at the caret whose value is still being typed: it says nothing yet. */
  async function settled({ value, selectionStart: caret }, text) {
    if (value !== text) return text;
    const [begun, minus, word, start] = /(?<!\S)(-?)([\p{L}_-]+):("[^"]*|[^\s"]*)$/u.exec(value.slice(0, caret)) ?? [];
    if (!begun || /^\S/.test(value.slice(caret))) return text;
    const { facets } = await open().manifest();
    const terms = facets.find(({ words }) => words.includes(word.toLowerCase()))?.terms;
    const typed = start.replace('"', "").toLowerCase();
    const whole = terms?.some(({ id, title, names }) => [id, title, ...names].some((it) => it.toLowerCase() === typed));
    const date = !terms && /^(before|after)$/i.test(word) && /^(\d{0,3}|\d{4}-\d?|\d{4}-\d\d-\d?)$/.test(typed);
    const more = terms && !whole && (await open().complete(value, caret)).length;
    return date || more ? value.slice(0, caret - begun.length) + value.slice(caret) : text;
  }

  /** Puts a completion in its place; a whole term is followed by a space. */
  function accept(field, { value, from, to }) {
    field.setRangeText(value.endsWith(":") ? value : `${value} `, from, to, "end");
    field.focus();
    field.dispatchEvent(new Event("input"));
  }

  return { LONGEST, el, number, cases, marked, grade, addressOf, titleOf, facts, rowsOf, foundBy, open, latest, recent, completions, accept, settled, sentence };
})();
