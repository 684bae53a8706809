// The page of all cases as a search: the list that stands there gives way to results as soon as anything is asked, and
// the address says what was asked. Needs search-view.js.
"use strict";
(() => {
  const { LONGEST, el, number, cases, marked, grade, addressOf, titleOf, facts, rowsOf, foundBy, open, latest, recent, completions, accept, settled, sentence } =
    CasebookSearch.view;
  const A_PAGE = 10;
  const TERMS = 8; // of a filter, before "Show all"
  const TYPING = 100; // milliseconds
  const OWN = ["q", "from", "to", "sort", "h"];

  const $ = (id) => document.getElementById(id);
  const [form, field, sort, all, count, said, toggle] = ["search", "q", "sort", "all", "count", "said", "filters"].map($);
  const section = all.parentElement;
  const side = document.querySelector(".finder aside");
  const links = [...side.children]; // to browse by, until filters stand there
  const everything = count.textContent;
  const title = $("found");
  const newest = title.textContent;

  const note = el("div", { class: "note", hidden: true });
  const hits = el("ol", { class: "hits", "aria-labelledby": "found", hidden: true });
  const more = el("button", { type: "button", class: "more", hidden: true, click: showMore });
  const chips = el("ul", { class: "chips", "aria-label": "Filters in use", hidden: true });
  const offers = el("div", { class: "offers", id: "offers", role: "listbox", "aria-label": "Completions", hidden: true });
  const panel = el("div", { class: "panel", id: "panel" });
  form.append(offers);
  all.before(note, hits, more);
  section.querySelector(".bar").after(chips);

  let state = read();
  let manifest; // of the last result
  let marker;
  let found; // the last result
  const ask = latest(answer, fail);

  // The address.

  function read() {
    const address = new URLSearchParams(location.search);
    const filters = {};
    for (const [key, value] of address) if (!OWN.includes(key)) filters[key] = value.split(",").filter(Boolean);
    const of = (name) => address.get(name) ?? "";
    return { q: of("q").slice(0, LONGEST), from: of("from"), to: of("to"), sort: of("sort"), filters, shown: history.state?.shown ?? A_PAGE };
  }

  function write(push) {
    const { q, filters, from, to, sort } = state;
    const values = { q: q.trim() && q, ...filters, from, to, sort };
    const pairs = Object.entries(values).filter(([, value]) => value?.length);
    const query = pairs.map(([key, value]) => `${key}=${[value].flat().map(encodeURIComponent).join(",")}`).join("&");
    const address = `${location.pathname}${query && `?${query}`}`;
    if (address !== location.pathname + location.search || !push) {
      history[push ? "pushState" : "replaceState"]({ shown: state.shown }, "", address);
    }
  }

  /** Asks for something else; what is chosen is a step that "back" undoes, what is typed is not. */
  function change(values, delay) {
    const typing = delay !== undefined;
    if (!typing) write(false); // what was typed a moment ago is what "back" leads to
    state = { ...state, shown: A_PAGE, ...values };
    if (!typing) write(true);
    ask(delay);
  }

  // Answers.

  /** The words of a text that nothing has all of, not even without any one of them. */
  const apart = ({ total, unfiltered, without }) =>
    total || unfiltered || without.length < 2 || without.some(({ count }) => count) ? [] : without.map(({ word }) => word);

  const idle = () => {
    const known = (key) => !manifest || manifest.facets.some((facet) => facet.key === key); // an address may say more
    const chosen = Object.entries(state.filters).some(([key, ids]) => ids.length && known(key));
    return !state.q.trim() && !state.from && !state.to && !state.sort && !chosen;
  };

  /** How results are sorted; without words, none is more relevant than another. */
  const order = () => (state.sort && (state.sort !== "relevance" || state.q.trim()) ? state.sort : state.q.trim() ? "relevance" : "date");

  async function answer(signal) {
    write(false);
    if (idle()) rest();
    sort.options[0].disabled = !state.q.trim();
    sort.value = order();
    const slow = setTimeout(() => signal.aborted || idle() || skeleton(), 200);
    try {
      if (!CasebookSearch.supported) throw new Error("this browser is too old for the search");
      const { filters, from, to } = state;
      const q = await settled(field, state.q);
      const result = await foundBy(q, { filters, from, to, sort: order(), signal }, idle() ? 0 : state.shown, { minutes: order() === "duration", late });
      const [others, alone] = await Promise.all([
        Promise.all(result.without.filter(({ count }) => count).map(({ word, rest }) => counted(word, rest, { filters, from, to, signal }))),
        Promise.all(apart(result).map((word) => counted(word, `${word} `, { filters, from, to, signal }))),
      ]);
      if (signal.aborted) return;
      found = { ...result, others, alone };
      ({ marker, manifest } = result);
      showFilters();
      if (idle()) rest();
      else show(result.rows);
    } finally {
      clearTimeout(slow);
    }
  }

  /** How many cases another text would find. */
  const counted = async (word, text, options) => ({ word, text, count: (await open().run(text, options)).total });

  /** Nothing is asked: the list as it came. */
  function rest() {
    title.textContent = newest;
    for (const it of [note, hits, more]) it.hidden = true;
    all.hidden = false;
    count.textContent = everything;
    say("");
  }

  function skeleton() {
    if (!hits.hidden || !note.hidden) return hits.setAttribute("aria-busy", "true");
    const line = () => el("li", { class: "ghost", "aria-hidden": "true" }, ...["title", "meta", "excerpt"].map((name) => el("p", { class: name })));
    all.hidden = true;
    hits.hidden = false;
    // As long as the list will be, where somebody comes back to a place in it.
    hits.replaceChildren(...Array.from({ length: state.shown > A_PAGE ? state.shown : 5 }, line));
    count.textContent = "Searching…";
  }

  function show(rows) {
    const { total, documents, took } = found;
    const words = notes();
    title.textContent = "Results";
    all.hidden = true;
    note.hidden = !words.length;
    note.replaceChildren(...words);
    hits.hidden = !total;
    hits.removeAttribute("aria-busy");
    hits.replaceChildren(...rows.map(hit));
    const sum = total ? `${number(total)} of ${cases(documents)}` : "No results";
    count.replaceChildren(sum, ...(total ? [" ", el("span", { class: "took" }, `in ${Math.max(1, Math.round(took))} ms`)] : []));
    showMoreButton();
    say(`${sum}${found.corrected ? `, for ${found.corrected}` : ""}`);
  }

  function hit(row) {
    const link = el("a", { href: addressOf(row, marker), click: remember }, titleOf(row, marker));
    const item = el("li", {}, el("h3", {}, link), el("p", { class: "meta" }, ...facts(row, manifest, marker)), el("p", { class: "excerpt", dir: "auto", lang: row.lang || null }));
    row.item = item;
    if (row.excerpt) late(row);
    return item;
  }

  /** Fills in where a case has what was asked for, once it is known. */
  function late(row) {
    if (!row.item) return; // not shown yet
    const { anchor, heading, pieces } = row.excerpt;
    const place = heading && el("a", { class: "place", href: addressOf(row, marker, anchor), click: remember }, ...marked(CasebookSearch.mark(heading, marker)));
    row.item.lastChild.replaceChildren(...(place ? [place, " "] : []), ...marked(pieces));
  }

  const remember = () => recent.add(state.q);

  function showMoreButton() {
    const left = found.total - hits.children.length;
    more.hidden = left <= 0;
    more.textContent = `Show ${Math.min(left, A_PAGE)} more of ${number(found.total)}`;
  }

  async function showMore() {
    const [asked, of, start] = [state, found, hits.children.length];
    const overtaken = () => asked !== state || of !== found;
    more.disabled = true;
    try {
      const rows = await rowsOf(of, start, start + A_PAGE, { minutes: order() === "duration", late });
      if (overtaken()) return;
      hits.append(...rows.map(hit));
      state.shown = hits.children.length;
      write(false);
      showMoreButton();
      hits.children[start].querySelector("a").focus();
      say(`${hits.children.length} of ${number(found.total)} shown`);
    } catch (error) {
      if (!overtaken()) fail(error);
    } finally {
      more.disabled = false;
    }
  }

  let saying;

  /** Reads out, but not while somebody types. */
  function say(words) {
    clearTimeout(saying);
    saying = setTimeout(() => (said.textContent = words), 500);
  }

  // What has to be said about a result.

  const quoted = (text) => el("b", {}, el("bdi", {}, text.trim()));
  const button = (words, work) => el("button", { type: "button", class: "text", click: work }, ...words);
  const typed = (text) => {
    field.value = text;
    field.focus();
    change({ q: text });
  };

  function notes() {
    const { corrected, corrections, total, unfiltered, others, alone, query } = found;
    if (corrected && total) {
      const unknown = corrections.flatMap(({ from }, i) => [i ? ", " : "", quoted(from)]);
      return [el("p", {}, "Showing results for ", button([quoted(corrected)], () => typed(corrected)), ". No case has ", ...unknown, ".")];
    }
    if (total) return [];
    const ways = [];
    for (const { word, value } of query.unknown) ways.push(el("li", {}, el("code", {}, `${word}:${value}`), " is not a term of this site."));
    if (unfiltered) ways.push(el("li", {}, button([`Clear the filters`], clear), `: ${cases(unfiltered)} without them.`));
    for (const { word, text, count } of others.filter(({ count }) => count)) {
      ways.push(el("li", {}, button(["Leave out ", quoted(word)], () => typed(text)), `: ${cases(count)} ${count === 1 ? "has" : "have"} the rest.`));
    }
    for (const { word, text, count } of alone.filter(({ count }) => count)) {
      ways.push(el("li", {}, button(["Only ", quoted(word)], () => typed(text)), `: ${cases(count)}.`));
    }
    const browse = links.flatMap((it) => [...it.querySelectorAll("h3 a")]).flatMap((it, i) => [i ? ", " : "", el("a", { href: it.href }, it.textContent.toLowerCase())]);
    return [
      el("p", { class: "none" }, unfiltered ? "No case is left by these filters." : state.q.trim() ? "No case matches all of this." : "No case is left."),
      ...(ways.length ? [el("ul", {}, ...ways)] : []),
      el("p", {}, ways.length ? "Or browse by " : "Browse by ", ...browse, "."),
    ];
  }

  function fail(error) {
    rest();
    showChips();
    toggle.hidden = !rows.size;
    if (idle()) return;
    note.hidden = false;
    note.replaceChildren(
      el("p", { class: "none" }, CasebookSearch.supported ? "The search does not work at the moment." : "The search does not work here."),
      el("p", {}, `${sentence(error)} `, ...(CasebookSearch.supported ? [button(["Try again"], () => (field.focus(), ask())), ". "] : []), "All cases are listed below."),
    );
    say(note.textContent);
  }

  // Filters. Their order never changes; what nobody would find is hidden, but not under the pointer.

  let built; // the edition whose filters stand there
  const rows = new Map(); // "facet:term" → {row, box, count, n}
  const opened = new Set(); // filters that show all their terms
  const wide = matchMedia("(min-width: 64rem)");

  function showFilters() {
    if (built !== found.edition) build();
    for (const { key, terms } of manifest.facets) {
      terms.forEach(({ id }, nth) => {
        const it = rows.get(`${key}:${id}`);
        it.box.checked = (state.filters[key] ?? []).includes(id);
        it.n = found.counts[key][nth];
        it.count.textContent = number(it.n);
        it.row.classList.toggle("zero", !it.n);
      });
    }
    // A day that is being typed is not one yet.
    for (const [input, day] of [[from, state.from], [to, state.to]]) if (input !== document.activeElement) input.value = day;
    if (!busy()) tidy();
    showChips();
  }

  function tidy() {
    for (const fieldset of panel.querySelectorAll("fieldset[data-key]")) {
      const there = [...rows.values()].filter(({ row }) => fieldset.contains(row));
      const open = opened.has(fieldset.dataset.key);
      let left = open ? Infinity : TERMS;
      for (const { row, box, n } of there) row.hidden = !(box.checked || (n > 0 && left-- > 0));
      fieldset.hidden = there.every(({ row }) => row.hidden);
      const some = there.filter(({ n }) => n).length;
      const rest = fieldset.querySelector("button");
      rest.hidden = some <= TERMS;
      rest.textContent = open ? "Show fewer" : `Show all ${some}`;
      rest.setAttribute("aria-expanded", String(open));
    }
  }
  const busy = () => panel.matches(wide.matches ? ":hover, :focus-within" : ":focus-within");
  panel.addEventListener("pointerleave", () => busy() || (found && tidy()));
  panel.addEventListener("focusout", ({ relatedTarget }) => panel.contains(relatedTarget) || panel.matches(":hover") || (found && tidy()));

  function build() {
    built = found.edition;
    toggle.hidden = false;
    rows.clear();
    panel.replaceChildren(dates(), ...manifest.facets.map(facet));
    panel.prepend(...[...panel.children].filter((it) => it.dataset.key === "severity"));
    place();
    wide.addEventListener("change", place);
  }

  /** Beside the results; where there is no room, above them behind a button. */
  function place() {
    const title = el("h2", { class: "label", id: "browse" }, "Narrow down");
    if (wide.matches) side.replaceChildren(title, panel);
    else section.querySelector(".bar").after(panel);
    side.hidden = !wide.matches;
    panel.hidden = !wide.matches && toggle.getAttribute("aria-expanded") === "false";
  }
  toggle.setAttribute("aria-controls", "panel");
  toggle.addEventListener("click", () => {
    panel.hidden = toggle.getAttribute("aria-expanded") === "true";
    toggle.setAttribute("aria-expanded", String(!panel.hidden));
  });

  function facet({ key, title, terms }) {
    const counts = found.counts[key];
    const order = terms.map((term, nth) => ({ ...term, nth }));
    if (key !== "severity") order.sort((a, b) => counts[b.nth] - counts[a.nth]);
    const rest = el("button", { type: "button", class: "text", hidden: true, click: () => (opened.delete(key) || opened.add(key), tidy()) });
    const choices = order.map(({ id, title, nth }) => choice(key, id, key === "severity" ? grade(nth, title) : title));
    return el("fieldset", { "data-key": key }, el("legend", {}, title), ...choices, rest);
  }

  function choice(key, id, words) {
    const box = el("input", { type: "checkbox", value: id, autocomplete: "off", change: () => choose(key, id, box.checked) });
    const count = el("span", { class: "n" });
    const row = el("label", { class: "choice" }, box, el("span", {}, words), count);
    rows.set(`${key}:${id}`, { row, box, count, n: 0 });
    return row;
  }

  function choose(key, id, wanted) {
    const others = (state.filters[key] ?? []).filter((it) => it !== id);
    change({ filters: { ...state.filters, [key]: wanted ? [...others, id] : others } });
  }

  // A year that is being typed is 0002 before it is 2026.
  const date = (name) =>
    el("input", { type: "date", min: "1970-01-01", max: "9999-12-31", autocomplete: "off", change: ({ target }) => target.validity.valid && change({ [name]: target.value }) });
  const from = date("from");
  const to = date("to");
  const dates = () =>
    el("fieldset", { class: "dates" }, el("legend", {}, "Started"), el("label", {}, el("span", {}, "From"), from), el("label", {}, el("span", {}, "To"), to));

  /** What an identifier is likely to be called, until the index says it. */
  const named = (id) => id.replace(/[-_]/g, " ").replace(/^./u, (first) => first.toUpperCase());

  function showChips() {
    const { filters, from, to } = state;
    const facets = manifest?.facets ?? Object.entries(filters).map(([key, ids]) => ({ key, title: named(key), terms: ids.map((id) => ({ id, title: named(id) })) }));
    const chosen = facets.flatMap(({ key, title, terms }) =>
      terms.filter(({ id }) => filters[key]?.includes(id)).map((term) => [`${title}: ${term.title}`, () => choose(key, term.id, false)]),
    );
    if (from) chosen.push([`From ${from}`, () => change({ from: "" })]);
    if (to) chosen.push([`To ${to}`, () => change({ to: "" })]);
    if (chosen.length > 1) chosen.push(["Clear all", clear, true]);
    const held = [...chips.children].findIndex((it) => it.contains(document.activeElement));
    chips.hidden = !chosen.length;
    chips.replaceChildren(
      ...chosen.map(([words, work, plain]) =>
        el("li", {}, el("button", { type: "button", class: plain ? "text" : "chip", "aria-label": plain ? null : `Remove ${words}`, click: work }, words)),
      ),
    );
    if (held >= 0) (chips.children[Math.min(held, chips.children.length - 1)]?.firstChild ?? field).focus();
    toggle.textContent = chosen.length ? `Filters (${chosen.filter(([, , plain]) => !plain).length})` : "Filters";
  }

  function clear() {
    field.focus({ preventScroll: true });
    change({ filters: {}, from: "", to: "" });
  }

  // The field.

  const active = () => offers.querySelector("[aria-selected=true]");
  let awaited; // completions; others come too late

  async function offer() {
    if (!field.value.trim()) return lately();
    const asked = (awaited = completions(field).catch(() => []));
    const all = await asked;
    if (asked !== awaited) return;
    offers.setAttribute("aria-label", "Completions");
    offers.replaceChildren(
      ...all.map((it, nth) =>
        el("div", { role: "option", id: `offer${nth}`, "aria-selected": "false", click: () => accept(field, it), pointerdown: (event) => event.preventDefault() }, el("code", {}, it.value), el("span", { class: "meta" }, it.label)),
      ),
    );
    close(!all.length || document.activeElement !== field);
  }

  /** An empty field offers what was searched for before. */
  function lately() {
    const again = (text) => () => {
      field.value = text;
      close();
      change({ q: text });
    };
    offers.setAttribute("aria-label", "Searched lately");
    offers.replaceChildren(
      ...recent.all().map((text, nth) =>
        el("div", { role: "option", id: `offer${nth}`, "aria-selected": "false", click: again(text), pointerdown: (event) => event.preventDefault() }, el("bdi", {}, text)),
      ),
    );
    close(!offers.children.length || document.activeElement !== field);
  }

  function close(shut = true) {
    awaited = undefined;
    offers.hidden = shut;
    field.setAttribute("aria-expanded", String(!shut));
    field.removeAttribute("aria-activedescendant");
  }

  function step(by) {
    const all = [...offers.children];
    const at = all.indexOf(active());
    all[at]?.setAttribute("aria-selected", "false");
    const next = all[at < 0 && by < 0 ? all.length - 1 : (at + by + all.length) % all.length];
    next.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", next.id);
  }

  function keys(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (!offers.hidden && by) step(by);
    else if (!offers.hidden && event.key === "Enter" && active()) active().click();
    else if (!offers.hidden && event.key === "Escape") close();
    else if (by === 1 && !hits.hidden) hits.querySelector("a")?.focus();
    else return;
    event.preventDefault();
  }

  function walk(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const titles = [...hits.querySelectorAll("h3 a")];
    const at = titles.findIndex((it) => it.closest("li").contains(document.activeElement));
    if (!by || at < 0) return;
    event.preventDefault();
    (titles[at + by] ?? (by < 0 ? field : more.hidden ? titles[at] : more)).focus();
  }

  function typing() {
    offer();
    change({ q: field.value }, TYPING);
  }

  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": "offers", "aria-autocomplete": "list" })) {
    field.setAttribute(name, value);
  }
  field.addEventListener("input", (event) => event.isComposing || typing());
  field.addEventListener("compositionend", typing);
  field.addEventListener("keydown", keys);
  field.addEventListener("focus", () => field.value.trim() || lately());
  field.addEventListener("blur", () => close());
  hits.addEventListener("keydown", walk);
  sort.addEventListener("change", () => change({ sort: sort.value === (state.q.trim() ? "relevance" : "date") ? "" : sort.value }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    close();
    remember();
    ask();
  });
  addEventListener("popstate", () => {
    if (location.hash) return; // a place in the page
    close();
    state = read();
    begin();
  });

  function begin() {
    field.value = state.q;
    showChips();
    if (!idle()) skeleton();
    ask();
  }
  begin();
})();
