// Authors and keywords without a page of their own: on a paper's page, their names lead to the search.
import { made } from "../lib/parts.js";

/**
 * Splits the text between two linked authors.
 * @param {string} text `, Ada Lovelace, Lin Wei, `
 * @param {ReadonlySet<string>} names of the paper's authors
 * @returns {[part: string, isName: boolean][]} which give the text when put together
 */
export function partsOf(text, names) {
  return text
    .split(/(, )/)
    .filter((part) => part)
    .map((part) => [part, names.has(part)]);
}

/** @param {Document} page @param {URL} root of the site */
export function offerLookups(page, root) {
  const main = page.querySelector("main.paper-page");
  /** @type {NodeListOf<HTMLMetaElement>} */
  const told = page.querySelectorAll("meta[name=citation_author]");
  const names = new Set([...told].map((one) => one.content));
  for (const block of main?.querySelectorAll("p.authors, .authors p") ?? []) {
    for (const node of [...block.childNodes]) {
      if (node.nodeType !== Node.TEXT_NODE) continue;
      const parts = partsOf(node.nodeValue ?? "", names);
      node.replaceWith(...parts.map(([part, isName]) => (isName ? linked(page, part, root) : part)));
    }
  }
  for (const word of main?.querySelectorAll(".words > li") ?? []) {
    if (!word.querySelector("a")) word.replaceChildren(linked(page, word.textContent ?? "", root));
  }
}

/** @param {Document} page @param {string} name @param {URL} root */
function linked(page, name, root) {
  const link = /** @type {HTMLAnchorElement} */ (made(page, "a", "", name));
  const address = new URL("search/", root);
  address.searchParams.set("q", name);
  link.href = address.href;
  return link;
}
