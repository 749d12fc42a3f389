// The list of a page and of its other parts, as items. Other parts are parsed, not shown: nothing in them runs.
import { dataOf, itemsOf } from "./data.js";
import { inTurns } from "../lib/turns.js";

/** @typedef {import("./registry.js").Item} Item */

/**
 * The papers of the list of a page.
 * @param {Document} page
 * @param {number} from
 */
export function itemsIn(page, from) {
  const entries = [...page.querySelectorAll("#list > [data-paper]")].map((found) => {
    const element = /** @type {HTMLElement} */ (found);
    const votes = Number((element.querySelector(".votes, b")?.textContent ?? "").replace(/\D/g, "")) || 0;
    return { id: element.dataset.paper ?? "", votes, element };
  });
  return itemsOf(entries, dataOf(page), from);
}

/**
 * The addresses of all parts of a list, in order; none if it has only one.
 * @param {Document} page
 */
export function partsOf(page) {
  return [...page.querySelectorAll(".numbers a")].map((found) => {
    const link = /** @type {HTMLAnchorElement} */ (found);
    return { address: link.href, isHere: link.hasAttribute("aria-current") };
  });
}

/**
 * The whole list: what is on this page, and what is on the others. Links of theirs become those of this page.
 * @param {Document} page
 * @param {Item[]} here
 * @returns {Promise<Item[]>}
 */
export async function wholeList(page, here) {
  /** @type {Item[][]} */
  const found = [];
  await inTurns([...partsOf(page).entries()], async ([place, { address, isHere }]) => {
    found[place] = isHere ? here : await itemsAt(page, address);
  });
  return found.flat().map((item, place) => ({ ...item, place }));
}

/** @param {Document} page @param {string} address */
async function itemsAt(page, address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const other = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const link of other.querySelectorAll("#list a")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href);
  }
  return itemsIn(other, 0).map((item) => ({ ...item, element: page.importNode(item.element, true) }));
}
