// Fetches what an export needs: the other pages of a list, for their ids, and the files of entries.
import { inflated } from "../lib/inflated.js";
import { isId } from "../lib/paper-ids.js";
import { inTurns } from "../lib/turns.js";

/** @typedef {import("./entries.js").Part} Part */

/**
 * @param {URL} root of the site
 * @param {string} name
 * @returns {Promise<Part | null>} null if there is no such file, because no paper in the archive belongs in it
 */
export function loadPart(root, name) {
  return load(root, name);
}

/**
 * Which files hold which titles.
 * @param {URL} root of the site
 * @returns {Promise<Record<string, string> | null>}
 */
export function loadTitles(root) {
  return load(root, "titles");
}

/** @param {URL} root @param {string} name @returns {Promise<any>} */
async function load(root, name) {
  const answer = await fetch(new URL(`exports/papers/${name}.bin`, root));
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return inflated(answer);
}

/**
 * Ids of the papers that a page's list shows, in its order.
 * @param {Document} page
 */
export function idsIn(page) {
  const papers = [...page.querySelectorAll("#list > [data-paper]:not([hidden])")];
  return papers.map((paper) => /** @type {HTMLElement} */ (paper).dataset.paper ?? "").filter(isId);
}

/**
 * The ids of a list: of all its parts, or, if the reader filtered it or chose an order, of what is shown. Other
 * parts are parsed, not shown: nothing in them is run or loaded.
 * @param {Document} page
 */
export async function idsOfList(page) {
  const links = [...page.querySelectorAll(".numbers:not([hidden]) a")].map((link) => /** @type {HTMLAnchorElement} */ (link));
  if (!links.length) return idsIn(page);
  /** @type {string[][]} */
  const found = [];
  await inTurns([...links.entries()], async ([place, link]) => {
    found[place] = link.hasAttribute("aria-current") ? idsIn(page) : await idsAt(link.href);
  });
  return [...new Set(found.flat())];
}

/** @param {string} target */
async function idsAt(target) {
  const answer = await fetch(target);
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return idsIn(new DOMParser().parseFromString(await answer.text(), "text/html"));
}
