// The browser's storage for this site, if it is available.

/**
 * If storage is blocked, even reading the property throws.
 * @param {Window} view
 * @returns {Storage | null}
 */
export function storageOf(view) {
  try {
    return view.localStorage;
  } catch {
    return null;
  }
}

/**
 * The key of a value of this site: sites under other paths of the same host share the storage.
 * @param {Document} page
 * @param {string} name
 */
export function keyOf(page, name) {
  return `${new URL(page.documentElement.dataset.base ?? ".", page.baseURI).pathname}.${name}`;
}
