// Words that no paper has: what was probably meant, and what is said of it.

import { alsoOf, oneOf, replaced } from "./also.js";
import { corrected } from "./likely.js";
import { widened } from "./widen.js";
import { chunks, tokens } from "./words.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {import("./match.js").Note} Note */
/** @typedef {{ clauses: Clause[], query: string, notes: Note[], unended: boolean }} Mended `query` is the text as it is searched */

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
