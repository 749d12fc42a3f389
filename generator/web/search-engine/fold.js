// Folds text for the search: the parts of folding that only the search needs, such as TeX. See `tokens/fold.py`.

import { bare, folded } from "../lib/fold.js";

/**
 * The builder's tables, from the index manifest.
 * @typedef {object} Language
 * @property {string} dress expression for invisible TeX
 * @property {Record<string, string>} signs macro of TeX to its sign
 * @property {string} spaceless inside of a character class: scripts without spaces
 * @property {string} stemmed expression for words that are stemmed
 * @property {string} chunk expression for the text between spaces and signs
 * @property {string} signed expression for a piece of it: sign before, letters, sign after
 * @property {string} space inside of a character class: whitespace
 * @property {string} head expression for a title up to its colon
 * @property {string} report expression for the title of a report, which names its subject
 * @property {string} model expression for a name with a number
 * @property {number} whole the most hyphenated parts that are also indexed as one word
 */

/** @typedef {{ space: RegExp, dress: RegExp, signs: Map<string, string> }} Tables */

/** @type {WeakMap<Language, Tables>} */
const known = new WeakMap();

/**
 * @param {Language} language
 * @returns {Tables}
 */
function tablesOf(language) {
  const made = known.get(language);
  if (made) return made;
  const tables = {
    space: new RegExp(`[${language.space}]+`, "gu"),
    dress: new RegExp(language.dress, "gu"),
    signs: new Map(Object.entries(language.signs)),
  };
  known.set(language, tables);
  return tables;
}

/**
 * Lower case without accents and TeX; every remaining non-ASCII character is part of a word.
 * @param {string} text
 * @param {Language} language
 */
export function letters(text, language) {
  const tables = tablesOf(language);
  const plain = /[\\${}]/.test(text)
    ? text
        .replace(tables.dress, "")
        .replace(/\\([A-Za-z]+)/g, (_, name) => tables.signs.get(name) ?? ` ${name}`)
        .replace(/[${}]/g, "")
    : text;
  return folded(plain).replace(/[^\p{L}\p{N}\p{M}\x00-\x7f]/gu, " ");
}

/**
 * The lookup key of an id, title or name: only letters and digits; may be empty.
 * @param {string} text
 * @param {Language} language
 */
export function key(text, language) {
  return letters(text, language).replace(/[^a-z0-9\x80-\u{10ffff}]+/gu, "");
}

/**
 * The lookup key of a text that consists of signs: everything except spaces and zero-width characters.
 * @param {string} text
 * @param {Language} language
 */
export function signs(text, language) {
  return bare(text.normalize("NFKC").replace(tablesOf(language).space, ""));
}

/**
 * 32-bit FNV-1a over UTF-8: the position of a key in the index.
 * @param {string} key
 * @returns {number}
 */
export function mark(key) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}
