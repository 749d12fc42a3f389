// The orders and filters of lists. Other features add their own; the first order is that of the page.

import { term } from "../lib/wording.js";

/**
 * A paper in a list. `when` is its list day as a number, or, in the list of a day, the rank of its time; larger
 * is newer. `day` is the list day as days since 1970, `place` the position in the page's own order.
 * @typedef {{ id: string, votes: number, when: number, day: number, topics: string[], code: boolean,
 *   venue: boolean, place: number, element: HTMLElement }} Item
 * Labels are marked by `term`, and said in the language of the page.
 * `plain` is the label where nobody counts votes. `lacks` says what an order needs first, "" if nothing.
 * @typedef {{ label: string, plain?: string, rank: (items: Item[]) => Item[] | Promise<Item[]>, lacks?: () => string }} Order
 * @typedef {{ label: string, keeps: (item: Item) => boolean }} Filter
 */

/** @type {Map<string, Order>} */
export const orders = new Map([
  ["votes", { label: term("Votes"), plain: term("As listed"), rank: (items) => items.toSorted((a, b) => a.place - b.place) }],
  ["time", { label: term("Newest"), rank: (items) => items.toSorted((a, b) => b.when - a.when || a.place - b.place) }],
]);

/** @type {Map<string, Filter>} */
export const filters = new Map([
  ["code", { label: term("Code"), keeps: ({ code }) => code }],
  ["venue", { label: term("Published"), keeps: ({ venue }) => venue }],
]);
