// The search box costs nothing until it is used: then the rest is loaded. "/" and Ctrl-K lead to it.

const FIELD = 'form[role="search"] input[name="q"]';

/**
 * Whether a key asks for the search box: "/" where no text is being typed, Ctrl-K and Cmd-K anywhere.
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
  form.action = form.action; // now absolute: it stays right where a script changes the page's address
  page.addEventListener("keydown", (event) => {
    const target = event.target;
    const typing = target instanceof Element && !!target.closest("input, textarea, select, [contenteditable]");
    if (event.defaultPrevented || !asksForSearch(event, typing)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  // The page of results shows what is found below the field, as it is typed: no list over it.
  if (form.dataset.results) return;
  const begin = async () => {
    const { completes } = await import("../completions.js");
    completes(page, field);
  };
  if (page.activeElement === field) begin();
  else field.addEventListener("focus", begin, { once: true });
}
