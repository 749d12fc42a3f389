// The archive's words as they are written, and which of them are close to each other.

import { Reader } from "./bytes.js";
import { cut } from "./cut.js";

/** @typedef {{ word: string, papers: number }} Entry */

/** Word lengths from which one, two and three letters may differ; three only if the first letter is right. */
const LONG = [0, 6, 9];
const DISTANT = 3;
/** Papers that a word needs to be a correction: in a small archive, and by the number of letters that differ. */
const FEW = [2, 3, 5, 10];
const MANY = 1000;
const text = new TextDecoder();

/**
 * @param {Uint8Array} file
 * @returns {Entry[]} in order of their bytes
 */
export function wordsOf(file) {
  const reader = new Reader(file);
  return Array.from(cut(reader), (word) => ({ word: text.decode(word), papers: reader.number() }));
}

/**
 * The word that was probably meant, singular or plural, and how many letters differ; null if none is close
 * and common enough.
 * @param {Entry[]} words
 * @param {string} wrong
 * @param {number} most letters that may differ if the word is long enough
 * @param {number} papers in the archive: in a large one a rare word is as unlikely as a typo
 */
export function closest(words, wrong, most, papers) {
  const allowed = Math.min(most, LONG.findLastIndex((length) => wrong.length >= length) + 1);
  const near = [wrong, `${wrong}s`]
    .flatMap((form) => within(words, form, allowed).map(({ word, ...more }) => ({ ...more, word: form === wrong ? word : word.replace(/s$/, "") })))
    .filter((one) => (one.distance < DISTANT || one.word[0] === wrong[0]) && one.papers >= (papers < MANY ? FEW[0] : FEW[one.distance]));
  /** @param {{ word: string, papers: number, distance: number }} one */
  const rank = (one) => [one.distance + (one.word[0] === wrong[0] ? 0 : 0.5), -one.papers];
  near.sort((a, b) => rank(a).map((part, n) => part - rank(b)[n]).find(Boolean) ?? 0);
  return near[0] ?? null;
}

/**
 * @param {Entry[]} words
 * @param {string} wanted
 * @param {number} most
 */
export function within(words, wanted, most) {
  const [letters, known] = [lettersOf(wanted), letterSets(words)];
  return words.flatMap((entry, n) => {
    if (Math.abs(entry.word.length - wanted.length) > most) return [];
    if (bits(letters ^ known[n]) > 2 * most) return []; // a letter that differs is one more and one less
    const distance = differing(wanted, entry.word, most);
    return distance > most ? [] : [{ ...entry, distance }];
  });
}

/**
 * The number of letters to add, drop, replace or swap with a neighbour, each letter once (optimal
 * string alignment); some number above `most` if it exceeds that.
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

/** @type {WeakMap<Entry[], Uint32Array>} */
const sets = new WeakMap();

/** @param {Entry[]} words */
function letterSets(words) {
  const found = sets.get(words) ?? Uint32Array.from(words, ({ word }) => lettersOf(word));
  sets.set(words, found);
  return found;
}

/**
 * The letters of a word as bits: words that differ in too many are not compared in detail.
 * @param {string} word
 */
function lettersOf(word) {
  let found = 0;
  for (let n = 0; n < word.length; n++) found |= 1 << (word.charCodeAt(n) & 31);
  return found;
}

/** @param {number} set */
function bits(set) {
  let count = 0;
  for (let left = set; left; left &= left - 1) count += 1;
  return count;
}
