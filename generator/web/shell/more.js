// On a phone the footer is a sheet as well, which More in the bottom bar opens and closes.

/** @param {Document} page */
export function offerMore(page) {
  const link = page.querySelector('header a[href="#foot"]');
  const sheet = page.querySelector("footer:not([class])");
  if (!(link instanceof HTMLElement) || !sheet) return;
  /** @param {boolean} open */
  const show = (open) => {
    sheet.toggleAttribute("data-open", open);
    link.setAttribute("aria-expanded", String(open));
  };
  link.setAttribute("role", "button");
  show(false);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    show(!sheet.hasAttribute("data-open"));
    if (sheet.hasAttribute("data-open")) sheet.querySelector("a")?.focus();
  });
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      link.click();
    }
  });
  page.addEventListener("click", ({ target }) => {
    if (target instanceof Node && !sheet.contains(target) && !link.contains(target)) show(false);
  });
  page.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !sheet.hasAttribute("data-open")) return;
    show(false);
    link.focus();
  });
}
