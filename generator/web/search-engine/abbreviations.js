// Abbreviations that papers define: who asks for RAG also finds papers that only say "retrieval-augmented generation".

import { replaced } from "./also.js";
import { keyed } from "./exact.js";
import { key } from "./fold.js";
import { ONLY } from "./layout.js";
import { either } from "./merge.js";
import { term } from "./words.js";
import { say } from "../lib/wording.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {import("./match.js").Note} Note */
/** @typedef {{ terms: Map<string, string>, notes: Note[] }} Forms by the text of a clause, the term of the papers that have only
 *   the other form */

/** Capitals within a word: RLHF, NeRF. */
const SHORT = /\p{Lu}.*\p{Lu}/u;
/** The most words of a longer text that are looked up. */
const MOST = 2;
/** Papers with the other form only, from which on they are worth a word. */
const FEWEST = 3;

/**
 * The other forms of a whole text, or else of its words in capitals.
 * @param {string} text
 * @param {Clause[]} clauses
 * @param {Index} index
 * @returns {Promise<Forms>}
 */
export async function formsOf(text, clauses, index) {
  /** @type {Forms} */
  const forms = { terms: new Map(), notes: [] };
  if (!mayHave(text, clauses, index)) return forms;
  const whole = await otherOf(text, index);
  const asked = whole ? [] : capitals(text, clauses);
  const pairs = await Promise.all(
    asked.map(async (clause) => {
      // Next to the word itself, so it costs no request to know that this is no abbreviation.
      const is = await index.terms.find(onlyLong(clause.text, index));
      return { clauses: [clause], written: clause.text, short: clause.text, other: is && (await otherOf(clause.text, index)) };
    }),
  );
  // Long forms are kept in lowercase.
  const isShort = SHORT.test(whole) ? whole : text;
  if (whole) pairs.push({ clauses, written: text.trim(), short: isShort, other: whole });
  for (const pair of pairs) {
    if (!pair.other) continue;
    const isLong = pair.short === pair.other;
    const only = term(key(pair.short.trim(), index.language) + (isLong ? ONLY.short : ONLY.long), index.language);
    const known = await (isLong ? index.terms.findBeside(only, key(text.trim(), index.language)) : index.terms.find(only));
    if (!known || known.df < FEWEST) continue;
    for (const clause of pair.clauses) forms.terms.set(clause.text, only);
    const query = replaced(text, pair.written, pair.other);
    forms.notes.push({ kind: "also", text: say("Also searched for “{query}”.", { query }), query });
  }
  return forms;
}

/**
 * The clauses with the papers of the other forms.
 * @param {Clause[]} clauses
 * @param {Forms} forms
 * @returns {Clause[]}
 */
export function withForms(clauses, { terms }) {
  if (!terms.size) return clauses;
  return clauses.map((clause) => {
    const other = terms.get(clause.text);
    return other ? { ...clause, words: clause.words.map((token) => ({ ...token, term: either([token.term, other]) })) } : clause;
  });
}

/**
 * Whether other forms are looked for. What is in quotation marks is meant as it is written.
 * @param {string} text
 * @param {Clause[]} clauses
 * @param {Index} index
 */
function mayHave(text, clauses, { weights }) {
  const plain = clauses.every(({ kind, field, presence }) => kind === "word" && !field && presence !== "not");
  return plain && clauses.length > 0 && clauses.length < weights.long && !text.includes('"');
}

/**
 * The words of a text that may be abbreviations.
 * @param {string} text
 * @param {Clause[]} clauses
 */
function capitals(text, clauses) {
  return clauses.filter((clause) => clause.text !== text.trim() && SHORT.test(clause.text)).slice(0, MOST);
}

/** @param {string} short @param {Index} index */
function onlyLong(short, { language }) {
  return term(key(short.trim(), language) + ONLY.long, language);
}

/**
 * The terms that tell which words of a text are abbreviations.
 * @param {string} text
 * @param {Clause[]} clauses
 * @param {Index} index
 */
export function formsIn(text, clauses, index) {
  return mayHave(text, clauses, index) ? capitals(text, clauses).map((clause) => onlyLong(clause.text, index)) : [];
}

/** @param {string} text @param {Index} index */
async function otherOf(text, index) {
  const folded = key(text.trim(), index.language);
  return folded ? (await keyed(index, "short", folded, index.segments.slice(0, 1))).path : "";
}
