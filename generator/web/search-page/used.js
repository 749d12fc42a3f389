// What readers do on the page besides typing: links to other queries, the first use of a field, and what all pages offer.
import { manifestThere } from "../lib/engine.js";
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

/** Milliseconds after which the manifest is not waited for. */
const PATIENCE = 4000;

/**
 * Adds the script of all pages. Of an opened address it waits for the manifest: its bytes would take the link from the
 * engine's, and it is there before the first papers, which take a round trip more.
 * @param {Document} page
 */
export async function offerTheRest(page) {
  await Promise.race([manifestThere(), new Promise((go) => setTimeout(go, PATIENCE))]);
  page.head.append(Object.assign(page.createElement("script"), { type: "module", src: new URL("archive.js", import.meta.url).href }));
}
