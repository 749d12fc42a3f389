// Words that no paper has: what was probably meant, and what is said of it.

import { closest } from "./lexicon.js";
import { formsOf } from "./spelling.js";
import { spelledOut, written } from "./shorts.js";
import { outOf, widened } from "./widen.js";
import { chunks, term, tokens } from "./words.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {import("./match.js").Note} Note */
/** @typedef {import("./lexicon.js").Entry} Entry */
/** @typedef {{ clauses: Clause[], query: string, notes: Note[], unended: boolean }} Mended `query` is the text as it is searched */

/** Letters from which a word can be a typo of another, and that may differ. */
const SHORTEST = 4;
const MOST = 3;
/** Letters of each half of two words that were written as one. */
const HALF = 3;
/** Papers that a half of them needs, so that no chance beginning is one. */
const USUAL = 5;
/** Papers of a word that may be a part of another; and how much more often the whole is written. */
const RARE = 100;
const SHORT = 7;
const TIMES = 10;
/** Papers with a short form, from which on it is a word of its own. */
const OWN = 20;

/**
 * The clauses with what was meant in the place of words that no paper has, and notes about both. A word
 * that is just being typed is none yet: nothing is told of it, and the list of all words not loaded for it.
 * @param {string} text
 * @param {boolean} typing whether its last word may not be ended yet
 * @param {Clause[]} clauses
 * @param {Index} index
 * @returns {Promise<Mended>}
 */
export async function mended(text, typing, clauses, index) {
  const wide = widened(clauses, index.language);
  const plain = clauses.flatMap((clause, n) => {
    const { kind, field, presence } = clause;
    return kind === "word" && !field && presence !== "not" ? [{ clause, words: wide[n].words }] : [];
  });
  const papers = new Map(await Promise.all(plain.map(async ({ clause, words }) => /** @type {const} */ ([clause, await heldBy(words, index)]))));
  const missing = plain.flatMap(({ clause }) => (papers.get(clause) ? [] : [clause]));
  const unknown = missing.filter((clause) => !(typing && text.toLowerCase().endsWith(clause.text.toLowerCase())));
  const better = await corrected(unknown, clauses, index);
  let query = text;
  for (const { wrong, right } of better.values()) if (wrong) query = replaced(query, wrong, right);
  const wrong = [...better.values()].flatMap((one) => (one.wrong ? [`“${one.wrong}”`] : [])).join(" or ");
  /** @type {Note[]} */
  const notes = wrong ? [{ kind: "corrected", text: `No paper has ${wrong}; showing “${query}”.`, query }] : [];
  for (const clause of unknown) {
    if (!better.has(clause)) notes.push({ kind: "unknown", text: `No paper has “${clause.text}”.` });
  }
  for (const [clause, count] of papers) if (count && !better.has(clause)) notes.push(...(await alsoOf(clause, count, query, clauses.length === 1, index)));
  if (!better.size) notes.push(...(await oneOf(plain.map(({ clause }) => clause), papers, query, index)));
  const unended = unknown.length < missing.length;
  if (!better.size) return { clauses: wide, query, notes, unended };
  const read = clauses.flatMap((clause) => {
    const found = better.get(clause);
    return found ? wordsOf(found.right, clause, index) : [clause];
  });
  return { clauses: widened(read, index.language), query, notes, unended };
}

/**
 * @param {import("./words.js").Token[]} words
 * @param {Index} index
 */
async function heldBy(words, index) {
  const known = await index.terms.all(words.map((one) => one.term));
  return Math.max(0, ...known.map(({ df }) => df));
}

/**
 * What to search for in the place of words, where that can be told. Of two words that are one the second
 * is right as nothing, and wrong with the first.
 * @param {Clause[]} unknown
 * @param {Clause[]} clauses
 * @param {Index} index
 * @returns {Promise<Map<Clause, { wrong: string, right: string }>>}
 */
async function corrected(unknown, clauses, index) {
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
 * Two usual words that were written as one, and stand beside each other in papers.
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

/**
 * What is said of a word that is known: that it is searched in a longer form as well, or what it may stand for.
 * @param {Clause} clause
 * @param {number} papers
 * @param {string} query
 * @param {boolean} alone whether nothing else is asked for
 * @param {Index} index
 * @returns {Promise<Note[]>}
 */
async function alsoOf({ text, plain }, papers, query, alone, index) {
  const [word, ...more] = plain;
  if (more.length) return [];
  const long = spelledOut(word);
  if (long) {
    const [own, out] = await Promise.all([index.terms.find(term(word, index.language)), index.terms.all(outOf(long, index.language))]);
    if (!out.length) return [];
    const asked = replaced(query, text, long);
    return [{ kind: "also", text: `${own ? "Searched also for" : `No paper has “${text}”; showing`} “${asked}”.`, query: asked }];
  }
  const offered = [...(alone ? formsOf(word).offered : []), ...(papers < OWN ? [written(word)] : [])].filter(Boolean);
  return offered.map((other) => ({ kind: "also", text: `Search also for “${replaced(query, text, other)}”.`, query: replaced(query, text, other) }));
}

/**
 * Two neighbouring words that are usually written as one, where one of them is rare by itself or both are short.
 * @param {Clause[]} plain
 * @param {Map<Clause, number>} papers
 * @param {string} query
 * @param {Index} index
 * @returns {Promise<Note[]>}
 */
async function oneOf(plain, papers, query, index) {
  const pairs = plain.slice(1).map((other, n) => ({ one: plain[n], other }));
  const rare = pairs.filter(({ one, other }) => {
    const least = Math.min(papers.get(one) ?? 0, papers.get(other) ?? 0);
    const parts = [one, other].every(({ plain: words }) => words.length === 1 && /^[a-z]{2,}$/.test(words[0]));
    return least > 0 && parts && (least < RARE || one.plain[0].length + other.plain[0].length <= SHORT);
  });
  const found = await Promise.all(
    rare.map(async ({ one, other }) => {
      const [whole, pair] = [one.plain[0] + other.plain[0], [one, other].map((clause) => clause.words[0].term).join(" ")];
      const [joined, beside] = await Promise.all([index.terms.find(term(whole, index.language)), index.terms.find(pair)]);
      const apart = `${one.text} ${other.text}`;
      return joined && joined.df > TIMES * (beside?.df ?? 1) && query.includes(apart) ? [replaced(query, apart, whole)] : [];
    }),
  );
  return found.flat().map((asked) => ({ kind: "also", text: `Search also for “${asked}”.`, query: asked }));
}

/**
 * @param {string} text
 * @param {Clause} clause that it takes the place of
 * @param {Index} index
 * @returns {Clause[]}
 */
function wordsOf(text, clause, { language }) {
  return chunks(text, language).map(({ words }) => {
    const written = words.join("-");
    return { ...clause, text: written, key: words.join(""), plain: words, words: tokens(written, language) };
  });
}

/**
 * @param {string} text
 * @param {string} wrong
 * @param {string} right
 */
function replaced(text, wrong, right) {
  const at = text.toLowerCase().indexOf(wrong.toLowerCase());
  return at < 0 ? right : text.slice(0, at) + right + text.slice(at + wrong.length);
}
