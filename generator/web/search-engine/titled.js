// A text that may be the whole title of a paper. If it is, the paper is known, and others are found by its rarer words and
// by what it is about: the long lists of papers with common words would only confirm that. So these lists wait until it is
// known that the text is another.

import { isPlain, LONGEST } from "./exact.js";
import { SEPARATOR } from "./layout.js";
import { termsOf } from "./merge.js";
import { pairsOf, withPairs } from "./pairs.js";
import { countsOf, marksOf, summed } from "./score.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {{ terms: string[], whole: boolean }} Light terms that take few bytes to load, and whether a text has no others */

/**
 * What is looked up of a text before it is known whether it is a title; null if it has operators, or is so short that it is
 * a subject as well, of which people expect all papers. All words of the shortest titles are looked up.
 * @param {string} text
 * @param {Clause[]} clauses
 * @param {Index} index
 * @returns {Promise<Light | null>}
 */
export async function lightOf(text, clauses, { segments, weights }) {
  const worded = clauses.filter(({ words }) => words.length);
  if (worded.length < weights.title || text.length > LONGEST || !clauses.every((clause) => clause.kind === "word" && isPlain(clause))) return null;
  const terms = [...countsOf(clauses).keys()];
  const weighed = await Promise.all(terms.map(async (term) => ({ term, weight: await weightOf(term, segments) })));
  let left = worded.length > weights.title ? weights.light : Infinity;
  const light = weighed.sort((a, b) => a.weight - b.weight).filter(({ weight }) => (left -= weight) >= 0);
  return { terms: light.map(({ term }) => term), whole: light.length === terms.length };
}

/**
 * How many bytes are loaded for a term: many if many papers have it.
 * @param {string} term
 * @param {Index["segments"]} segments
 */
async function weightOf(term, segments) {
  const words = termsOf(term).flatMap((one) => one.split(SEPARATOR));
  const weights = await Promise.all(words.flatMap((word) => segments.map(({ terms }) => terms.weigh(word))));
  return weights.reduce((sum, weight) => sum + weight, 0);
}

/**
 * The scores of a title's clauses, by the terms that were looked up.
 * @param {Clause[]} clauses
 * @param {Light} light
 * @param {Index} index
 * @returns {Promise<import("./score.js").Scores>}
 */
export async function scoredLightly(clauses, light, index) {
  const times = countsOf(clauses);
  const known = await index.terms.all(light.terms);
  const single = new Set(clauses.flatMap(({ words }) => words.flatMap(({ term, span }) => (span === 1 ? [term] : []))));
  const scores = summed(known, times, new Map(), single.size, [], index);
  const paired = await withPairs(scores, pairsOf(clauses, new Set(known.map(({ term }) => term))), index);
  const all = { scores, paired, terms: single.size, marks: marksOf([...times.keys()], index), partly: false };
  return { soon: all, whole: async () => all };
}
