// Which papers match a clause: masks with a byte for every paper.

import { keyed } from "./exact.js";
import { expansions, isOpen } from "./expand.js";
import { inDays, withTopics } from "./filter.js";
import { key } from "./fold.js";
import { fieldsOf, holdsPhrase, inFields } from "./places.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {import("./words.js").Token} Token */
/** @typedef {import("./terms.js").Placed} Placed */
/** @typedef {import("./filter.js").Mask} Mask */

/**
 * @param {Clause} clause
 * @param {Index} index
 * @returns {Promise<Mask>}
 */
export async function holding(clause, index) {
  if (clause.kind === "range") return inDays(clause.from, clause.until, index);
  if (isOpen(clause)) {
    const terms = await expansions(clause, index);
    return any(index.count, await Promise.all(terms.map((term) => holdingTerm(term, clause.field, index))));
  }
  return (await byName(clause, index)) ?? byWords(clause, index);
}

/**
 * Papers of the id, topic or person that a clause names as a whole; null if it should be found by its
 * words. A name with a stop word in it is looked up as a whole: its words alone would find other names.
 * @param {Clause} clause
 * @param {Index} index
 */
async function byName(clause, index) {
  const { field, plain, words } = clause;
  if (field === "id" && plain[0] === clause.key) return marked(index.count, (await keyed(index, "id", clause.key)).numbers);
  if (field === "topic") {
    const found = (await index.topics()).find((names) => names.some((name) => key(name, index.language) === clause.key));
    return found ? withTopics([found[0]], index) : null;
  }
  const sifted = words.filter(({ span }) => span === 1).length < plain.length;
  if ((field !== "author" && field !== "org") || !sifted) return null;
  const { numbers } = await keyed(index, "name", clause.key);
  return numbers.length || !words.length ? marked(index.count, numbers) : null;
}

/**
 * @param {Clause} clause
 * @param {Index} index
 */
async function byWords({ kind, field, words, plain, distance }, index) {
  const single = words.filter(({ span }) => span === 1);
  const whole = words.filter(({ at, span }) => at === 0 && span > 1 && span === plain.length);
  const found =
    kind === "phrase" && single.length > 1
      ? [await holdingPhrase(single, distance, field, index)]
      : [await holdingAll(single, field, index)];
  const wholes = await Promise.all(whole.map(({ term }) => holdingTerm(term, field, index)));
  return any(index.count, [...found, ...wholes]);
}

/**
 * @param {Token[]} words
 * @param {string} field
 * @param {Index} index
 */
async function holdingAll(words, field, index) {
  const masks = await Promise.all(words.map(({ term }) => holdingTerm(term, field, index)));
  const found = new Uint8Array(index.count);
  return masks.length ? found.map((_, n) => Number(masks.every((mask) => mask[n]))) : found;
}

/**
 * @param {string} term
 * @param {string} field
 * @param {Index} index
 */
async function holdingTerm(term, field, { terms, count }) {
  const found = new Uint8Array(count);
  if (!field) {
    for (const { numbers } of (await terms.find(term))?.parts ?? []) for (const number of numbers) found[number] = 1;
    return found;
  }
  const placed = await terms.placed(term);
  const fields = fieldsOf(field);
  placed?.known.parts.forEach(({ numbers }, part) => {
    const { starts, places } = placed.places[part];
    numbers.forEach((number, n) => {
      found[number] = Number(inFields(places.subarray(starts[n], starts[n + 1]), fields));
    });
  });
  return found;
}

/**
 * @param {Token[]} words
 * @param {number} slack
 * @param {string} field
 * @param {Index} index
 */
async function holdingPhrase(words, slack, field, index) {
  const candidates = await holdingAll(words, "", index);
  const placed = await Promise.all(words.map(({ term }) => index.terms.placed(term)));
  const known = placed.filter((one) => one !== null);
  if (known.length < words.length) return new Uint8Array(index.count);
  const steps = words.map(({ at }, n) => (n ? at - words[n - 1].at : 0));
  const fields = fieldsOf(field);
  return candidates.map((held, number) =>
    Number(held > 0 && holdsPhrase(known.map((one) => placesIn(one, number)), steps, slack, fields)),
  );
}

/**
 * @param {Placed} placed
 * @param {number} number
 */
function placesIn({ known, places }, number) {
  const part = known.parts.findIndex(({ numbers }) => numbers[numbers.length - 1] >= number);
  const { numbers } = known.parts[part];
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < number) low = middle + 1;
    else high = middle;
  }
  return places[part].places.subarray(places[part].starts[low], places[part].starts[low + 1]);
}

/**
 * @param {number} count
 * @param {Mask[]} masks
 */
function any(count, masks) {
  return masks.length === 1 ? masks[0] : new Uint8Array(count).map((_, n) => Number(masks.some((mask) => mask[n])));
}

/**
 * @param {number} count
 * @param {number[]} numbers
 */
function marked(count, numbers) {
  const found = new Uint8Array(count);
  for (const number of numbers) found[number] = 1;
  return found;
}
