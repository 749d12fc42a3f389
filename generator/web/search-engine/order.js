// The order in which papers are shown.

import { looked } from "./looked.js";
import { best, refined } from "./rank.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./found.js").Found} Found */
/** @typedef {import("./filter.js").Mask} Mask */
/** @typedef {Map<number, "" | "id" | "title" | "author">} Exact why a paper leads; "" for a title with its spaces elsewhere */

/** More than the number of any day: papers of equal votes are shown newest first. */
const VOTE = 2 ** 22;

/** The share of the best score from which a paper is about the words. */
const ABOUT = 0.7;

/**
 * The papers that are found: a text without search terms finds nothing, unless there are filters.
 * @param {Found} found
 * @param {boolean} filtered
 */
export function asked(found, filtered) {
  return found.idle && !filtered ? { ...found, held: new Uint8Array(found.held.length) } : found;
}

/**
 * Papers that match and pass: exact ones, and of the rest those that have a score or need none.
 * @param {Found} found
 * @param {Float64Array} scores of its words
 * @param {Mask} passing
 */
export function matched({ held, worded, exact }, scores, passing) {
  const mask = passing.map((bit, n) => bit & held[n] & Number(!worded || scores[n] > 0));
  for (const number of [...exact.ids, ...exact.titles, ...exact.names]) mask[number] = passing[number];
  return mask;
}

/**
 * Scores of the papers that a mask lets through, else -Infinity.
 * @param {Float64Array} scores
 * @param {Mask} mask
 */
export function masked(scores, mask) {
  return scores.map((score, n) => (mask[n] ? score : -Infinity));
}

/**
 * Exact matches, which come first, in order: the id, titles, then papers of the name by score.
 * @param {Found} found
 * @param {Mask} passing
 * @param {Float64Array} scores
 */
export function leading({ exact }, passing, scores) {
  /** @type {Exact} */
  const lead = new Map();
  const names = new Float64Array(scores.length).fill(-Infinity);
  for (const number of exact.names) names[number] = Math.max(scores[number], 0);
  for (const number of exact.ids) lead.set(number, "id");
  for (const number of exact.titles) if (!lead.has(number)) lead.set(number, exact.joined?.includes(number) ? "" : "title");
  for (const number of best(names, exact.names.length)) if (!lead.has(number)) lead.set(number, "author");
  return new Map([...lead].filter(([number]) => passing[number]));
}

/**
 * The leading papers, then the best others, and whether there are more.
 * @param {Float64Array} scores
 * @param {Exact} lead
 * @param {number} limit
 */
export function following(scores, lead, limit) {
  const rest = Float64Array.from(scores);
  for (const number of lead.keys()) rest[number] = -Infinity;
  const numbers = [...lead.keys(), ...best(rest, limit + 1)];
  return { numbers: numbers.slice(0, limit), more: numbers.length > limit };
}

/**
 * The papers that tell what is meant: the one that others like it are asked of, the one whose title of many words was
 * typed, or the best by words and pairs.
 * @param {Found} found
 * @param {Float64Array} scores
 * @param {Index} index
 */
export function feedback({ like, exact, soon, titled }, scores, { weights }) {
  if (like >= 0) return [like];
  if (titled || (exact.titles.length && soon.terms > weights.full)) return exact.titles.slice(0, 1);
  return best(scores, weights.feedback).filter((number) => scores[number] > 0);
}

/**
 * Scores of words and pairs combined with the papers' similarity to the best of them.
 * @param {Found} found
 * @param {number} terms of it that occur in papers
 * @param {Float64Array} paired scores of its words and pairs
 * @param {Mask} mask papers found
 * @param {Mask} passing the filters
 * @param {Index} index
 */
export async function refinedScores(found, terms, paired, mask, passing, index) {
  const { weights } = index;
  const words = paired.map((score, n) => (mask[n] ? score : 0));
  const most = words.reduce((a, b) => Math.max(a, b), 0) || Number(found.titled); // of a title all words may be too long to read
  if (!most) return { scores: masked(words, mask), groups: [] };
  const scores = words.map((score) => score / most);
  const { groups, direction } = await looked(found, feedback(found, scores, index), terms, index);
  const all = refined(scores, groups, direction, found.titled ? 0 : terms, weights);
  const open = found.wide ? mask.map((bit, n) => bit | (passing[n] & found.held[n])) : mask;
  return { scores: masked(all, open), groups };
}

/**
 * Papers that other orders than relevance show, and that are counted: those with all words, or else with any.
 * "Newest" and "best" in a text mean papers about its subject, so not those that only mention it.
 * @param {Found} found
 * @param {Mask} mask
 * @param {Float64Array} scores of its words
 */
export function narrowed({ every, order, worded }, mask, scores) {
  const both = every && mask.map((bit, n) => bit & every[n]);
  const held = both?.includes(1) ? both : mask;
  if (!order || !worded) return held;
  const most = scores.reduce((best, score, n) => (held[n] && score > best ? score : best), 0);
  return held.map((bit, n) => bit & Number(scores[n] >= ABOUT * most));
}

/**
 * Scores that order papers by something other than relevance, such as newest first.
 * @param {string} order
 * @param {Mask} mask
 * @param {Index} index
 */
export async function otherScores(order, mask, { columns, count }) {
  const [days, votes] = await Promise.all([columns.days(), order === "votes" ? columns.votes() : null]);
  const sign = order === "oldest" ? -1 : 1;
  const scores = new Float64Array(days.length).fill(-Infinity);
  mask.forEach((bit, n) => bit && (scores[n] = VOTE * (votes?.[n] ?? 0) + sign * (days[n] + n / count)));
  return scores;
}

/**
 * Whether any paper has votes; otherwise there is no order by them.
 * @param {Index} index
 */
export async function isRated({ columns }) {
  return (await columns.votes()).some((/** @type {number} */ known) => known > 0);
}
