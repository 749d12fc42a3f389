// What a query's text finds, before filters and order.

import { exact } from "./exact.js";
import { corrected, isOpen } from "./expand.js";
import { all } from "./filter.js";
import { identifier } from "./ids.js";
import { parse } from "./parse.js";
import { holding } from "./require.js";
import { isScored, scored } from "./score.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {{ kind: "unknown" | "corrected" | "syntax" | "author" | "empty", text: string, query?: string, path?: string }} Note */

/**
 * @typedef {object} Found
 * @property {import("./score.js").Scored} soon what its rarest words score
 * @property {() => Promise<import("./score.js").Scored>} whole what all of them do
 * @property {import("./exact.js").Exact} exact
 * @property {import("./filter.js").Mask} held papers that have all that must be and nothing that must not
 * @property {boolean} worded whether a paper has to score; else all papers held are found
 * @property {boolean} idle whether something was typed and nothing is searched for
 * @property {boolean} wide whether papers without the words may come in because they are near
 * @property {boolean} unended whether its last word, which no paper has, was left for later
 * @property {Note[]} notes
 */

/**
 * @param {string} typed
 * @param {boolean} typing whether its last word may not be ended yet
 * @param {Index} index
 * @param {string} today YYYY-MM-DD
 * @returns {Promise<Found>}
 */
export async function matching(typed, typing, index, today) {
  const text = identifier(typed) || typed;
  const { clauses: parsed, notes: told } = parse(text, index.language, today);
  const read = plainIfPasted(parsed, index.weights.most);
  const terms = [...new Set(read.flatMap(({ words }) => words.map(({ term }) => term)))];
  const many = terms.length > index.weights.soon;
  const ahead = many ? [index.common()] : terms.map((term) => index.terms.find(term));
  const [hits] = await Promise.all([exact(index, text, read), ...ahead]);
  /** @type {Note[]} */
  const notes = [...told];
  if (hits.path) notes.push({ kind: "author", text: `“${typed.trim()}” has a page.`, path: hits.path });
  const certain = hits.ids.length + hits.titles.length + hits.names.length > 0;
  const { clauses, unended } = certain || many || read.length >= index.weights.long ? { clauses: read, unended: false } : await mended(text, typing, read, notes, index);
  const wanted = clauses.filter(({ presence }) => presence !== "not");
  const needed = wanted.filter(({ presence, kind, field }) => presence === "must" || kind === "phrase" || field);
  const unwanted = clauses.filter(({ presence }) => presence === "not");
  const scoring = clauses.filter(isScored);
  const [scores, masks, without] = await Promise.all([
    scored(scoring, index),
    Promise.all(needed.map((clause) => holding(clause, index))),
    Promise.all(unwanted.map((clause) => holding(clause, index))),
  ]);
  const held = all(index.count, [...masks, ...without.map((mask) => mask.map((bit) => 1 - bit))]);
  return {
    ...{ ...scores, exact: hits, held, unended, notes },
    worded: scoring.length > 0,
    idle: typed.trim() !== "" && !wanted.length,
    wide: wanted.every((clause) => clause.kind === "range" || (!needed.includes(clause) && !isOpen(clause))),
  };
}

/**
 * More words than are used at all are a pasted text: its signs and quotes are no operators.
 * @param {Clause[]} clauses
 * @param {number} most
 * @returns {Clause[]}
 */
function plainIfPasted(clauses, most) {
  const words = clauses.filter(({ kind, field, presence }) => kind === "word" && !field && presence === "should");
  if (words.length <= most) return clauses;
  return clauses.map((clause) => {
    const sign = !clause.field && (clause.kind === "word" || clause.kind === "phrase");
    return sign ? { ...clause, kind: "word", presence: "should" } : clause;
  });
}

/**
 * The clauses with typos corrected, and notes about words that no paper has. A word that is just
 * being typed is none yet: nothing is told of it, and the list of all words not loaded for it.
 * @param {string} text
 * @param {boolean} typing
 * @param {Clause[]} clauses
 * @param {Note[]} notes takes what is to be said
 * @param {Index} index
 */
async function mended(text, typing, clauses, notes, index) {
  const plain = clauses.filter(({ kind, field, presence }) => kind === "word" && !field && presence !== "not");
  const known = await Promise.all(
    plain.map(async ({ words }) => (await Promise.all(words.map(({ term }) => index.terms.find(term)))).some(Boolean)),
  );
  const missing = plain.filter((_, n) => !known[n]);
  const unknown = missing.filter((clause) => !(typing && text.toLowerCase().endsWith(clause.text.toLowerCase())));
  const better = await corrected(unknown.filter(({ presence }) => presence === "should"), index);
  let query = text;
  for (const [wrong, right] of better) query = replaced(query, wrong.text, right.text);
  const wrong = [...better.keys()].map((clause) => `“${clause.text}”`).join(" or ");
  if (wrong) notes.push({ kind: "corrected", text: `No paper has ${wrong}; showing “${query}”.`, query });
  for (const clause of unknown) {
    if (!better.has(clause)) notes.push({ kind: "unknown", text: `No paper has “${clause.text}”.` });
  }
  return { clauses: clauses.map((clause) => better.get(clause) ?? clause), unended: unknown.length < missing.length };
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
