// What the browser keeps for this site, where it may keep anything.

/**
 * Where storage is blocked, already the look at it throws.
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
 * The name of a value of this site: sites under other paths of the same host share the storage.
 * @param {Document} page
 * @param {string} name
 */
export function keyOf(page, name) {
  return `${new URL(page.documentElement.dataset.base ?? ".", page.baseURI).pathname}.${name}`;
}
