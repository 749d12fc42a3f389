// The place for what can be done with a paper in a list: its buttons come from several features.
import { made } from "../lib/parts.js";

/**
 * The place in a card or a row; it is made at first use. A bookmark in it is always in sight, the other
 * buttons appear with pointer or focus.
 * @param {Element} item with `data-paper`
 * @returns {Element}
 */
export function actionsOf(item) {
  const known = item.querySelector(".actions");
  if (known) return known;
  const place = made(item.ownerDocument, "div", "actions");
  (item.querySelector(":scope > .foot") ?? item).append(place);
  return place;
}
