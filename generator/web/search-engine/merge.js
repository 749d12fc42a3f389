// Merges several terms into one: forms of a word, spellings of a name.

import { ONLY, SEPARATOR } from "./layout.js";

/** @typedef {import("./rank.js").Known} Known */
/** @typedef {import("./terms.js").Placed} Placed */

/** Separates terms that are looked up as one. */
const OR = "\t";

/**
 * The name of several terms that are merged.
 * @param {string[]} terms
 */
export function either(terms) {
  return [...new Set(terms)].join(OR);
}

/**
 * The terms that a name stands for; usually just one.
 * @param {string} name
 */
export function termsOf(name) {
  return name.split(OR);
}

/**
 * All pairs of the forms of two adjacent terms, merged.
 * @param {string} one
 * @param {string} other
 */
export function paired(one, other) {
  return either(inTexts(one).flatMap((first) => inTexts(other).map((second) => first + SEPARATOR + second)));
}

/** The terms that may be next to another one. @param {string} name */
function inTexts(name) {
  return termsOf(name).filter((term) => !Object.values(ONLY).some((end) => term.endsWith(end)));
}

/**
 * Merges terms: a paper scores by the form that it uses most.
 * @param {string} name
 * @param {Known[]} known
 * @returns {Known | null}
 */
export function merged(name, known) {
  if (known.length < 2) return known[0] ? { ...known[0], term: name } : null;
  /** @type {Map<number, number>} */
  const impacts = new Map();
  for (const { parts } of known) {
    for (const part of parts) {
      part.numbers.forEach((number, n) => impacts.set(number, Math.max(impacts.get(number) ?? 0, part.impacts[n])));
    }
  }
  const numbers = Uint32Array.from(impacts.keys()).sort();
  const df = numbers.length;
  /** @param {"df" | "held"} what */
  const sum = (what) => known.reduce((whole, one) => whole + one[what], 0);
  const held = Math.round((sum("held") * df) / sum("df"));
  return { term: name, df, held, parts: [{ df, held, numbers, impacts: Uint32Array.from(numbers, (number) => impacts.get(number) ?? 0) }] };
}

/**
 * The same, with the places of all forms.
 * @param {string} name
 * @param {Placed[]} placed
 * @returns {Placed | null}
 */
export function mergedPlaces(name, placed) {
  const known = merged(name, placed.map((one) => one.known));
  if (!known || placed.length < 2) return known && { known, places: placed[0].places };
  /** @type {Map<number, number[]>} */
  const held = new Map();
  for (const one of placed) {
    one.known.parts.forEach(({ numbers }, part) => {
      const { starts, places } = one.places[part];
      numbers.forEach((number, n) => held.set(number, [...(held.get(number) ?? []), ...places.subarray(starts[n], starts[n + 1])]));
    });
  }
  const [{ numbers }] = known.parts;
  const lists = Array.from(numbers, (number) => [...new Set(held.get(number))].sort((a, b) => a - b));
  const starts = new Uint32Array(numbers.length + 1);
  lists.forEach((list, n) => (starts[n + 1] = starts[n] + list.length));
  return { known, places: [{ starts, places: Uint32Array.from(lists.flat()) }] };
}
