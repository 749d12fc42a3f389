// The archive's common terms, which show which words of a long query are rare (`common.py`).

import { rising } from "./bits.js";
import { Reader } from "./bytes.js";
import { mark } from "./fold.js";
import { COMMON_BITS } from "./layout.js";
import { termsOf } from "./merge.js";

/**
 * The class of each common term, by its mark: 0 for the commonest ones.
 * @param {Uint8Array} file
 */
export function commonOf(file) {
  const reader = new Reader(file);
  /** @type {Map<number, number>} */
  const classes = new Map();
  for (let own = 0; !reader.done; own++) {
    const marks = new Uint32Array(Math.min(reader.number(), 2 ** COMMON_BITS));
    const [low] = reader.take(1);
    const left = file.subarray(reader.at);
    reader.take((rising(left, 0, low, marks, 0) + 7) >> 3);
    for (const one of marks) classes.set(one, classes.get(one) ?? own);
  }
  return classes;
}

/**
 * Splits terms into two lists, each in the given order but for commonness: those that are not common, and the common ones,
 * rarest first.
 * @param {string[]} terms
 * @param {Map<number, number>} classes
 */
export function parted(terms, classes) {
  /** Of several forms that of the commonest. @param {string} term */
  const place = (term) => Math.min(...termsOf(term).map((form) => classes.get(mark(form) % 2 ** COMMON_BITS) ?? Infinity));
  const common = terms.filter((term) => place(term) < Infinity).sort((a, b) => place(b) - place(a));
  return { rare: terms.filter((term) => place(term) === Infinity), common };
}
