// Which papers of a list are shown, in which order.
import { PICKS } from "./state.js";
import { counted, say } from "../lib/wording.js";

/** @typedef {import("./registry.js").Item} Item */
/** @typedef {import("./state.js").State} State */

/** @type {Record<import("./state.js").Pick, "topics" | "categories" | "sources">} */
const FIELDS = { topic: "topics", category: "categories", source: "sources" };

/**
 * @param {Item[]} items
 * @param {State} state
 * @param {Map<string, import("./registry.js").Filter>} filters
 */
export function kept(items, state, filters) {
  const picked = PICKS.filter((name) => state[name]);
  return items.filter(
    (item) =>
      picked.every((name) => item[FIELDS[name]].includes(state[name])) &&
      state.on.every((name) => filters.get(name)?.keeps(item) ?? true),
  );
}

/**
 * All items in an order. An order that fails, or forgets papers, must not lose any: they follow in the page's.
 * @param {Item[]} items
 * @param {import("./registry.js").Order | undefined} order
 */
export async function ranked(items, order) {
  const known = new Set(items);
  const found = [];
  for (const item of (await order?.rank(items)) ?? []) if (known.delete(item)) found.push(item);
  return [...found, ...[...known].sort((a, b) => a.place - b.place)];
}

/**
 * `12 of 58 papers`, or `58 papers`.
 * @param {number} shown
 * @param {number} all
 */
export function countOf(shown, all) {
  const papers = counted(all, "paper");
  return shown === all ? papers : say("{shown} of {papers}", { shown, papers });
}
