// The papers' scores for the words of a query.

import { chosen } from "./chosen.js";
import { expansions, isOpen } from "./expand.js";
import { SEPARATOR } from "./layout.js";
import { termsOf } from "./merge.js";
import { called } from "./named.js";
import { pairsOf, singleTerms, withPairs } from "./pairs.js";
import { add, queryWeight, termWeight } from "./rank.js";
import { PLURALS, term } from "./words.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {import("./rank.js").Known} Known */

/**
 * @typedef {object} Scored
 * @property {Float64Array} scores of its terms, by paper
 * @property {number} terms that some paper has
 * @property {Float64Array} paired the scores plus what pairs of adjacent terms add
 * @property {string[]} marks all terms that were searched for
 * @property {boolean} partly whether some used terms are still missing
 */

/** @typedef {{ soon: Scored, whole: () => Promise<Scored> }} Scores */

/** Fields that filter papers without ranking them: a paper either has the name or not. */
const NAMED = ["author", "topic", "org", "keyword", "id", "date"];

/** @param {Clause} clause */
export function isScored(clause) {
  return clause.presence !== "not" && !NAMED.includes(clause.field);
}

/**
 * The scores of the clauses, in two steps if they have many terms: by the rarest at once, and by all used
 * terms on request. If there are many terms, a list says which are common, and those are not loaded; nor are
 * pairs, which change nothing there.
 * @param {Clause[]} clauses those that score
 * @param {Index} index
 * @returns {Promise<Scores>}
 */
export async function scored(clauses, index) {
  const { weights } = index;
  const opened = await Promise.all(clauses.filter(isOpen).map((clause) => opening(clause, index)));
  const closed = clauses.filter((clause) => !isOpen(clause));
  const times = countsOf(closed);
  const many = times.size > weights.soon;
  const terms = [...times.keys()];
  const { rare, common, unread } = many ? await chosen(terms, index) : { rare: terms, common: [], unread: [] };
  const asked = [...rare, ...common];
  const single = singleTerms(closed);
  const named = opened.flatMap(({ known }) => known.map(({ term }) => term));
  const count = (/** @type {string[]} */ terms) =>
    terms.filter((term) => single.has(term)).length + opened.filter(({ known }) => known.length).length;
  /** @param {Known[]} known @param {string[]} [left] terms that are not read, of which papers have most or all
   * @param {Map<string, number[]>} [names] papers called like a term */
  const sum = (known, left = [], names = new Map()) => {
    const terms = count([...known.map(({ term }) => term), ...left]);
    const used = [...known].sort((a, b) => a.df - b.df || order(a.term, b.term)).slice(0, weights.most);
    const scores = summed(used, times, names, terms, opened, index);
    return { scores, paired: scores, terms, marks: marksOf([...used.map(({ term }) => term), ...named], index), partly: false };
  };
  if (!many) {
    const known = await index.terms.all(asked);
    const pairs = pairsOf(clauses, new Set(known.map(({ term }) => term)));
    const words = sum(known);
    const all = { ...words, paired: await withPairs(words.scores, pairs, index) };
    return { soon: all, whole: async () => all };
  }
  const [first, later] = [asked.slice(0, weights.soon), asked.slice(weights.soon)];
  const [known, names] = await Promise.all([index.terms.all(first), called(closed, first, index)]);
  const soon = sum(known, [...later, ...unread], names);
  const marks = marksOf([...soon.marks, ...later.slice(0, weights.most - weights.soon)], index);
  // Of those not yet asked for, few papers have words that are joined here only.
  const lost = rare.filter((term, n) => (n < weights.soon ? !known.some((one) => one.term === term) : !single.has(term))).length;
  return {
    soon: { ...soon, marks, partly: true },
    whole: async () => {
      // Common terms that are used even if papers have all the rare ones are loaded at the same time as these.
      const sure = common.slice(0, Math.max(0, weights.most - rare.length + lost));
      const [rarest] = await Promise.all([index.terms.all(rare), index.terms.all(sure)]);
      const more = Math.max(0, weights.most - rarest.length);
      const used = [...rarest, ...(await index.terms.all(common.slice(0, more)))];
      return sum(used, [...common.slice(more), ...unread], await called(closed, used.map(({ term }) => term), index));
    },
  };
}

/**
 * @param {Known[]} used
 * @param {Map<string, number>} times each is named
 * @param {Map<string, number[]>} names papers called like a term
 * @param {number} terms of the query
 * @param {{ known: Known[], boost: number }[]} opened
 * @param {Index} index
 */
export function summed(used, times, names, terms, opened, { count, weights }) {
  const scores = new Float64Array(count);
  for (const one of [...used].sort((a, b) => order(a.term, b.term))) {
    const weight = queryWeight(one, times.get(one.term) ?? 1, terms, count, weights);
    add(scores, one, weight * weights.quantum * termWeight(one, count));
    for (const number of names.get(one.term) ?? []) scores[number] += weights.named * weight * termWeight(one, count);
  }
  for (const { known, boost } of opened) {
    for (const one of known) add(scores, one, boost * weights.quantum * termWeight(one, count));
  }
  return scores;
}

/**
 * How often each term occurs, including boosts.
 * @param {Clause[]} clauses
 */
export function countsOf(clauses) {
  /** @type {Map<string, number>} */
  const times = new Map();
  for (const { words, boost } of clauses) {
    for (const { term } of words) times.set(term, (times.get(term) ?? 0) + boost);
  }
  return times;
}

/**
 * Every form of some terms, to be marked in texts.
 * @param {string[]} names
 * @param {Index} index
 */
export function marksOf(names, { language }) {
  const terms = new Set(names.flatMap(termsOf).flatMap((name) => name.split(SEPARATOR)));
  const many = [...PLURALS].flatMap(([several, one]) => (terms.has(term(one, language)) ? [several] : []));
  return [...terms, ...many];
}

/**
 * @param {Clause} clause
 * @param {Index} index
 */
async function opening(clause, index) {
  return { boost: clause.boost, known: await index.terms.all(await expansions(clause, index)) };
}

/**
 * @param {string} a
 * @param {string} b
 */
function order(a, b) {
  return a < b ? -1 : Number(a > b);
}
