// The archive's common terms, which show which words of a long query are rare (`common.py`).

import { Reader } from "./bytes.js";
import { termsOf } from "./merge.js";

/**
 * The place of each common term: 0 for the commonest.
 * @param {Uint8Array} file
 */
export function commonOf(file) {
  const reader = new Reader(file);
  /** @type {Map<string, number>} */
  const places = new Map();
  while (!reader.done) places.set(reader.word(), places.size);
  return places;
}

/**
 * Splits terms into two lists: those that are not common, in the given order, and the common ones, rarest first.
 * @param {string[]} terms
 * @param {Map<string, number>} places
 */
export function parted(terms, places) {
  /** Of several forms that of the commonest. @param {string} term */
  const place = (term) => Math.min(...termsOf(term).map((form) => places.get(form) ?? Infinity));
  const common = terms.filter((term) => place(term) < Infinity).sort((a, b) => place(b) - place(a));
  return { rare: terms.filter((term) => place(term) === Infinity), common };
}
