// What else a query's words stand for: other spellings, joined and spaced names.

import { SEPARATOR } from "./layout.js";
import { formsOf } from "./spelling.js";
import { either } from "./merge.js";
import { spelledOut } from "./shorts.js";
import { chunks, term } from "./words.js";

/** @typedef {import("./fold.js").Language} Language */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {import("./words.js").Token} Token */

/** How many words of a name are tried as one: qwen 2.5 vl. */
const PARTS = 3;
const NUMBER = /^[a-z]?[0-9]+(?:\.[0-9]+)*[a-z]?$/;
/** Letters before a version that belong to it: deepseekv3 is DeepSeek-V3. */
const VERSION = /^([a-z]{3,})([kmrv])$/;

/**
 * The clauses with every form of their words. Joined, hyphenated and spaced spellings of a name with a
 * number become the same terms.
 * @param {Clause[]} clauses
 * @param {Language} language
 * @returns {Clause[]}
 */
export function widened(clauses, language) {
  return clauses.map((clause, n) => {
    if (["prefix", "wildcard", "range"].includes(clause.kind) || clause.field === "id") return clause;
    const words = clause.words.map((token) => ({ ...token, term: either(formsIn(clause, token, language)) }));
    return { ...clause, words: [...words, ...joined(clauses, n, language)] };
  });
}

/**
 * @param {Clause} clause
 * @param {Token} token
 * @param {Language} language
 */
function formsIn({ plain }, token, language) {
  const word = plain[token.at] ?? "";
  if (token.span > 1) return [token.term, ...(token.span === 2 ? spaced(plain.slice(token.at, token.at + 2), language) : [])];
  if (token.term !== term(word, language)) return [token.term]; // the same word without its sign
  const others = formsOf(word).same.map((other) => term(other, language));
  return [token.term, ...others, ...outOf(spelledOut(word), language)].filter(Boolean);
}

/**
 * Two adjacent words as the index keeps them in pairs: "gpt 4o" is in every paper that contains both, with
 * anything between them.
 * @param {string[]} words
 * @param {Language} language
 */
function spaced([one, other], language) {
  if (!NUMBER.test(other)) return [];
  const [, name, letter] = VERSION.exec(one) ?? [];
  const pairs = [[one, other], ...(name && /^[0-9]/.test(other) ? [[name, letter + other]] : [])];
  return pairs.map((pair) => pair.map((word) => term(word, language))).flatMap((pair) => (pair.every(Boolean) ? [pair.join(SEPARATOR)] : []));
}

/**
 * The terms of `text-to-image`: the whole, and its ends as a pair.
 * @param {string} written
 * @param {Language} language
 */
export function outOf(written, language) {
  if (!written) return [];
  const { tokens, words } = chunks(written, language)[0];
  const ends = tokens.filter(({ span }) => span === 1).map((token) => token.term);
  const whole = tokens.filter(({ span }) => span === words.length).map((token) => token.term);
  return [...whole, ...(ends.length === 2 ? [ends.join(SEPARATOR)] : [])];
}

/**
 * Names that start with the word of one clause and continue in the next ones: Llama 3.
 * @param {Clause[]} clauses
 * @param {number} n
 * @param {Language} language
 * @returns {Token[]}
 */
function joined(clauses, n, language) {
  const run = clauses.slice(n, n + PARTS);
  const end = run.findIndex((clause) => !isLone(clause));
  const words = run.slice(0, end < 0 ? PARTS : end).map(({ plain }) => plain[0]);
  if (words.length < 2 || !/^[a-z]+$/.test(words[0]) || !NUMBER.test(words[1]) || !term(words[0], language)) return [];
  const pair = either([term(words[0] + words[1], language), ...spaced(words, language)]);
  const longer = words.length > 2 && /^[a-z]+$/.test(words[2]) ? [{ term: words.join(""), at: 0, span: 3 }] : [];
  return [{ term: pair, at: 0, span: 2 }, ...longer];
}

/**
 * The clauses of a name, whose words may be written as one: the papers of DeepSeek that say so come first
 * for "deep seek".
 * @param {Clause[]} wide
 * @param {Language} language
 */
export function asName(wide, language) {
  const whole = wide.length === 2 && wide.every(isLone) ? term(wide[0].plain[0] + wide[1].plain[0], language) : "";
  return whole ? wide.map((clause, n) => (n ? clause : { ...clause, words: [...clause.words, { term: whole, at: 0, span: 2 }] })) : wide;
}

/** @param {Clause} clause */
function isLone({ kind, field, presence, boost, plain }) {
  return kind === "word" && !field && presence === "should" && boost === 1 && plain.length === 1;
}
