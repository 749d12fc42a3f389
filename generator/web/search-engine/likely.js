// What was meant by words that no paper has.

import { closest } from "./lexicon.js";
import { written } from "./shorts.js";
import { term } from "./words.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {import("./lexicon.js").Entry} Entry */

/** Letters from which a word can be a typo of another, and that may differ. */
const SHORTEST = 4;
const MOST = 3;
/** Letters of each half of two words that were written as one. */
const HALF = 3;
/** Papers that a half of them needs, so that no chance beginning is one. */
const USUAL = 5;

/**
 * What to search for in the place of words, where that can be told. Of two words that are one the second
 * is right as nothing, and wrong with the first.
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
    const right = written(word) || (await likely(word, words, index));
    if (right) found.set(clause, { wrong: clause.text, right });
  }
  return found;
}

/**
 * @param {string} word
 * @param {Entry[]} words
 * @param {Index} index
 */
async function likely(word, words, index) {
  const bare = word.replace(/^\.|[+#*]+$/g, "");
  if (bare !== word) return bare.length > 1 && (await index.terms.find(term(bare, index.language))) ? bare : "";
  if (!/^[\p{L}\p{N}]+$/u.test(word) || word.length < SHORTEST || !/\p{L}{3}/u.test(word)) return "";
  const near = closest(words, word, MOST, index.count);
  if (near?.distance === 1) return near.word;
  return (await apart(word, words, index)) || (near?.word ?? "");
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
 * Two usual words that were written as one, and follow each other in papers.
 * @param {string} word
 * @param {Entry[]} words
 * @param {Index} index
 */
async function apart(word, words, index) {
  const usual = usualOf(words);
  const known = (/** @type {string} */ half) => usual.has(half) || usual.has(`${half}s`) || (half.endsWith("s") && usual.has(half.slice(0, -1)));
  for (let at = word.length - HALF; at >= HALF; at--) {
    const halves = [word.slice(0, at), word.slice(at)];
    if (!halves.every(known)) continue;
    const pair = halves.map((half) => term(half, index.language));
    if (pair.every(Boolean) && (await index.terms.find(pair.join(" ")))) return halves.join(" ");
  }
  return "";
}

/**
 * Whether two neighbouring words are one that was parted.
 * @param {Clause | undefined} one
 * @param {Clause | undefined} other
 * @param {Entry[]} words
 */
function isJoined(one, other, words) {
  const plain = [one, other].every((clause) => clause?.kind === "word" && !clause.field && clause.presence === "should" && clause.plain.length === 1);
  const whole = plain ? `${one?.plain[0]}${other?.plain[0]}` : "";
  return whole !== "" && words.some(({ word, papers }) => papers >= USUAL && (word === whole || word === `${whole}s` || `${word}s` === whole));
}
