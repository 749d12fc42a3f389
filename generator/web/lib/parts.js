// Small building blocks of the search page. Text is inserted as text; links lead into the site or to the web.

/** @typedef {import("./marks.js").Part} Part */

/**
 * @param {Element} element
 * @param {Part[]} parts
 */
export function fill(element, parts) {
  const page = element.ownerDocument;
  const nodes = parts.map(({ text, marked }) => {
    if (!marked) return page.createTextNode(text);
    const mark = page.createElement("mark");
    mark.textContent = text;
    return mark;
  });
  element.replaceChildren(...nodes);
}

/**
 * An element with a class and content.
 * @param {Document} page
 * @param {string} name
 * @param {string} className
 * @param {...(Node | string)} content
 */
export function made(page, name, className, ...content) {
  const element = page.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

/**
 * A link to a page of this site; it has no target if the path leads out of the site.
 * @param {Document} page
 * @param {URL} root
 * @param {string} path relative to the site
 */
export function linkInside(page, root, path) {
  const link = page.createElement("a");
  leadInside(link, root, path);
  return link;
}

/**
 * Gives a link its target, unless the path leads out of this site.
 * @param {HTMLAnchorElement} link
 * @param {URL} root
 * @param {string} path relative to the site
 */
export function leadInside(link, root, path) {
  const target = new URL(path, root);
  if (target.href.startsWith(root.href)) link.href = target.href;
}

/**
 * Gives a link a target from outside text, if that is a web address.
 * @param {HTMLAnchorElement} link
 * @param {string} address
 * @returns {boolean} whether it is one
 */
export function leadOutside(link, address) {
  const fits = /^https?:\/\/./i.test(address) && URL.canParse(address);
  if (fits) link.href = address;
  return fits;
}
