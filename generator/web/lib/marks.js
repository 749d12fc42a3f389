// Which letters of a text the reader's words have found.
import { folded } from "./fold.js";

/** @typedef {{ text: string, marked: boolean }} Part */

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const LEAST = 4;
const ENDING = 7;

/**
 * Whether a stem is that of a word, as far as can be said without the stemmer: one begins with the
 * other, both have four letters, and what is left is no longer than an ending. "y" may have become "i".
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
 * A text cut where marked words begin and end.
 * @param {string} text
 * @param {string[]} stems
 * @returns {Part[]}
 */
export function marked(text, stems) {
  const wanted = stems.map(folded).filter(Boolean);
  return cut(text, (word) => (wanted.some((stem) => isStemOf(folded(word), stem)) ? word.length : 0));
}

/**
 * A text in which the beginnings of words that the reader typed are marked.
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
 * How many letters of a word make a folded beginning: "ß" and ligatures make several letters of it.
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
