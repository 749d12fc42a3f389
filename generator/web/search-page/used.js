// What readers do on the page besides typing: links to other queries, and the first use of a field.
import { requestOf } from "./address.js";

/** @typedef {import("../lib/client.js").Request} Request */

/**
 * Answers links to queries without a new page.
 * @param {Document} page
 * @param {(request: Request) => void} go
 */
export function followQuestions(page, go) {
  page.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[data-question], .help a");
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(requestOf(link.search));
  });
}

/**
 * @param {HTMLElement[]} places
 * @param {() => void} act called once, when one of them is about to be used
 */
export function onFirstUse(places, act) {
  let used = false;
  const use = () => {
    if (!used) act();
    used = true;
  };
  for (const place of places) {
    place.addEventListener("focusin", use);
    place.addEventListener("pointerdown", use);
  }
}
