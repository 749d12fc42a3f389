// The archive's words as they are written, and which of them is close to another.

import { Reader } from "./bytes.js";

/** @typedef {{ word: string, papers: number }} Entry */

const NEAR_SHORT = 1;
const NEAR_LONG = 2;
const LONG = 6;
const text = new TextDecoder();

/**
 * @param {Uint8Array} file
 * @returns {Entry[]} in order of their bytes
 */
export function wordsOf(file) {
  const reader = new Reader(file);
  const found = [];
  let last = new Uint8Array(0);
  while (!reader.done) {
    const shared = reader.number();
    const rest = reader.take(reader.number());
    if (shared > last.length) throw new RangeError("the list of words is garbled");
    const word = new Uint8Array(shared + rest.length);
    word.set(last.subarray(0, shared));
    word.set(rest, shared);
    found.push({ word: text.decode(word), papers: reader.number() });
    last = word;
  }
  return found;
}

/**
 * The word that was probably meant; null when none is close.
 * @param {Entry[]} words
 * @param {string} wrong
 */
export function closest(words, wrong) {
  const near = within(words, wrong, wrong.length < LONG ? NEAR_SHORT : NEAR_LONG);
  /** @param {{ word: string, papers: number, distance: number }} one */
  const rank = (one) => [one.word[0] === wrong[0] ? 0 : 1, one.distance, -one.papers];
  near.sort((a, b) => rank(a).map((part, n) => part - rank(b)[n]).find(Boolean) ?? 0);
  return near[0]?.word ?? null;
}

/**
 * @param {Entry[]} words
 * @param {string} wanted
 * @param {number} most
 */
export function within(words, wanted, most) {
  return words.flatMap((entry) => {
    if (Math.abs(entry.word.length - wanted.length) > most) return [];
    const distance = differing(wanted, entry.word, most);
    return distance > most ? [] : [{ ...entry, distance }];
  });
}

/**
 * Letters to be added, dropped, replaced or swapped with their neighbour, each letter once (optimal
 * string alignment); more than `most` where it is more.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
export function differing(a, b, most) {
  let before = new Array(b.length + 1).fill(0);
  let above = Array.from(before, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let steps = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps = Math.min(steps, before[j - 2] + 1);
      row.push(steps);
      if (steps < least) least = steps;
    }
    if (least > most) return most + 1;
    before = above;
    above = row;
  }
  return above[b.length];
}
