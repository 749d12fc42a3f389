// A list in groups: a heading for each, and of the groups of a long list only the first papers until a reader
// asks for the others.
import { button } from "../lib/controls.js";
import { made } from "../lib/parts.js";
import { number, say } from "../lib/wording.js";

/** @typedef {import("./registry.js").Item} Item */
/** @typedef {(item: Item) => string} GroupOf */

/** A list of more papers shows only the first ones of each group. */
const LONG = 60;
const FIRST = 6;
/** Of a group that is open, so that no list becomes endless; a filter shows the others. */
const MOST = 200;

/**
 * The papers of each group, the largest first; those that belong to none follow.
 * @param {Item[]} items
 * @param {GroupOf} groupOf
 * @returns {[name: string, items: Item[]][]}
 */
export function grouped(items, groupOf) {
  /** @type {Map<string, Item[]>} */
  const found = new Map();
  for (const item of items) found.set(groupOf(item), [...(found.get(groupOf(item)) ?? []), item]);
  return [...found].sort(
    ([one, some], [other, more]) => Number(!one) - Number(!other) || more.length - some.length || (one < other ? -1 : 1),
  );
}

/**
 * Headings and the papers below them; those that are folded away have a class that says so.
 * @param {Document} page
 * @param {Item[]} items those that fit, in order
 * @param {GroupOf} groupOf
 * @param {Set<string>} open the groups of which more papers are shown
 * @param {() => void} change shows the list again
 * @returns {HTMLElement[]}
 */
export function headed(page, items, groupOf, open, change) {
  return grouped(items, groupOf).flatMap(([group, papers]) => {
    const first = items.length > LONG ? FIRST : papers.length;
    const shown = open.has(group) ? MOST : first;
    for (const [at, { element }] of papers.entries()) element.classList.toggle("folded", at >= shown);
    const name = group || say("Others");
    const heading = made(page, "h3", "", `${name} `, made(page, "small", "", number(papers.length)));
    const line = made(page, "li", "group", heading);
    line.dataset.group = group;
    if (papers.length > first) line.append(toggleOf(page, name, open.has(group), Math.min(MOST, papers.length) - first, toggle));
    return [line, ...papers.map(({ element }) => element)];

    /** The button that was pressed is gone with its list; its successor gets the focus. */
    function toggle() {
      if (!open.delete(group)) open.add(group);
      change();
      /** @type {HTMLElement | null} */ (page.querySelector(`.group[data-group="${CSS.escape(group)}"] button`))?.focus();
    }
  });
}

/**
 * @param {Document} page
 * @param {string} group
 * @param {boolean} isOpen
 * @param {number} count how many more there are
 * @param {() => void} toggle
 */
function toggleOf(page, group, isOpen, count, toggle) {
  const found = isOpen
    ? button(page, say("Show fewer"), toggle, say("Show fewer of {group}", { group }))
    : button(page, say("Show {count} more", { count }), toggle, say("Show {count} more of {group}", { count, group }));
  found.setAttribute("aria-expanded", String(isOpen));
  return found;
}
