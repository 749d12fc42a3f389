// Small pieces of what the search shows. Text enters as text; links lead into the site or to the web.

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
 * `1,234`. What browsers have for it takes longer, the first time, than all else that shows results.
 * @param {number} count whole
 */
export function thousands(count) {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/**
 * `1,234 papers`.
 * @param {number} count whole
 */
export function counted(count) {
  return `${thousands(count)} ${count === 1 ? "paper" : "papers"}`;
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
 * A link to a page of this site; without a target when the path leads out of it.
 * @param {Document} page
 * @param {URL} root
 * @param {string} path relative to the site
 */
export function linkInside(page, root, path) {
  const link = page.createElement("a");
  const target = new URL(path, root);
  if (target.href.startsWith(root.href)) link.href = target.href;
  return link;
}

/**
 * A link a stranger wrote, or nothing where it is no address of the web.
 * @param {Document} page
 * @param {string} name
 * @param {string} address
 */
export function linkOutside(page, name, address) {
  if (!/^https?:\/\/./i.test(address) || !URL.canParse(address)) return null;
  const link = page.createElement("a");
  link.href = address;
  link.rel = "nofollow ugc";
  link.textContent = name;
  return link;
}
