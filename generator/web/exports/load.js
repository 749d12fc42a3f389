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
 * The list below a heading: cards or rows.
 * @param {Element | null} heading
 * @returns {Element | null}
 */
function listBelow(heading) {
  let next = heading?.nextElementSibling ?? null;
  while (next && !next.matches(".deck, ol.rows, h2")) next = next.nextElementSibling;
  return next?.matches(".deck, ol.rows") ? next : null;
}

/**
 * Ids of the papers in a list, in order.
 * @param {Element | null} list
 */
function idsIn(list) {
  const papers = [...(list?.querySelectorAll("[data-paper]") ?? [])];
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
  if (!targets.length) return idsIn(listBelow(heading));
  /** @type {string[][]} */
  const found = [];
  await inTurns([...targets.entries()], async ([place, [target, isHere]]) => {
    found[place] = isHere ? idsIn(listBelow(heading)) : await idsAt(target, heading.id);
  });
  return [...new Set(found.flat())];
}

/** @param {string} target @param {string} anchor */
async function idsAt(target, anchor) {
  const answer = await fetch(target);
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const other = new DOMParser().parseFromString(await answer.text(), "text/html");
  return idsIn(listBelow(other.getElementById(anchor)));
}
