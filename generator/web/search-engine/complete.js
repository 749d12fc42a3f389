// Completes the start of a name.

import { Reader } from "./bytes.js";
import { COMPLETION, COMPLETION_KINDS, DEPTH, EITHER } from "./layout.js";

/** @typedef {{ kind: (typeof COMPLETION_KINDS)[number], label: string, path: string, count: number }} Completion */

/**
 * The names in which one of the first words starts with the typed text. Within each kind, names that
 * start with it as a whole come first. All words of a person's name are equal.
 * @param {import("./shelf.js").Shelf} shelf
 * @param {string} typed
 * @param {(text: string) => string} fold
 * @returns {Promise<Completion[]>}
 */
export async function complete(shelf, typed, fold) {
  const folded = fold(typed);
  const letters = [...folded];
  for (let length = Math.min(DEPTH, letters.length); length > 0; length--) {
    const value = await shelf.find(letters.slice(0, length).join(""));
    if (value) return ordered(read(value), (label) => placeOf(label, folded, fold));
  }
  return [];
}

/**
 * @param {Uint8Array} value
 * @returns {Completion[]}
 */
function read(value) {
  const reader = new Reader(value);
  const found = [];
  while (!reader.done) {
    const { kind, weight, ...named } = reader.record(COMPLETION);
    found.push({ ...named, kind: COMPLETION_KINDS[kind], count: weight });
  }
  return found;
}

/**
 * @param {Completion[]} items kind by kind, each with the best first
 * @param {(label: string) => number} placeIn
 */
function ordered(items, placeIn) {
  const fitting = items.map((one) => ({ one, place: placeIn(one.label) })).filter(({ place }) => place >= 0);
  /** @param {{ one: Completion, place: number }} found */
  const later = ({ one, place }) => COMPLETION_KINDS.indexOf(one.kind) * 2 + Number(one.kind !== EITHER && place > 0);
  return fitting.sort((a, b) => later(a) - later(b)).map(({ one }) => one);
}

/**
 * The first word at which the rest of the label starts with the text; -1 if there is none.
 * @param {string} label
 * @param {string} folded
 * @param {(text: string) => string} fold
 */
function placeOf(label, folded, fold) {
  const words = label.split(/\s+/).map(fold);
  return words.findIndex((_, at) => [...words.slice(at), ...words.slice(0, at)].join("").startsWith(folded));
}
