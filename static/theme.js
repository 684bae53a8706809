// Light or dark as the reader chose, before anything is painted, and the switch for it. Where a browser remembers
// nothing there is no switch, and pages follow the system as they do without scripts.
"use strict";
(() => {
  const KEY = "casebook-theme";
  const root = document.documentElement;
  const meta = document.querySelector('meta[name="color-scheme"]');
  const tints = Array.from(document.querySelectorAll('meta[name="theme-color"]'), (tint) => [tint, tint.media]);
  let memory;
  try {
    memory = localStorage;
    memory.getItem(KEY);
  } catch {
    return;
  }

  const chosen = () => {
    const shade = memory.getItem(KEY);
    return shade === "light" || shade === "dark" ? shade : "system";
  };

  function show() {
    const shade = chosen();
    if (shade === "system") delete root.dataset.theme;
    else root.dataset.theme = shade;
    // What a browser paints where it has no style yet.
    if (meta) meta.content = shade === "system" ? "light dark" : shade;
    // What a phone paints around the page.
    for (const [tint, media] of tints) tint.media = shade === "system" ? media : media.includes(shade) ? "all" : "not all";
    for (const input of document.querySelectorAll(".shade input")) input.checked = input.value === shade;
  }

  function choose({ target }) {
    try {
      if (target.value === "system") memory.removeItem(KEY);
      else memory.setItem(KEY, target.value);
    } catch {
      // Nothing more can be remembered: the page stays as it was.
    }
    show();
  }

  show();
  addEventListener("storage", show); // chosen in another tab
  addEventListener("pageshow", show); // chosen since this page was left
  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector(".shade");
    if (!box) return;
    show();
    box.addEventListener("change", choose);
    box.hidden = false;
  });
})();
