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

/**
 * @param {number[]} votes of each place; -1 where unknown
 * @returns {number[]} the places with the most votes first, ties as they were
 */
export function mostFirst(votes) {
  return votes.map((_, place) => place).sort((a, b) => votes[b] - votes[a] || a - b);
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
    const votes = best.map((item) => Number((item.querySelector("b")?.textContent ?? "-1").replace(/[^\d-]/g, "")));
    const places = choice.value === "votes" ? mostFirst(votes) : placesOf(list.dataset[choice.value], best.length);
    list.replaceChildren(...places.map((place) => best[place]));
  });
  list.before(choice);
}
