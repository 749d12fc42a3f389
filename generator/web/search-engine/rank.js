// Scores papers, from decoded values alone. Scores are indexed by paper number.

import { cosine } from "./groups.js";

/** @typedef {import("./postings.js").Postings} Postings */

/**
 * The parameters of the ranking, from the manifest.
 * @typedef {object} Weights
 * @property {number} quantum of an impact
 * @property {number} pair weight of two adjacent terms, relative to one term
 * @property {number} feedback number of best papers that determine the direction of a query
 * @property {number} groups loaded that are nearest to it
 * @property {number} beside the same for a title: its own group and those nearest to it
 * @property {number} own number of best papers whose own groups are loaded in any case
 * @property {number} miss what a paper in another group gets instead
 * @property {number} semantic
 * @property {number} prior
 * @property {number} long number of terms from which a query counts as long
 * @property {number} full number of terms up to which directions count fully
 * @property {number} far number of terms up to which they count
 * @property {number} most terms that are used
 * @property {number} heavy bytes of terms that are loaded for a text of many
 * @property {number} soon number of rarest terms that give the first answer to a longer query
 * @property {number} named how much more of a rare term's weight a paper gets that is called like it, in a long query
 * @property {number} title number of words from which on a text that is a title means its paper
 * @property {number} light bytes of terms that are loaded to find what is near it
 * @property {number} rare exponent of a rare term's weight in a long query
 */

/**
 * A term in all segments.
 * @typedef {object} Known
 * @property {string} term
 * @property {number} df
 * @property {number} held
 * @property {Postings[]} parts postings of the segments that have it, in order
 */

/**
 * lunr's inverse document frequency of a term: small if it is in about half of the fields.
 * @param {Known} known
 * @param {number} papers
 */
export function termWeight({ held }, papers) {
  return Math.log(1 + Math.abs((papers - held + 0.5) / (held + 0.5)));
}

/**
 * @param {Known} known
 * @param {number} papers
 */
export function rarity({ df }, papers) {
  return Math.log(1 + (papers - df + 0.5) / (df + 0.5));
}

/**
 * A term's weight, from how often a query contains it. In a long query many words mean little.
 * @param {Known} known
 * @param {number} times
 * @param {number} terms of the query
 * @param {number} papers
 * @param {Weights} weights
 */
export function queryWeight(known, times, terms, papers, weights) {
  if (terms < weights.long) return times;
  return (times < 1 ? times : 1 + Math.log(times)) * (rarity(known, papers) / 5) ** weights.rare;
}

/**
 * Adds the papers' scores for a term or a pair.
 * @param {Float64Array} scores
 * @param {Known} known
 * @param {number} factor
 */
export function add(scores, { parts }, factor) {
  for (const { numbers, impacts } of parts) {
    for (let n = 0; n < numbers.length; n++) scores[numbers[n]] += impacts[n] * factor;
  }
}

/**
 * The refined scores: words, and for papers in the loaded groups also their similarity to the query's
 * direction and their prior. A paper without matching words is -Infinity if it is not similar.
 * @param {Float64Array} scores of the words; the largest is 1
 * @param {import("./groups.js").Group[]} groups
 * @param {Float32Array} direction
 * @param {number} terms of the query
 * @param {Weights} weights
 */
export function refined(scores, groups, direction, terms, weights) {
  const share = Math.min(1, weights.full / Math.max(terms, 1));
  const found = new Float64Array(scores.length);
  for (let n = 0; n < found.length; n++) found[n] = scores[n] > 0 ? scores[n] + share * weights.miss : -Infinity;
  for (const { numbers, vectors, priors } of groups) {
    numbers.forEach((number, n) => {
      const near = weights.semantic * cosine(vectors, n, direction) + (weights.prior * priors[n]) / 255;
      found[number] = scores[number] + share * near;
    });
  }
  return found;
}

/**
 * The best papers, best first, and newer ones first if they are equal; papers with -Infinity are left out.
 * @param {Float64Array} scores
 * @param {number} count
 */
export function best(scores, count) {
  /** @type {number[]} a heap, the worst on top */
  const heap = [];
  /** @param {number} a @param {number} b */
  const worse = (a, b) => scores[a] < scores[b] || (scores[a] === scores[b] && a < b);
  const sink = () => {
    const moved = heap[0];
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child + 1 < heap.length && worse(heap[child + 1], heap[child])) child++;
      if (child >= heap.length || !worse(heap[child], moved)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moved;
  };
  const size = Math.min(count, scores.length);
  for (let n = 0; n < size; n++) heap.push(n);
  heap.sort((a, b) => (worse(a, b) ? -1 : 1));
  for (let n = size; n < scores.length && size; n++) {
    if (!worse(heap[0], n)) continue;
    heap[0] = n;
    sink();
  }
  return heap.filter((n) => scores[n] > -Infinity).sort((a, b) => (worse(a, b) ? 1 : -1));
}
