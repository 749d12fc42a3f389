// Suggestions in addition to the words of a query.

import { SEPARATOR } from "./layout.js";
import { either } from "./merge.js";
import { formsOf } from "./spelling.js";
import { spelledOut, written } from "./shorts.js";
import { outOf } from "./widen.js";
import { term } from "./words.js";
import { say } from "../lib/wording.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {import("./match.js").Note} Note */

/** Most papers of a word that may be part of another; and how many times more common the joined word must be. */
const RARE = 100;
const SHORT = 7;
const TIMES = 10;
/** From this many papers on, a short form counts as a word of its own. */
const OWN = 20;

/**
 * Notes about a known word: that its longer form is also searched, or what it may stand for.
 * @param {Clause} clause
 * @param {number} papers
 * @param {string} query
 * @param {boolean} alone whether it is the only word of the query
 * @param {Index} index
 * @returns {Promise<Note[]>}
 */
export async function alsoOf({ text, plain }, papers, query, alone, index) {
  const [word, ...more] = plain;
  if (more.length) return [];
  const long = spelledOut(word);
  if (long) {
    const [own, out] = await Promise.all([index.terms.find(term(word, index.language)), index.terms.all(outOf(long, index.language))]);
    if (!out.length) return [];
    const asked = replaced(query, text, long);
    return [{ kind: "also", text: own ? say("Also searched for “{query}”.", { query: asked }) : missing(`“${text}”`, asked), query: asked }];
  }
  const offered = [...(alone ? formsOf(word).offered : []), ...(papers < OWN ? [written(word)] : [])].filter(Boolean);
  return offered.map((other) => also(replaced(query, text, other)));
}

/** @typedef {{ one: Clause, other: Clause, query: string, term: string }} Joined two clauses that are one word, the query with
 *   that word, and the term of both spellings */

/**
 * Two adjacent words that are usually written as one, if one of them is rare by itself or both are short.
 * @param {Clause[]} plain
 * @param {Map<Clause, number>} papers
 * @param {string} query
 * @param {Index} index
 * @returns {Promise<Joined[]>}
 */
export async function oneOf(plain, papers, query, index) {
  const pairs = plain.slice(1).map((other, n) => ({ one: plain[n], other }));
  const rare = pairs.filter(({ one, other }) => {
    const least = Math.min(papers.get(one) ?? 0, papers.get(other) ?? 0);
    const parts = [one, other].every(({ plain: words }) => words.length === 1 && /^[a-z]{2,}$/.test(words[0]));
    return least > 0 && parts && (least < RARE || one.plain[0].length + other.plain[0].length <= SHORT);
  });
  const found = await Promise.all(
    rare.map(async ({ one, other }) => {
      const [whole, pair] = [one.plain[0] + other.plain[0], [one, other].map((clause) => clause.words[0].term).join(SEPARATOR)];
      const word = term(whole, index.language);
      // A word that is usual is in older papers, too: most words are not, and are looked for no further.
      if (!(await index.terms.isOld(word))) return [];
      const [joined, beside] = await Promise.all([index.terms.find(word), index.terms.find(pair)]);
      const apart = `${one.text} ${other.text}`;
      if (!joined || joined.df <= TIMES * (beside?.df ?? 1) || !query.includes(apart)) return [];
      return [{ one, other, query: replaced(query, apart, whole), term: either([joined.term, pair]) }];
    }),
  );
  return found.flat();
}

/**
 * The clauses with two words in one.
 * @param {Clause[]} clauses
 * @param {Clause[]} wide the same with every form of their words
 * @param {Joined} joined
 */
export function asOne(clauses, wide, { one, other, term: both }) {
  const read = wide.map((clause, n) => {
    if (clauses[n] !== one) return clause;
    const plain = [one.plain[0] + other.plain[0]];
    return { ...clause, text: `${one.text} ${other.text}`, key: plain[0], plain, words: [{ term: both, at: 0, span: 1 }] };
  });
  return read.filter((_, n) => clauses[n] !== other);
}

/** @param {string} query @returns {Note} */
function also(query) {
  return { kind: "also", text: say("Also search for “{query}”.", { query }), query };
}

/**
 * @param {string} words with their quotation marks
 * @param {string} query
 */
export function missing(words, query) {
  return say("No papers contain {words}. Showing results for “{query}”.", { words, query });
}

/**
 * A text with another word, where it is a whole word if it is one anywhere: not the AI of KAIST.
 * @param {string} text
 * @param {string} wrong
 * @param {string} right
 */
export function replaced(text, wrong, right) {
  const word = wrong.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  const at = [`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, word].map((one) => text.search(new RegExp(one, "iu"))).find((n) => n >= 0);
  return at === undefined ? right : text.slice(0, at) + right + text.slice(at + wrong.length);
}
