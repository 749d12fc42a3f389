// The search box costs nothing until it is used; then the rest is loaded. "/" and Ctrl-K move the focus to it.

const FIELD = 'form[role="search"] input[name="q"]';

/**
 * Whether a key leads to the search box: "/" outside text fields, Ctrl-K and Cmd-K anywhere.
 * @param {{ key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean }} event
 * @param {boolean} typing
 */
export function asksForSearch({ key, ctrlKey, metaKey, altKey }, typing) {
  if (altKey) return false;
  if (ctrlKey || metaKey) return key.toLowerCase() === "k" && ctrlKey !== metaKey;
  return key === "/" && !typing;
}

/** @param {Document} page */
export function offerSearch(page) {
  const field = page.querySelector(FIELD);
  if (!(field instanceof HTMLInputElement) || !field.form) return;
  const form = field.form;
  form.action = form.action; // now absolute, so it stays right if a script changes the page's address
  page.addEventListener("keydown", (event) => {
    const target = event.target;
    const typing = target instanceof Element && !!target.closest("input, textarea, select, [contenteditable]");
    if (event.defaultPrevented || !asksForSearch(event, typing)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  // The results page shows results below the field while typing, so it needs no list of completions.
  if (form.dataset.results) return;
  const begin = async () => {
    const { completes } = await import("../completions.js");
    completes(page, field);
  };
  if (page.activeElement === field) begin();
  else field.addEventListener("focus", begin, { once: true });
}
