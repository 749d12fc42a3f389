// What papers score by the words of a query.

import { expansions, isOpen } from "./expand.js";
import { add, queryWeight, rarity, termWeight } from "./rank.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {import("./rank.js").Known} Known */

/**
 * @typedef {object} Scored
 * @property {Float64Array} scores of its terms, by paper
 * @property {number} terms that some paper has
 * @property {string[]} pairs of neighbours among them, as "a b"
 * @property {string[]} marks all terms that were looked for
 */

/** Fields by which papers are sifted and not ranked: whoever has the name has it. */
const NAMED = ["author", "topic", "org", "keyword", "id", "date"];

/** @param {Clause} clause */
export function scores(clause) {
  return clause.presence !== "not" && !NAMED.includes(clause.field);
}

/**
 * @param {Clause[]} clauses those that score
 * @param {Index} index
 * @returns {Promise<Scored>}
 */
export async function scored(clauses, index) {
  const { count, weights } = index;
  const opened = await Promise.all(clauses.filter(isOpen).map((clause) => opening(clause, index)));
  const closed = clauses.filter((clause) => !isOpen(clause));
  const times = countsOf(closed);
  const known = await found([...times.keys()], index);
  const single = new Set(closed.flatMap(({ words }) => words.flatMap(({ term, span }) => (span === 1 ? [term] : []))));
  const terms = known.filter(({ term }) => single.has(term)).length + opened.filter((one) => one.known.length).length;
  const used = known.sort((a, b) => a.df - b.df || order(a.term, b.term)).slice(0, weights.most);
  const scores = new Float64Array(count);
  for (const one of used.sort((a, b) => order(a.term, b.term))) {
    const weight = queryWeight(one, times.get(one.term) ?? 1, terms, count, weights);
    add(scores, one, weight * weights.quantum * termWeight(one, count));
  }
  for (const { known: several, boost } of opened) {
    for (const one of several) add(scores, one, boost * weights.quantum * termWeight(one, count));
  }
  const marks = [...used, ...opened.flatMap((one) => one.known)].map(({ term }) => term);
  return { scores, terms, pairs: pairsOf(clauses, new Set(used.map(({ term }) => term))), marks: [...new Set(marks)] };
}

/**
 * The same scores and what pairs add.
 * @param {Scored} scored
 * @param {Index} index
 */
export async function withPairs({ scores, pairs }, index) {
  const { count, weights } = index;
  const sums = Float64Array.from(scores);
  for (const one of await found(pairs, index)) add(sums, one, weights.pair * weights.quantum * rarity(one, count));
  return sums;
}

/**
 * How often each term is named, boosts counted in.
 * @param {Clause[]} clauses
 */
function countsOf(clauses) {
  /** @type {Map<string, number>} */
  const times = new Map();
  for (const { words, boost } of clauses) {
    for (const { term } of words) times.set(term, (times.get(term) ?? 0) + boost);
  }
  return times;
}

/**
 * @param {Clause} clause
 * @param {Index} index
 */
async function opening(clause, index) {
  return { boost: clause.boost, known: await found(await expansions(clause, index), index) };
}

/**
 * The terms that some paper has.
 * @param {string[]} terms
 * @param {Index} index
 * @returns {Promise<Known[]>}
 */
async function found(terms, index) {
  const known = await Promise.all(terms.map((term) => index.terms.find(term)));
  return known.filter((one) => one !== null);
}

/**
 * Pairs of used terms that stand beside each other, whatever stop words are between.
 * @param {Clause[]} clauses
 * @param {Set<string>} used
 */
function pairsOf(clauses, used) {
  const row = clauses.flatMap((clause) =>
    clause.field || isOpen(clause) ? [""] : clause.words.flatMap(({ term, span }) => (span === 1 ? [term] : [])),
  );
  const pairs = row.slice(1).map((term, n) => (used.has(term) && used.has(row[n]) ? `${row[n]} ${term}` : ""));
  return [...new Set(pairs.filter(Boolean))].sort(order);
}

/**
 * @param {string} a
 * @param {string} b
 */
function order(a, b) {
  return a < b ? -1 : Number(a > b);
}
