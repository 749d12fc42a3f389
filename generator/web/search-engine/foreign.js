// Terms in other languages, for words that no paper has (`search/foreign.py`).

import { Reader } from "./bytes.js";
import { letters } from "./fold.js";

/** @typedef {import("./fold.js").Language} Language */

/** @typedef {{ english: string, count: number, exact: boolean }} Run a name, and whether it is written like this */
/** @typedef {{ run: Run | null, count: number, lacks: boolean, as: string }} Read some words as typed, and whether papers lack any */

/** The most words of one name. */
const WORDS = 5;
const SPACELESS = /[\u3040-\u30ff\u3400-\u9fff]/;
const PARTS = /[^\p{L}\p{N}]+/u;
const SIGNS = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
/** Endings of plurals and cases. */
const ENDING = /(?<=.{4})(?:e[mnrs]?|[nsx]|[аеийоуыьэюя]{1,2}[хмв]?)$/;
/** Marks what names are without endings. */
const BARE = "~";
/** Characters that are not worth reading in a text without spaces: such a text is more than a name, and no name is as long. */
const LONGEST = 60;

/**
 * English terms by their names in other languages, folded, and by these without endings; words that mean nothing by
 * themselves have an empty one, and only as they are written: English words look like them otherwise.
 * @param {Uint8Array} file
 */
export function foreignOf(file) {
  const reader = new Reader(file);
  /** @type {Map<string, string>} */
  const found = new Map();
  while (!reader.done) {
    const [name, term] = [reader.word(), reader.word()];
    found.set(name, term);
    if (term) found.set(bare(name), term);
  }
  return found;
}

/**
 * Folded words without endings, and with ä, ö and ü in place of how they are typed elsewhere.
 * @param {string} words
 */
function bare(words) {
  return BARE + words.split(" ").map((word) => word.replace(/([aou])e/g, "$1").replace(ENDING, "")).join(" ");
}

/**
 * Whether a text is a few words without spaces: their characters are many terms, but of few words.
 * @param {string} text
 */
export function isSpaceless(text) {
  return text.length < LONGEST && SPACELESS.test(text);
}

/**
 * A text with names in other languages in English, and what was replaced of words that no paper has; null if there is
 * none. A word that papers have is replaced within a name of several words, or as it is written if another name is, too.
 * @param {string} text
 * @param {{ text: string }[]} missing what no paper has
 * @param {Map<string, string>} names
 * @param {Language} language
 * @returns {{ query: string, replaced: string[] } | null}
 */
export function inEnglish(text, missing, names, language) {
  /** @param {string} one */
  const wordOf = (one) => letters(one, language).replace(SIGNS, "");
  const typed = text.trim().split(/\s+/);
  const words = typed.map(wordOf);
  const lacking = missing.map((clause) => wordOf(clause.text));
  /** @type {Read[]} */
  const runs = [];
  for (let at = 0; at < words.length; at += runs[runs.length - 1].count) {
    const run = longest(words.slice(at, at + WORDS), names) ?? spaceless(words[at], typed[at].replace(SIGNS, ""), names);
    const count = run?.count ?? 1;
    const of = words.slice(at, at + count);
    const lacks = of.some((word) => lacking.some((one) => (SPACELESS.test(word) ? word.includes(one) : one === word || word.split(PARTS).includes(one))));
    runs.push({ run, count, lacks, as: typed.slice(at, at + count).join(" ") });
  }
  const sure = runs.filter(({ run }) => run?.exact).length > 1;
  const read = runs.map((one) => (one.run && (one.lacks || one.count > 1 || (one.run.exact && sure)) ? one.run.english : one.as));
  const replaced = runs.flatMap(({ run, lacks, as }) => (run && lacks ? [as] : []));
  const query = read.filter(Boolean).join(" ");
  return replaced.length && query ? { query, replaced } : null;
}

/**
 * The longest name that some words begin with.
 * @param {string[]} words
 * @param {Map<string, string>} names
 * @returns {Run | null}
 */
function longest(words, names) {
  for (let count = words.length; count > 0; count--) {
    const run = words.slice(0, count).join(" ");
    const exact = names.get(run);
    const english = exact ?? names.get(bare(run));
    if (english !== undefined) return { english, count, exact: exact !== undefined };
  }
  return null;
}

/**
 * The names that a text without spaces consists of, and Latin words between them; null if they are less than half of it.
 * @param {string} word
 * @param {string} typed the same with its capitals
 * @param {Map<string, string>} names
 * @returns {Run | null}
 */
function spaceless(word, typed, names) {
  if (!SPACELESS.test(word)) return null;
  const whole = typed.length === word.length ? typed : word;
  const found = [];
  let left = 0;
  for (let at = 0; at < word.length; ) {
    let end = Math.min(word.length, at + LONGEST);
    while (end > at && !names.has(word.slice(at, end))) end--;
    const latin = /^[a-z0-9][a-z0-9.+-]*/.exec(word.slice(at))?.[0].length ?? 0;
    if (end > at && latin < end - at) found.push(names.get(word.slice(at, end)));
    else if (latin) found.push(whole.slice(at, (end = at + latin)));
    else left += 1;
    at = Math.max(end, at + 1);
  }
  const english = [...new Set(found)].filter(Boolean).join(" ");
  return english && left * 2 <= word.length ? { english, count: 1, exact: true } : null;
}
