// A text that may be the whole title of a paper. If it is, the paper is known, and others are found by its rarer words and
// by what it is about: the long lists of papers with common words would only confirm that. So these lists wait until it is
// known that the text is another.

import { isPlain, LONGEST } from "./exact.js";
import { pairsOf, singleTerms, withPairs } from "./pairs.js";
import { countsOf, marksOf, summed } from "./score.js";
import { fitting, weighed } from "./weighed.js";

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
  const bytes = await weighed([...countsOf(clauses).keys()], segments);
  const shortest = [...bytes.keys()].sort((a, b) => (bytes.get(a) ?? 0) - (bytes.get(b) ?? 0));
  const terms = fitting(shortest, bytes, worded.length > weights.title ? weights.light : Infinity);
  return { terms, whole: terms.length === bytes.size };
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
  const single = singleTerms(clauses);
  const scores = summed(known, times, new Map(), single.size, [], index);
  const paired = await withPairs(scores, pairsOf(clauses, new Set(known.map(({ term }) => term))), index);
  const all = { scores, paired, terms: single.size, marks: marksOf([...times.keys()], index), partly: false };
  return { soon: all, whole: async () => all };
}
