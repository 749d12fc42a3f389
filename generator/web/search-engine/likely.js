// What unknown words probably meant.

import { keyed } from "./exact.js";
import { closest, within } from "./lexicon.js";
import { formsOf } from "./spelling.js";
import { written } from "./shorts.js";
import { term } from "./words.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {import("./lexicon.js").Entry} Entry */

/** Word length from which a word can be a typo of another, and how many letters may differ. */
const SHORTEST = 4;
const MOST = 3;
/** What is written as a name, with a capital inside: DeepFloyd is not deeply. Only one letter of it may differ. */
const NAMED = /\p{Ll}\p{Lu}/u;
/** Least letters of each half if two words were written as one. */
const HALF = 3;
/** Letters from which a word can be the name of one paper, and from which two of them may differ; the most names that are looked up. */
const NAME = [5, 9];
const NAMES = 4;
/** Least letters after a typo that is none in the ending: models and model are both right. */
const ENDING = 2;
/** Papers that each half needs, so that a chance prefix does not count. */
const USUAL = 5;

/**
 * What to search for in place of words, if that is known. If two words are really one, the correction is
 * stored with the first, and the second becomes empty.
 * @param {Clause[]} unknown
 * @param {Clause[]} clauses
 * @param {Index} index
 * @returns {Promise<Map<Clause, { wrong: string, right: string }>>}
 */
export async function corrected(unknown, clauses, index) {
  /** @type {Map<Clause, { wrong: string, right: string }>} */
  const found = new Map();
  const candidates = unknown.filter(({ plain, presence }) => plain.length === 1 && !/^.[+#*]+$/.test(plain[0]) && presence === "should");
  if (!candidates.length) return found;
  const words = await index.lexicon();
  for (const clause of candidates) {
    if (found.has(clause)) continue;
    const [word] = clause.plain;
    const at = clauses.indexOf(clause);
    const whole = [[clauses[at], clauses[at + 1]], [clauses[at - 1], clauses[at]]].find(([one, other]) => isJoined(one, other, words));
    if (whole) {
      const [one, other] = whole;
      found.set(one, { wrong: `${one.text} ${other.text}`, right: one.plain[0] + other.plain[0] }).set(other, { wrong: "", right: "" });
      continue;
    }
    const right = written(word) || (await likely(word, words, index, NAMED.test(clause.text) ? 1 : MOST));
    if (right) found.set(clause, { wrong: clause.text, right });
  }
  return found;
}

/**
 * @param {string} word
 * @param {Entry[]} words
 * @param {Index} index
 * @param {number} most letters that may differ
 */
async function likely(word, words, index, most) {
  const bare = word.replace(/^\.|[+#*]+$/g, "");
  if (bare !== word) return bare.length > 1 && (await index.terms.find(term(bare, index.language))) ? bare : "";
  if (!/^[\p{L}\p{N}]+$/u.test(word) || word.length < SHORTEST || !/\p{L}{3}/u.test(word)) return "";
  const near = closest(words, word, most, index.count);
  if (near?.distance === 1) return near.word;
  return (await apart(word, words, index)) || near?.word || (await nameLike(word, words, index)) || apart(word, words, index, true);
}

/**
 * The name of a paper that was probably meant where no common word was: such a word is in the list for this
 * only, and few papers have it.
 * @param {string} word
 * @param {Entry[]} words
 * @param {Index} index
 */
async function nameLike(word, words, index) {
  const most = NAME.filter((length) => word.length >= length).length;
  const near = within(words, word, most).filter((one) => one.distance < 2 || one.word[0] === word[0]);
  near.sort((a, b) => a.distance - b.distance || b.papers - a.papers);
  for (const one of near.slice(0, NAMES)) if ((await keyed(index, "title", one.word)).numbers.length) return one.word;
  return "";
}

/**
 * The usual spelling of a word that papers have only as another form of the same word; "" if it may be right.
 * @param {string} word
 * @param {Entry[]} words
 * @param {Index} index
 */
export function respelled(word, words, { language }) {
  if (word.length < SHORTEST || !term(word, language)) return "";
  const near = within(words, word, 1);
  if (near.some(({ distance }) => !distance)) return "";
  const same = near.filter((one) => term(one.word, language) === term(word, language) && isInside(word, one.word) && !formsOf(word).same.includes(one.word));
  return same.sort((a, b) => b.papers - a.papers)[0]?.word ?? "";
}

/** Whether two words differ neither at the start nor in the last letters. @param {string} one @param {string} other */
function isInside(one, other) {
  return one[0] === other[0] && one.slice(-ENDING) === other.slice(-ENDING);
}

/** @type {WeakMap<Entry[], Set<string>>} */
const usuals = new WeakMap();

/** @param {Entry[]} words */
function usualOf(words) {
  const found = usuals.get(words) ?? new Set(words.flatMap(({ word, papers }) => (papers >= USUAL ? [word] : [])));
  usuals.set(words, found);
  return found;
}

/**
 * Two common words that were written as one, and that follow each other in papers.
 * @param {string} word
 * @param {Entry[]} words
 * @param {Index} index
 * @param {boolean} [mistyped] whether one of them may have a wrong letter
 */
async function apart(word, words, index, mistyped = false) {
  const usual = usualOf(words);
  const known = (/** @type {string} */ half) => usual.has(half) || usual.has(`${half}s`) || (half.endsWith("s") && usual.has(half.slice(0, -1)));
  for (let at = word.length - HALF; at >= HALF; at--) {
    const parts = [word.slice(0, at), word.slice(at)];
    if (!parts.every(known) && !(mistyped && parts.some(known))) continue;
    const halves = parts.map((half) => (known(half) ? half : (half.length > HALF && closest(words, half, 1, index.count)?.word) || ""));
    const pair = halves.map((half) => term(half, index.language));
    if (pair.every(Boolean) && (await index.terms.find(pair.join(" ")))) return halves.join(" ");
  }
  return "";
}

/**
 * Whether two adjacent words are really one word.
 * @param {Clause | undefined} one
 * @param {Clause | undefined} other
 * @param {Entry[]} words
 */
function isJoined(one, other, words) {
  const plain = [one, other].every((clause) => clause?.kind === "word" && !clause.field && clause.presence === "should" && clause.plain.length === 1);
  const whole = plain ? `${one?.plain[0]}${other?.plain[0]}` : "";
  return whole !== "" && words.some(({ word, papers }) => papers >= USUAL && (word === whole || word === `${whole}s` || `${word}s` === whole));
}
