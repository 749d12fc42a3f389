// What the clauses of a query find.

import { isOpen } from "./expand.js";
import { all } from "./filter.js";
import { holding } from "./require.js";
import { isScored, scored } from "./score.js";
import { scoredLightly } from "./titled.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {import("./match.js").Note} Note */
/** @typedef {import("./match.js").Reading} Reading */
/** @typedef {{ kind: import("./wishes.js").Kind, text: string }} Understood what was read in a query besides its subject, in words */
/** @typedef {"all" | "some" | "near"} Counts which papers are counted: those with all words; those with some, as none has all;
 *   or nothing, as only how near papers are to a long text, a title or another paper is known */

/**
 * @typedef {object} Found
 * @property {import("./score.js").Scored} soon the scores for its rarest words
 * @property {() => Promise<import("./score.js").Scored>} whole what all of them do
 * @property {import("./exact.js").Exact} exact
 * @property {import("./filter.js").Mask} held papers that have everything required and nothing excluded
 * @property {import("./filter.js").Mask | null} every papers that have all words; null if none has, or if that is unknown
 * @property {Counts} counts
 * @property {boolean} worded whether a paper needs a score; else all papers in `held` are found
 * @property {boolean} idle whether something was typed but there is nothing to search for
 * @property {boolean} wide whether similar papers without the words may be included
 * @property {boolean} unended whether its last word is unknown and was left for later
 * @property {number} like the paper that others like it are asked of; -1 for none
 * @property {boolean} titled whether it is the title of the first of `exact`, and others are those near to it
 * @property {"" | "newest" | "votes"} order that the words ask for
 * @property {Understood[]} understood
 * @property {Note[]} notes
 */

/**
 * @param {string} typed
 * @param {Reading} reading
 * @param {Index} index
 * @returns {Promise<Found>}
 */
export async function found(typed, { clauses, hits, notes, unended = false, held: theirs, like = -1, order = "", understood = [], light }, index) {
  const wanted = clauses.filter(({ presence }) => presence !== "not");
  const needed = wanted.filter(({ presence, kind, field }) => presence === "must" || kind === "phrase" || field);
  const unwanted = clauses.filter(({ presence }) => presence === "not");
  const scoring = clauses.filter(isScored);
  const [scores, masks, without] = await Promise.all([
    light ? scoredLightly(scoring, light, index) : scored(scoring, index),
    Promise.all(needed.map((clause) => holding(clause, index))),
    Promise.all(unwanted.map((clause) => holding(clause, index))),
  ]);
  const held = all(index.count, [...(theirs ? [theirs] : []), ...masks, ...without.map((mask) => mask.map((bit) => 1 - bit))]);
  if (like >= 0) held[like] = 0;
  const dated = wanted.some(({ kind }) => kind === "range");
  /** @param {number[]} numbers */
  const within = (numbers) => (dated ? numbers.filter((number) => held[number]) : numbers);
  const near = like >= 0 || scores.soon.partly || light?.whole === false;
  const every = await withAll(near ? [] : scoring, held, index);
  return {
    ...{ ...scores, held, every, unended, like, titled: light !== undefined, order, understood, notes },
    counts: near ? "near" : every || scoring.length < 2 ? "all" : "some",
    exact: { ...hits, titles: within(hits.titles), names: within(hits.names) },
    worded: scoring.length > 0,
    idle: typed.trim() !== "" && !wanted.length && !theirs && !understood.length,
    wide: !theirs && wanted.every((clause) => clause.kind === "range" || (!needed.includes(clause) && !isOpen(clause))),
  };
}

/**
 * The papers in which all words occur that any paper has.
 * @param {Clause[]} clauses
 * @param {import("./filter.js").Mask} held
 * @param {Index} index
 */
async function withAll(clauses, held, index) {
  const masks = await Promise.all(clauses.map((clause) => holding(clause, index)));
  const known = masks.filter((mask) => mask.includes(1));
  const both = known.length ? all(index.count, [held, ...known]) : null;
  return both?.includes(1) ? both : null;
}
