// Marks the letters of a text that match the reader's words.
import { folded } from "./fold.js";

/** @typedef {{ text: string, marked: boolean }} Part */

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const LEAST = 4;
const ENDING = 7;

/**
 * Whether a stem belongs to a word, as far as can be decided without the stemmer: one starts with the
 * other, both have four letters, and the rest is no longer than a suffix. "y" may have become "i".
 * @param {string} word folded
 * @param {string} stem folded
 */
export function isStemOf(word, stem) {
  if (word === stem) return true;
  const root = stem.endsWith("i") ? stem.slice(0, -1) : stem;
  if (root.length < LEAST) return word === `${stem}s`;
  if (word.startsWith(root)) return word.length - root.length <= ENDING;
  return word.length >= LEAST && stem.startsWith(word);
}

/**
 * A text split where marked words start and end.
 * @param {string} text
 * @param {string[]} stems
 * @returns {Part[]}
 */
export function marked(text, stems) {
  const wanted = stems.map(folded).filter(Boolean);
  return cut(text, (word) => (wanted.some((stem) => isStemOf(folded(word), stem)) ? word.length : 0));
}

/**
 * A text with the starts of words marked that the reader typed.
 * @param {string} text
 * @param {string} typed
 * @returns {Part[]}
 */
export function begun(text, typed) {
  const wanted = (folded(typed).match(WORD) ?? []).sort((a, b) => b.length - a.length);
  return cut(text, (word) => {
    const found = wanted.find((one) => folded(word).startsWith(one));
    return found ? reach(word, found) : 0;
  });
}

/**
 * How many letters of a word cover a folded prefix: "ß" and ligatures fold to several letters.
 * @param {string} word
 * @param {string} beginning folded
 */
function reach(word, beginning) {
  let taken = "";
  for (const letter of word) {
    if (folded(taken).startsWith(beginning) && !/^\p{M}/u.test(letter)) break;
    taken += letter;
  }
  return taken.length;
}

/**
 * @param {string} text
 * @param {(word: string) => number} reaches how many letters of a word are marked
 * @returns {Part[]}
 */
function cut(text, reaches) {
  /** @type {Part[]} */
  const parts = [];
  let from = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const length = reaches(word);
    if (!length) continue;
    if (index > from) parts.push({ text: text.slice(from, index), marked: false });
    parts.push({ text: text.slice(index, index + length), marked: true });
    from = index + length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), marked: false });
  return parts;
}
