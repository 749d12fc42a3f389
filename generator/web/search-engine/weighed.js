// How much is loaded for a term, which the roots of shelves tell before anything is.

import { SEPARATOR } from "./layout.js";
import { termsOf } from "./merge.js";

/** @typedef {import("./index.js").Index} Index */

/**
 * The bytes that are loaded for each of some terms: many if many papers have it.
 * @param {string[]} terms
 * @param {Index["segments"]} segments
 * @returns {Promise<Map<string, number>>}
 */
export async function weighed(terms, segments) {
  return new Map(await Promise.all(terms.map(async (term) => /** @type {const} */ ([term, await weightOf(term, segments)]))));
}

/**
 * Those of some terms that fit into so many bytes, in order.
 * @param {string[]} terms
 * @param {Map<string, number>} bytes
 * @param {number} most
 */
export function fitting(terms, bytes, most) {
  let left = most;
  return terms.filter((term) => {
    const own = bytes.get(term) ?? 0;
    const fits = own <= left;
    if (fits) left -= own;
    return fits;
  });
}

/**
 * @param {string} term
 * @param {Index["segments"]} segments
 */
async function weightOf(term, segments) {
  const words = termsOf(term).flatMap((one) => one.split(SEPARATOR));
  const weights = await Promise.all(words.flatMap((word) => segments.map(({ terms }) => terms.weigh(word))));
  return weights.reduce((sum, weight) => sum + weight, 0);
}
