// Terms in other languages, for words that no paper has (`search/foreign.py`).

import { Reader } from "./bytes.js";
import { letters } from "./fold.js";

/** @typedef {import("./fold.js").Language} Language */

/** The most words of one name. */
const WORDS = 5;
const IDEOGRAPHS = /[\u3040-\u30ff\u3400-\u9fff]/;
/** Endings of plurals and cases; a name is looked up without them, too. */
const ENDINGS = [/s$/, /es$/, /e$/, /en$/, /n$/];
/** The most characters of a text without spaces that are in no name, such as particles. */
const LEFT = 2;

/**
 * English terms by their names in other languages, folded.
 * @param {Uint8Array} file
 */
export function foreignOf(file) {
  const reader = new Reader(file);
  /** @type {Map<string, string>} */
  const found = new Map();
  while (!reader.done) found.set(reader.word(), reader.word());
  return found;
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
    if (run) replaced.push(typed.slice(at, at + run.count).join(" "));
    at += run?.count ?? 1;
  }
  return replaced.length ? { query: query.join(" "), replaced } : null;
}

/**
 * The longest name that some words begin with.
 * @param {string[]} words
 * @param {Map<string, string>} names
 */
function longest(words, names) {
  for (let count = words.length; count > 0; count--) {
    const run = words.slice(0, count);
    const forms = [run, ...ENDINGS.map((ending) => run.map((word) => word.replace(ending, "")))];
    const english = forms.map((form) => names.get(form.join(" "))).find(Boolean);
    if (english) return { english, count };
  }
  return null;
}

/**
 * The names that a text without spaces consists of.
 * @param {string} word
 * @param {Map<string, string>} names
 */
function spaceless(word, names) {
  if (!IDEOGRAPHS.test(word)) return null;
  const found = [];
  let left = 0;
  for (let at = 0; at < word.length; ) {
    let end = word.length;
    while (end > at && !names.has(word.slice(at, end))) end--;
    if (end > at) found.push(names.get(word.slice(at, end)));
    else left += 1;
    at = Math.max(end, at + 1);
  }
  return found.length && left <= LEFT ? { english: found.join(" "), count: 1 } : null;
}
