// A table that is wider than a phone scrolls by itself: the keyboard must reach it.

/** @param {Document} page */
export function offerTables(page) {
  const tables = page.querySelectorAll(".md-typeset table:not([class])");
  const tell = () => {
    for (const table of tables) {
      if (table.scrollWidth > table.clientWidth) table.setAttribute("tabindex", "0");
      else table.removeAttribute("tabindex");
    }
  };
  page.defaultView?.addEventListener("resize", tell);
  tell();
}
