// What every page can do: lead from chart marks to the cases behind them, open the search, and mark what was searched
// for. The search itself is loaded when it is first asked for.
"use strict";
(() => {
  const here = document.currentScript.dataset;
  const root = new URL(here.root || ".", location.href).href;
  const scripts = here.search.split(" ").map((path) => new URL(path, location.href).href);
  globalThis.Casebook = { root, open };

  // The links themselves stand in the table below each chart.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.("svg [data-href]");
    if (mark) location.href = mark.getAttribute("data-href");
  });

  // Of a year that is wider than the window, the newest days are looked for first.
  const days = document.querySelector("#calendar .chart-place");
  if (days) days.scrollLeft = days.scrollWidth;

  function button(words, work) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", work);
    return made;
  }

  // Loading. In the order given, each once, and after those that the page itself has.

  const parsed = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
  const own = new Set(Array.from(document.scripts, ({ src }) => src));
  const loaded = new Map();

  function load(src) {
    if (own.has(src)) return parsed;
    if (!loaded.has(src)) loaded.set(src, parsed.then(() => new Promise((resolve, reject) => insert(src, resolve, reject))));
    return loaded.get(src);
  }

  function insert(src, resolve, reject) {
    const script = document.createElement("script");
    script.onload = resolve;
    script.onerror = () => {
      loaded.clear(); // those that need it have come to nothing
      reject(new Error(`${src} cannot be loaded`));
    };
    script.async = false;
    script.src = src;
    document.head.append(script);
  }

  // The quick search: a link to the page of all cases, until this makes it a button.

  const link = document.querySelector(".find");
  const opener = button("", open);
  opener.className = link.className;
  opener.setAttribute("aria-haspopup", "dialog");
  opener.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
  opener.append(...link.childNodes);
  link.replaceWith(opener);

  // Whoever comes near is likely to press it.
  const prepare = () => scripts.forEach((src) => load(src).catch(() => undefined));
  opener.addEventListener("pointerenter", prepare, { once: true });
  opener.addEventListener("focus", prepare, { once: true });

  let opening = false;

  /** Opens the quick search; what is typed before its script has come is kept for it. */
  async function open() {
    if (opening) return;
    opening = true;
    opener.setAttribute("aria-busy", "true");
    let [typed, wanted] = ["", true];
    const keep = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") wanted = false;
      else if (event.key === "Backspace") typed = typed.slice(0, -1);
      else if (event.key.length === 1) typed += event.key;
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", keep);
    try {
      await Promise.all(scripts.map(load));
      if (wanted) CasebookSearch.dialog(typed);
    } catch {
      if (wanted) location.href = link.href; // the list of all cases needs no script
    } finally {
      removeEventListener("keydown", keep);
      opener.removeAttribute("aria-busy");
      opening = false;
    }
  }

  const writing = (it) => it.isContentEditable || it.matches("input:not([type=checkbox]), select, textarea");

  addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !writing(event.target);
    const k = event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]") || !(slash || k)) return;
    event.preventDefault();
    // The page of the search has a field of its own.
    const field = slash && document.querySelector("#count") && document.querySelector("#q");
    if (!field) return open();
    field.focus();
    field.select();
  });

  // Marks of what was searched for: ?h= as links of the search carry it.

  const asked = new URLSearchParams(location.search).get("h");
  if (asked) load(scripts[0]).then(showMarks, () => undefined);

  function showMarks() {
    const { count, first, clear } = CasebookSearch.highlight(document.querySelector("main"), CasebookSearch.marker(asked));
    if (!count) return;
    const bar = document.createElement("aside");
    bar.className = "marks";
    bar.setAttribute("aria-label", "Marked words");
    const words = document.createElement("p");
    words.setAttribute("role", "status");
    const term = document.createElement("bdi");
    term.textContent = asked.trim();
    const go = button("Show first", () => first.scrollIntoView({ block: "center" }));
    const end = button("Clear marks", () => {
      clear();
      bar.remove();
      const address = new URL(location.href);
      address.searchParams.delete("h");
      history.replaceState(history.state, "", address);
      document.querySelector("main").focus({ preventScroll: true });
    });
    bar.append(words, go, end);
    document.body.append(bar);
    const what = document.createElement("span");
    what.className = "for";
    what.append(" for ", term);
    // After it is there, so that it is read out.
    words.append(`${count} ${count === 1 ? "mark" : "marks"}`, what);
  }
})();
