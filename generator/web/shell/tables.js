// A table or code that is wider than a phone scrolls by itself: the keyboard must reach it.

/** @param {Document} page */
export function offerTables(page) {
  const wide = page.querySelectorAll(".md-typeset :is(table:not([class]), pre > code)");
  const tell = () => {
    for (const one of wide) {
      if (one.scrollWidth > one.clientWidth) one.setAttribute("tabindex", "0");
      else one.removeAttribute("tabindex");
    }
  };
  page.defaultView?.addEventListener("resize", tell);
  tell();
}
