// Fetches what an export needs: the other pages of a list, for their ids, and the files of entries.
import { inTurns } from "./entries.js";
import { isId } from "../lib/paper-ids.js";

/** @typedef {import("./entries.js").Part} Part */

/**
 * @param {URL} root of the site
 * @param {string} name
 * @returns {Promise<Part | null>} null if there is no such file, because no paper in the archive belongs in it
 */
export async function loadPart(root, name) {
  const answer = await fetch(new URL(`exports/papers/${name}.json`, root));
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}

/**
 * Ids of the papers below a heading, in order: in cards, rows, or, on a long day, in both.
 * @param {Element | null} heading
 */
function idsBelow(heading) {
  const papers = [];
  let next = heading?.nextElementSibling ?? null;
  for (; next && next.tagName !== "H2"; next = next.nextElementSibling) {
    if (next.matches(".deck, ol.rows")) papers.push(...next.querySelectorAll("[data-paper]"));
  }
  return papers.map((paper) => /** @type {HTMLElement} */ (paper).dataset.paper ?? "").filter(isId);
}

/**
 * The ids of a list on all its pages. Other pages are parsed, not shown: nothing in them is run or loaded.
 * @param {Document} page
 * @param {Element} heading
 */
export async function idsOnAllPages(page, heading) {
  const links = [...page.querySelectorAll(".numbers a")].map((link) => /** @type {HTMLAnchorElement} */ (link));
  const targets = [...new Map(links.map((link) => [link.href, link.hasAttribute("aria-current")]))];
  if (!targets.length) return idsBelow(heading);
  /** @type {string[][]} */
  const found = [];
  await inTurns([...targets.entries()], async ([place, [target, isHere]]) => {
    found[place] = isHere ? idsBelow(heading) : await idsAt(target, heading.id);
  });
  return [...new Set(found.flat())];
}

/** @param {string} target @param {string} anchor */
async function idsAt(target, anchor) {
  const answer = await fetch(target);
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const other = new DOMParser().parseFromString(await answer.text(), "text/html");
  return idsBelow(other.getElementById(anchor));
}
