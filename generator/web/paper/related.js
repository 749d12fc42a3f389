// Related papers come best first; readers can also sort them by date or votes.
import { made } from "../lib/parts.js";
import { say } from "../lib/wording.js";

/**
 * @param {string | undefined} written one digit for each place of the best order: `2013`
 * @param {number} count
 * @returns {number[]} the places in the order written, or as they were if that is not one
 */
export function placesOf(written, count) {
  const places = [...(written ?? "")].map(Number);
  const isOrder = places.length === count && places.every((place) => place < count) && new Set(places).size === count;
  return isOrder ? places : [...Array(count).keys()];
}

/** @param {Document} page */
export function offerSorting(page) {
  const list = /** @type {HTMLElement | null} */ (page.querySelector("ol.related"));
  if (!list || list.children.length < 2) return;
  const best = [...list.children];
  const choice = /** @type {HTMLSelectElement} */ (made(page, "select", "sorting"));
  choice.setAttribute("aria-label", say("Order of related papers"));
  for (const [by, name] of [["", say("Most similar")], ["date", say("Newest")], ["votes", say("Most upvoted")]]) {
    const option = page.createElement("option");
    option.value = by;
    option.textContent = name;
    choice.append(option);
  }
  choice.addEventListener("change", () => {
    list.replaceChildren(...placesOf(list.dataset[choice.value], best.length).map((place) => best[place]));
  });
  list.before(choice);
}
