// The orders and filters of lists. Other features add their own; the first order is that of the page.

import { term } from "../lib/wording.js";

/**
 * A paper in a list. `when` is its list day as a number, or, in the list of a day, the rank of its time; larger
 * is newer. `day` is the list day as days since 1970, `place` the position in the page's own order, `first` the
 * category that a paper is mainly filed under, `lists` its sources as they are shown.
 * @typedef {{ id: string, votes: number, when: number, day: number, topics: string[], categories: string[],
 *   first: string, sources: string[], lists: string, code: boolean, venue: boolean, place: number,
 *   element: HTMLElement }} Item
 * Labels are marked by `term`, and said in the language of the page.
 * `plain` is the label where nobody counts votes. `lacks` says what an order needs first, "" if nothing. `group` is
 * the heading below which an order puts a paper.
 * @typedef {{ label: string, plain?: string, rank: (items: Item[]) => Item[] | Promise<Item[]>, lacks?: () => string,
 *   group?: (item: Item) => string }} Order
 * @typedef {{ label: string, keeps: (item: Item) => boolean }} Filter
 */

/** @param {Item[]} items */
const asListed = (items) => items.toSorted((a, b) => a.place - b.place);

/** @type {[string, Order][]} */
const own = [
  ["votes", { label: term("Votes"), plain: term("As listed"), rank: asListed }],
  ["time", { label: term("Newest"), rank: (items) => items.toSorted((a, b) => b.when - a.when || a.place - b.place) }],
  ["category", { label: term("By category"), rank: asListed, group: ({ first }) => first }],
  ["source", { label: term("By source"), rank: asListed, group: ({ lists }) => lists }],
];
export const orders = new Map(own);

/** @type {Map<string, Filter>} */
export const filters = new Map([
  ["code", { label: term("Code"), keeps: ({ code }) => code }],
  ["venue", { label: term("Published"), keeps: ({ venue }) => venue }],
]);
