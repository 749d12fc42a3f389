// The 404 page: the words in the address may find what was meant.

/**
 * What to search for instead: the id of a paper, else the words of the last part of the address.
 * @param {string} path as the browser reports it
 * @param {string} root path of the site, with a slash at the end
 */
export function wordsOf(path, root) {
  if (!path.startsWith(root)) return "";
  const parts = path.slice(root.length).split("/").filter(Boolean);
  const last = (parts.pop() ?? "").replace(/\.(?:html?|md|pdf)$/i, "");
  const id = /^\d{4}\.\d{4,5}(?=v\d+$|$)/.exec(last);
  if (id) return id[0];
  if (!last || last === "404" || last === "index") return "";
  try {
    return decodeURIComponent(last).replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim().slice(0, 100);
  } catch {
    return ""; // a broken escape is not a word
  }
}

/** @param {Document} page */
export function fillWithPath(page) {
  const field = page.querySelector('main form[role="search"] input[name="q"]');
  if (!(field instanceof HTMLInputElement) || !field.form || field.value) return;
  field.value = wordsOf(new URL(page.URL).pathname, new URL("..", field.form.action).pathname);
}
