// A case: its contents follow the reading, and a heading's link copies its address.
"use strict";
(() => {
  // Contents. The section being read is the last whose heading has passed the upper third of the window.

  const links = new Map(
    Array.from(document.querySelectorAll(".case .contents a"), (link) => [decodeURIComponent(link.hash.slice(1)), link]),
  );
  const headings = Array.from(links.keys(), (id) => document.getElementById(id)).filter(Boolean);
  let current;

  function follow() {
    const line = innerHeight / 3;
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < line);
    const read = atEnd && scrollY > 0 && asked?.getBoundingClientRect().top >= 0 ? asked : passed.at(-1);
    const link = read && links.get(read.id);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    current = link;
    if (!current) return;
    current.setAttribute("aria-current", "location");
    const list = current.closest(".contents");
    // The list alone scrolls, never the page.
    const { top, bottom } = current.getBoundingClientRect();
    const frame = list.getBoundingClientRect();
    if (top < frame.top + 40) list.scrollTop -= frame.top + 40 - top;
    else if (bottom > frame.bottom - 20) list.scrollTop += bottom - frame.bottom + 20;
  }

  // What was asked for by its link, near the end of a page that cannot scroll so far.
  let asked;
  const ask = () => {
    asked = headings.find((heading) => links.get(heading.id).hash === location.hash);
    follow();
  };

  if (headings.length) {
    // Told whenever a heading passes the line, and at no other time.
    const watch = new IntersectionObserver(follow, { rootMargin: "0px 0px -66.6% 0px", threshold: [0, 1] });
    headings.forEach((heading) => watch.observe(heading));
    const end = document.querySelector(".colophon");
    if (end) new IntersectionObserver(follow, { threshold: [0, 1] }).observe(end);
    addEventListener("hashchange", ask);
    ask();
  }

  // Headings. Without a clipboard (plain http on another host) the address bar has it.

  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  document.querySelector(".case")?.append(said);
  let done;

  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a.anchor");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      return;
    }
    document.querySelectorAll(".anchor.copied").forEach((other) => other.classList.remove("copied"));
    link.classList.add("copied");
    said.textContent = "Link copied";
    clearTimeout(done);
    done = setTimeout(() => {
      link.classList.remove("copied");
      said.textContent = "";
    }, 2000);
  });
})();
