// Expands prefixes, patterns and typos into the terms they may stand for.

import { within } from "./lexicon.js";
import { term } from "./words.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */

/** The most terms that one clause may become. */
const MOST = 50;

/** @param {Clause} clause */
export function isOpen(clause) {
  return ["prefix", "wildcard", "fuzzy"].includes(clause.kind);
}

/**
 * The terms that a prefix, wildcard or fuzzy clause stands for.
 * @param {Clause} clause
 * @param {Index} index
 */
export async function expansions(clause, index) {
  const own = clause.words.length === 1 ? [clause.words[0].term] : [];
  if (clause.kind === "wildcard") return written(index, matching(clause.pattern));
  if (clause.kind === "fuzzy") {
    const words = await index.lexicon();
    const near = clause.plain.flatMap(numbers).flatMap((word) => within(words, word, clause.distance));
    return [...new Set([...own, ...termsOf(near, index)])];
  }
  // A* and S* are names, if a paper has them.
  const name = clause.pattern ? await index.terms.find(`${clause.pattern}*`) : null;
  if (name && clause.pattern.length === 1) return [name.term];
  if (name) own.push(name.term);
  const begun = await index.terms.begin(clause.pattern, MOST);
  // Stems may be shorter than the typed text; if there are too many, the most frequent are used.
  const more = begun.length && begun.length < MOST ? [] : await written(index, matching(`${clause.pattern}*`));
  return [...new Set([...own, ...more, ...begun])].slice(0, MOST);
}

/**
 * Singular and plural: of words with the same stem, the list holds only the most frequent.
 * @param {string} word
 */
function numbers(word) {
  return [word, word.endsWith("s") ? word.slice(0, -1) : `${word}s`];
}

/**
 * @param {Index} index
 * @param {RegExp} pattern
 */
async function written(index, pattern) {
  const words = await index.lexicon();
  return termsOf(words.filter(({ word }) => pattern.test(word)), index);
}

/**
 * The most frequent words' terms.
 * @param {import("./lexicon.js").Entry[]} words
 * @param {Index} index
 */
function termsOf(words, index) {
  const frequent = [...words].sort((a, b) => b.papers - a.papers).slice(0, MOST);
  return [...new Set(frequent.map(({ word }) => term(word, index.language)).filter(Boolean))];
}

/** @param {string} pattern letters and asterisks */
function matching(pattern) {
  const parts = pattern.split("*").map((part) => part.replace(/[.\\+?^${}()|[\]]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "u");
}
