// Ids of papers: their syntax, and the id in a page's address.

const ID = /^(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/[0-9]{7}|t-[0-9a-f]{12})$/;

/** @param {unknown} id */
export function isId(id) {
  return typeof id === "string" && id.length < 40 && ID.test(id);
}

/** @param {string} id of which only the title is known @returns {boolean} */
export function isProvisional(id) {
  return id.startsWith("t-");
}

/**
 * The path of a page below the site's root; "" for other pages.
 * @param {string} address
 * @param {URL} root
 */
export function pathIn(address, root) {
  return address.startsWith(root.href) ? new URL(address).pathname.slice(root.pathname.length) : "";
}

/**
 * The id in the address of a paper's page; in old ids a hyphen replaces the slash.
 * @param {string} path below the site's root
 */
export function idOf(path) {
  const found = /^papers\/([^/]+)\//.exec(path);
  return found ? found[1].replace(/^([a-z-]+(?:\.[A-Z]{2})?)-([0-9]{7})$/, "$1/$2") : "";
}

/**
 * The folder of a paper: the slash of an old id becomes a hyphen.
 * @param {string} id
 */
export function pathOf(id) {
  return `papers/${encodeURIComponent(id.replaceAll("/", "-"))}/`;
}
