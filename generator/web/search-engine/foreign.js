// Terms in other languages, for words that no paper has (`search/foreign.py`).

import { Reader } from "./bytes.js";
import { letters } from "./fold.js";

/** @typedef {import("./fold.js").Language} Language */

/** The most words of one name. */
const WORDS = 5;
const SPACELESS = /[\u3040-\u30ff\u3400-\u9fff]/;
/** Endings of plurals and cases; names are looked up without them. */
const ENDING = /(?<=.{3})(?:[emnrsx]+|[аеийоуыьэюя]+[хмв]?)$/;
/** Characters that are not worth reading in a text without spaces: such a text is more than a name. */
const LONGEST = 60;

/**
 * English terms by their names in other languages, folded; words that mean nothing by themselves have an empty one.
 * @param {Uint8Array} file
 */
export function foreignOf(file) {
  const reader = new Reader(file);
  /** @type {Map<string, string>} */
  const found = new Map();
  while (!reader.done) found.set(bare(reader.word()), reader.word());
  return found;
}

/**
 * Folded words without endings, and with ä, ö and ü in place of how they are typed elsewhere.
 * @param {string} words
 */
function bare(words) {
  return words.split(" ").map((word) => word.replace(/([aou])e/g, "$1").replace(ENDING, "")).join(" ");
}

/**
 * Whether a text is a few words without spaces: their characters are many terms, but of few words.
 * @param {string} text
 */
export function isSpaceless(text) {
  return text.length < LONGEST && SPACELESS.test(text);
}

/**
 * A text with names in other languages in English, and what was replaced; null if it has none.
 * @param {string} text
 * @param {Map<string, string>} names
 * @param {Language} language
 * @returns {{ query: string, replaced: string[] } | null}
 */
export function inEnglish(text, names, language) {
  const typed = text.trim().split(/\s+/);
  const words = typed.map((word) => letters(word, language).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
  /** @type {string[]} */
  const query = [];
  /** @type {string[]} */
  const replaced = [];
  for (let at = 0; at < words.length; ) {
    const run = longest(words.slice(at, at + WORDS), names) ?? spaceless(words[at], names);
    query.push(run ? run.english : typed[at]);
    if (run && run.english !== words.slice(at, at + run.count).join(" ")) replaced.push(typed.slice(at, at + run.count).join(" "));
    at += run?.count ?? 1;
  }
  const told = query.filter(Boolean).join(" ");
  return replaced.length && told ? { query: told, replaced } : null;
}

/**
 * The longest name that some words begin with.
 * @param {string[]} words
 * @param {Map<string, string>} names
 */
function longest(words, names) {
  for (let count = words.length; count > 0; count--) {
    const english = names.get(bare(words.slice(0, count).join(" ")));
    if (english !== undefined) return { english, count };
  }
  return null;
}

/**
 * The names that a text without spaces consists of, and Latin words between them; null if they are less than half of it.
 * @param {string} word
 * @param {Map<string, string>} names
 */
function spaceless(word, names) {
  if (!SPACELESS.test(word)) return null;
  const found = [];
  let left = 0;
  for (let at = 0; at < word.length; ) {
    let end = word.length;
    while (end > at && !names.has(word.slice(at, end))) end--;
    const latin = /^[a-z0-9][a-z0-9.+-]*/.exec(word.slice(at))?.[0] ?? "";
    if (latin.length >= end - at) end = at + latin.length;
    if (end > at) found.push(names.get(word.slice(at, end)) ?? latin);
    else left += 1;
    at = Math.max(end, at + 1);
  }
  const english = found.filter(Boolean).join(" ");
  return english && left * 2 <= word.length ? { english, count: 1 } : null;
}
