// Words that are adjacent in a query and in papers.

import { isOpen } from "./expand.js";
import { paired } from "./merge.js";
import { add, rarity } from "./rank.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */

/**
 * Scores of words plus what pairs add.
 * @param {Float64Array} scores
 * @param {string[]} pairs as "a b"
 * @param {Index} index
 */
export async function withPairs(scores, pairs, index) {
  const { count, weights } = index;
  const sums = Float64Array.from(scores);
  for (const one of await index.terms.all(pairs)) add(sums, one, weights.pair * weights.quantum * rarity(one, count));
  return sums;
}

/**
 * Pairs of used terms that are adjacent, ignoring stop words between them.
 * @param {Clause[]} clauses
 * @param {Set<string>} used
 */
export function pairsOf(clauses, used) {
  const row = clauses.flatMap((clause) =>
    clause.field || isOpen(clause) ? [""] : clause.words.flatMap(({ term, span }) => (span === 1 ? [term] : [])),
  );
  const pairs = row.slice(1).map((term, n) => (used.has(term) && used.has(row[n]) ? paired(row[n], term) : ""));
  return [...new Set(pairs.filter(Boolean))].sort();
}

/**
 * The single-word terms of some clauses, without those that stand for several words written as one.
 * @param {Clause[]} clauses
 */
export function singleTerms(clauses) {
  return new Set(clauses.flatMap(({ words }) => words.flatMap(({ term, span }) => (span === 1 ? [term] : []))));
}
