// Papers that a word of a long text names: "introduces s1, a method …".

import { keyed } from "./exact.js";
import { KEY_LED } from "./layout.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */

/** A word that more papers are called by names none of them. */
const MOST = 2;

/**
 * The papers that are called as one of some terms is written. Names that are not longer than what a key begins with are
 * beside the term itself, so that it costs no request to look.
 * @param {Clause[]} clauses
 * @param {string[]} terms
 * @param {Index} index
 * @returns {Promise<Map<string, number[]>>} by term
 */
export async function called(clauses, terms, index) {
  const written = new Map(
    clauses.flatMap(({ plain, words }) => (plain.length === 1 && words.length === 1 && plain[0].length <= KEY_LED ? [[words[0].term, plain[0]]] : [])),
  );
  const asked = terms.filter((term) => written.has(term));
  const found = await Promise.all(
    asked.map(async (term) => /** @type {const} */ ([term, (await keyed(index, "title", written.get(term) ?? term)).numbers])),
  );
  return new Map(found.filter(([, numbers]) => numbers.length > 0 && numbers.length <= MOST));
}
