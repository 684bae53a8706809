// Shows what has changed without being touched. Only `casebook serve` adds this to pages.
"use strict";
(() => {
  const script = document.currentScript;
  const place = "casebook:place";
  const here = { tag: script.dataset.tag, pages: Number(script.dataset.pages), styles: Number(script.dataset.styles) };
  restore();

  // News. A page that is not seen listens to nothing: browsers open six connections to a host and no more.

  let source;

  function listen() {
    const seen = document.visibilityState === "visible";
    if (seen && !source) {
      source = new EventSource(new URL("events", script.src));
      source.addEventListener("message", (event) => take(JSON.parse(event.data)));
      source.addEventListener("error", () => (here.pages = undefined)); // a server that is started anew counts anew
    } else if (!seen) {
      hush();
    }
  }

  function hush() {
    source?.close();
    source = undefined;
  }

  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listen);
  listen();

  async function take(news) {
    if (!document.body.classList.contains("faults")) tell(news);
    const tag = await current();
    if (tag === undefined) return;
    const onlyStyles = news.pages === here.pages && news.styles !== here.styles;
    if (onlyStyles) restyle(news.styles);
    else if (tag !== here.tag) return reload();
    Object.assign(here, { tag, pages: news.pages, styles: news.styles });
  }

  /** The tag of this page as it is served now. */
  async function current() {
    try {
      const response = await fetch(location.href, { method: "HEAD", cache: "no-store" });
      await response.arrayBuffer(); // empty, and else the browser takes it for broken off
      return response.headers.get("etag")?.slice(1, -1);
    } catch {
      return undefined; // the server has ended, and will say more when it is back
    }
  }

  // Styles. The old ones stay until the new ones are there.

  function restyle(version) {
    document.querySelectorAll("link[data-coming]").forEach((it) => it.remove()); // overtaken
    for (const old of document.querySelectorAll("link[rel=stylesheet]")) {
      const link = old.cloneNode();
      link.dataset.coming = "";
      const address = new URL(old.href);
      address.searchParams.set("h", `live${version}`);
      link.href = address;
      link.addEventListener("load", () => {
        delete link.dataset.coming;
        old.remove();
      });
      link.addEventListener("error", () => link.remove());
      old.after(link);
    }
  }

  // The place in the page: what is read stays where it is, even if something above it has grown.

  // Until the page is left the browser would else go where it thinks best, after us.
  let reloading = false;
  addEventListener("pagehide", () => {
    if (!reloading) history.scrollRestoration = "auto";
  });

  function reload() {
    // Headings: what sticks to the window says nothing of the place.
    const headings = document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)[id]");
    const marks = Array.from(headings, (it) => [it.id, it.getBoundingClientRect().top]);
    const [id, top] = marks.findLast(([, top]) => top <= innerHeight / 4) ?? [];
    try {
      sessionStorage.setItem(place, JSON.stringify({ address: location.href, x: scrollX, y: scrollY, id, top }));
      reloading = true;
      history.scrollRestoration = "manual";
    } catch {
      // A browser may refuse to keep anything; then it goes where it thinks best.
    }
    location.reload();
  }

  function restore() {
    const kept = taken();
    if (kept?.address !== location.href) return;
    let touched = false;
    const stop = () => (touched = true);
    const go = () => {
      if (touched) return;
      scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
      const mark = kept.id && document.getElementById(kept.id);
      if (mark) scrollBy({ top: mark.getBoundingClientRect().top - kept.top, behavior: "instant" });
    };
    for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(kind, stop, { once: true });
    go();
    // Pictures and fonts have come.
    addEventListener("load", go);
  }

  function taken() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(place));
      sessionStorage.removeItem(place);
      return kept;
    } catch {
      return undefined;
    }
  }

  // Faults, over the last good page. In a tree of their own, since the styles of the page may be what is at fault.

  let overlay;
  let hidden = "";

  function tell({ faults, count }) {
    const text = faults.join("\n\n");
    if (overlay?.text === text) return;
    overlay?.host.remove();
    overlay = undefined;
    if (text === hidden) return;
    hidden = "";
    if (!count) return;
    overlay = { host: document.createElement("casebook-faults"), text };
    const tree = overlay.host.attachShadow({ mode: "open" });
    tree.append(styles(), panel(faults, count));
    document.body.append(overlay.host);
    // After it is there, so that it is read out.
    tree.querySelector("[role=alert]").textContent = count === 1 ? "One fault" : `${count} faults`;
  }

  function panel(faults, count) {
    const more = count - faults.length;
    const close = make("button", { type: "button", title: "Esc" }, "Hide");
    close.addEventListener("click", hide);
    const words = [make("p", { className: "title", role: "alert" }), make("p", {}, "Until that is mended, the page stays as it is.")];
    const list = make("div", { className: "list", tabIndex: 0, role: "region", ariaLabel: "What is wrong" });
    list.append(...faults.map(finding));
    if (more > 0) list.append(make("p", {}, `And ${more} more, in the terminal.`));
    const all = make("section", { className: "panel", ariaLabel: "Faults" });
    const head = make("header", {});
    head.append(...words, close);
    all.append(head, list);
    return all;
  }

  /** A finding as in the terminal, its parts told apart: the first line, the margin, the marks. */
  function finding(text) {
    const pre = make("pre", { tabIndex: 0 });
    for (const [nth, line] of text.split("\n").entries()) {
      const [, margin, rest] = /^(\s*(?:-->|:::|\d*\s*[|]|=|\.\.\.)?)(.*)$/.exec(line);
      if (nth > 0) pre.append("\n");
      if (nth === 0) pre.append(make("strong", {}, line));
      else pre.append(make("i", {}, margin), marks(margin, rest) ? make("b", {}, rest) : rest);
    }
    return pre;
  }

  const marks = (margin, rest) => margin.endsWith("|") && !/\d/.test(margin) && /^[\s|]*[\^~-]+/.test(rest);

  function make(name, properties, text) {
    const made = Object.assign(document.createElement(name), properties);
    if (text) made.textContent = text;
    return made;
  }

  function styles() {
    return make("link", { rel: "stylesheet", href: new URL("live.css", script.src).href });
  }

  function hide() {
    hidden = overlay.text;
    overlay.host.remove();
    overlay = undefined;
  }

  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !overlay || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    hide();
  });
})();
