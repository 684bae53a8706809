// The quick search: a dialog with a field and a list that the arrows move in. Needs search-view.js.
"use strict";
CasebookSearch.dialog = (() => {
  const { LONGEST, el, number, cases, marked, addressOf, titleOf, facts, foundBy, latest, recent, completions, accept, settled, sentence } =
    CasebookSearch.view;
  const HITS = 8;
  const NEWEST = 3;
  const TYPING = 100; // milliseconds
  const DOUBLE = 400; // milliseconds

  let manifest;
  let answered; // the text that the list is for
  let eager; // Enter was faster than the answer
  let begun; // when it was opened
  const ask = latest(answer, fail);

  const field = el("input", {
    id: "quick:field",
    type: "text",
    role: "combobox",
    dir: "auto",
    placeholder: "An error, a host, a few words",
    "aria-label": "Search all postmortems",
    "aria-controls": "quick:list",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    maxlength: LONGEST,
    enterkeyhint: "search",
    input: (event) => {
      eager = undefined;
      if (event.isComposing) ask.stop();
      else ask(field.value ? TYPING : 0);
    },
    compositionend: () => ask(TYPING),
    keydown: key,
  });
  const close = el("button", { type: "button", click: () => dialog.close() }, "Close");
  const note = el("p", { class: "note" });
  const list = el("div", { id: "quick:list", role: "listbox", "aria-label": "Results" });
  const said = el("p", { class: "visually-hidden", role: "status" });
  const legend = el(
    "p",
    { class: "legend", "aria-hidden": "true" },
    ...[["↑ ↓", "move"], ["Enter", "open"], [/Mac/.test(navigator.platform) ? "⌘ Enter" : "Ctrl Enter", "in a new tab"], ["Esc", "close"]].map(([keys, does]) =>
      el("span", {}, el("kbd", {}, keys), ` ${does}`),
    ),
  );
  const dialog = el(
    "dialog",
    { class: "quick", "aria-label": "Search" },
    el("div", { class: "line" }, field, close),
    el("div", { class: "results" }, note, list),
    said,
    legend,
  );
  // A click beside it closes it; not the end of a selection, nor the second half of the double click that opened it.
  let beside;
  dialog.addEventListener("pointerdown", ({ target, timeStamp }) => (beside = target === dialog && timeStamp > begun + DOUBLE));
  dialog.addEventListener("click", ({ target }) => target === dialog && beside && dialog.close());
  dialog.addEventListener("close", () => {
    ask.stop();
    eager = undefined;
  });
  document.body.append(dialog);

  // Options.

  const options = () => [...list.querySelectorAll("[role=option]")];
  const active = () => list.querySelector("[aria-selected=true]");

  function select(option) {
    active()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  /** Shows groups of options; the one that Enter takes is the first of the first that is no mere offer. */
  function show(groups, words = []) {
    const there = groups.filter(({ options }) => options.length);
    list.replaceChildren(
      ...there.map(({ title, options }) =>
        el("div", { role: "group", "aria-label": title }, title && el("p", { class: "label", "aria-hidden": "true" }, title), ...options),
      ),
    );
    options().forEach((option, nth) => (option.id = `quick:${nth}`));
    note.replaceChildren(...words);
    note.hidden = !words.length;
    field.setAttribute("aria-expanded", String(there.length > 0));
    list.hidden = !there.length;
    list.removeAttribute("aria-busy");
    select(there.find(({ offer }) => !offer)?.options[0]);
    dialog.querySelector(".results").scrollTop = 0;
    answered = field.value;
    if (eager) take(eager.apart);
  }

  const option = (attributes, ...children) =>
    el(attributes.href ? "a" : "div", { role: "option", "aria-selected": "false", tabindex: attributes.href ? -1 : null, ...attributes }, ...children);

  /** A link that is followed closes the dialog, unless it opens apart. */
  const left = (text) => (event) => {
    recent.add(text);
    if (!(event.ctrlKey || event.metaKey || event.shiftKey)) dialog.close();
  };

  const fill = (text) =>
    option({ class: "fill", click: () => ((eager = undefined), (field.value = text), field.focus(), ask()) }, el("bdi", {}, text));

  const offer = (it) =>
    option({ class: "fill", click: () => accept(field, it) }, el("code", {}, it.value), el("span", { class: "meta" }, it.label));

  function hit(row, marker, text) {
    const excerpt = text && el("p", { class: "excerpt", dir: "auto", lang: row.lang || null });
    const parts = [el("p", { class: "title" }, titleOf(row, marker)), el("p", { class: "meta" }, ...facts(row, manifest, marker)), excerpt];
    const made = option({ class: "hit", href: addressOf(row, marker), click: left(text) }, ...parts);
    row.fill = () => {
      const { anchor, heading, pieces } = row.excerpt;
      const place = heading && el("b", {}, ...marked(CasebookSearch.mark(heading, marker)));
      made.href = addressOf(row, marker, anchor);
      excerpt.replaceChildren(...(place ? [place, " "] : []), ...marked(pieces));
    };
    if (row.excerpt) row.fill();
    return made;
  }

  /** Fills in where a hit has what was asked for, once it is known. */
  const late = (row) => row.fill?.(); // unless it is not shown yet

  // Answers.

  const pageOf = (text) => `${Casebook.root}postmortems/index.html${text ? `?q=${encodeURIComponent(text)}` : ""}`;

  async function answer(signal) {
    const text = field.value.trim() ? field.value : "";
    if (!CasebookSearch.supported) throw new Error("this browser is too old for the search");
    const slow = setTimeout(() => signal.aborted || wait(), 200);
    try {
      const options = { signal, sort: text ? "relevance" : "date" };
      const asked = foundBy(await settled(field, text), options, text ? HITS : NEWEST, { late: text && late });
      const [offers, result] = await Promise.all([completions(field), asked]);
      if (signal.aborted) return;
      manifest = result.manifest;
      const { rows } = result;
      const hits = rows.map((row) => hit(row, result.marker, text));
      if (text) found(text, result, offers, hits);
      else nothingAsked(hits, rows[0]?.day.slice(0, 4));
    } finally {
      clearTimeout(slow);
    }
  }

  function wait() {
    list.setAttribute("aria-busy", "true");
    if (options().length) return;
    note.hidden = false;
    note.textContent = "Reading the index…";
  }

  function nothingAsked(hits, year) {
    const lately = recent.all();
    const shown = lately.length ? lately : examples(year);
    show([
      { title: lately.length ? "Searched lately" : "For example", options: shown.map(fill), offer: true },
      { title: "Newest cases", options: hits, offer: true },
    ]);
  }

  /** What this site can be asked. */
  function examples(year) {
    const first = (key) => {
      const facet = manifest.facets.find((facet) => facet.key === key);
      return facet?.terms[0] && `${facet.words.at(-1)}:${facet.terms[0].id}`;
    };
    return [first("severity"), first("root_cause"), year && `after:${year}`].filter(Boolean);
  }

  function found(text, { total, corrected, unfiltered }, offers, hits) {
    const all = option({ class: "all", href: pageOf(text), click: left(text) }, total > hits.length ? `All ${number(total)} results` : "Open in the search page");
    const asking = /:[^\s"]*$/.test(field.value.slice(0, field.selectionStart));
    const words = [];
    if (corrected) words.push("Showing results for ", el("b", {}, el("bdi", {}, corrected.trim())), ".");
    if (!total && !offers.length) words.push("No case matches all of this.");
    const rest = total || !offers.length ? [all] : [];
    show([
      { title: "", options: offers.map(offer), offer: !asking },
      { title: "", options: hits },
      { title: "", options: rest, offer: !total },
    ], words);
    if (!total && unfiltered !== undefined && rest.length) all.textContent = "What stands in the way, on the search page";
    said.textContent = total ? `${cases(total)}${corrected ? ` for ${corrected}` : ""}` : "No results";
  }

  function fail(error) {
    show([{ title: "", options: [option({ class: "all", href: pageOf("") }, "All postmortems as a list")] }], [
      `The search does not work here. ${sentence(error)}`,
    ]);
    said.textContent = note.textContent;
  }

  // Keys.

  function key(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const all = options();
      const at = all.indexOf(active());
      select(all[at < 0 && step < 0 ? all.length - 1 : (at + step + all.length) % all.length]);
    } else if (event.key === "Enter") {
      take(event.ctrlKey || event.metaKey);
    } else return;
    event.preventDefault();
  }

  function take(apart) {
    eager = answered === field.value ? undefined : { apart };
    const chosen = active();
    if (eager) return;
    if (apart && chosen?.href) {
      recent.add(field.value);
      window.open(chosen.href, "_blank", "noopener");
    } else chosen?.click();
  }

  return (typed) => {
    dialog.showModal();
    begun = performance.now();
    field.focus();
    if (typed) field.value = typed;
    else field.select();
    ask();
  };
})();
