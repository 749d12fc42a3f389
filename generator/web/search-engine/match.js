// What a query's text finds, before filters and order.

import { withCorrections } from "./corrections.js";
import { exact } from "./exact.js";
import { isSpaceless } from "./foreign.js";
import { found } from "./found.js";
import { isDoi } from "./ids.js";
import { formsIn, formsOf, withForms } from "./abbreviations.js";
import { byInitials } from "./initials.js";
import { pairsOf } from "./pairs.js";
import { parse } from "./parse.js";
import { byIds, byPage, byPeople, withPowers, worded } from "./reading.js";
import { lightOf } from "./titled.js";
import { asName, widened } from "./widen.js";
import { wished } from "./wished.js";
import { say } from "../lib/wording.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {{ kind: "unknown" | "corrected" | "also" | "syntax" | "author" | "page" | "empty" | "excluded", text: string, query?: string, path?: string, web?: string }} Note */

/** @typedef {import("./found.js").Found} Found */
/** @typedef {import("./found.js").Understood} Understood */

/** @type {Awaited<ReturnType<typeof byIds>>} */
const NO_IDS = { ids: [], numbers: [], notes: [] };

/**
 * @param {string} typed
 * @param {boolean} typing whether its last word may be unfinished
 * @param {Index} index
 * @param {string} today YYYY-MM-DD
 * @param {string[]} kept kinds of readings that the reader took back
 * @param {boolean} ranked whether papers are ordered by relevance
 * @returns {Promise<Found>}
 */
export async function matching(typed, typing, index, today, kept, ranked) {
  const more = await wished(typed, kept, index, today);
  // An id says which paper is meant, and the year of a citation nothing more; but papers like it are others.
  const { ids, numbers, notes: lost } = more?.like === undefined ? await byIds(typed, typing, index) : NO_IDS;
  if (more && !ids.length) {
    const { rest, ...told } = more;
    const read = rest ? await reading(worded(rest), typing, index, today, false) : NOTHING;
    const notes = read.notes.filter(({ kind }) => kind !== "excluded"); // there are papers to exclude from
    return found(typed, { ...read, ...told, clauses: [...read.clauses, ...told.clauses], notes: [...told.notes, ...notes] }, index);
  }
  if (ids.length) {
    const { clauses } = parse(ids.filter((id) => !isDoi(id)).join(" "), index.language, today);
    return found(typed, { clauses, hits: { ids: numbers, titles: [], names: [], path: "" }, notes: lost }, index);
  }
  const whole = reading(typed, typing, index, today, ranked);
  const said = worded(typed);
  const { hits, held } = await whole;
  if (said === typed || hits.titles.length || held) return found(typed, await whole, index);
  const { notes, ...rest } = await reading(said, typing, index, today, ranked);
  return found(typed, { ...rest, notes: [...lost, ...notes] }, index);
}

/**
 * @typedef {object} Reading
 * @property {Clause[]} clauses
 * @property {import("./exact.js").Exact} hits
 * @property {Note[]} notes
 * @property {boolean} [unended]
 * @property {import("./filter.js").Mask} [held] all papers that are found, if words do not decide
 * @property {number} [like]
 * @property {"" | "newest" | "votes"} [order]
 * @property {Understood[]} [understood]
 * @property {import("./titled.js").Light} [light] what is looked up of a title
 */

/** @type {Reading} */
const NOTHING = { clauses: [], hits: { ids: [], titles: [], names: [], path: "" }, notes: [] };

/**
 * Reads a text as a title or name, a page of the archive, people or words.
 * @param {string} text
 * @param {boolean} typing
 * @param {Index} index
 * @param {string} today
 * @param {boolean} ranked
 * @returns {Promise<Reading>}
 */
async function reading(text, typing, index, today, ranked) {
  const { clauses: parsed, notes: told } = parse(await withPowers(text, index), index.language, today);
  const read = plainIfPasted(parsed, index.weights.most);
  const wide = widened(read, index.language);
  const terms = [...new Set(wide.flatMap(({ words }) => words.map(({ term }) => term)))];
  const many = terms.length > index.weights.soon && !isSpaceless(text);
  // What is near each other in the index is one request if it is asked for at the same time.
  const light = ranked ? await lightOf(text, wide, index) : null;
  const first = light?.terms ?? (many ? [] : [...terms, ...pairsOf(wide, new Set(terms))]);
  const also = many ? [] : formsIn(text, read, index);
  const ahead = [many && index.common(), ...[...first, ...also].map((term) => index.terms.find(term))];
  const [hits, page, forms] = await Promise.all([exact(index, text, read), byPage(text, index), formsOf(text, read, index), ...ahead]);
  if (light && hits.titles.length) return { clauses: wide, hits, notes: page.notes, light };
  const notes = [...(hits.titles.length ? [] : told), ...page.notes, ...forms.notes];
  if (hits.path) notes.push({ kind: "author", text: say("Go to {name}'s page", { name: text.trim() }), path: hits.path });
  if (hits.titles.length || hits.names.length) return { clauses: withForms(asName(wide, index.language), forms), hits, notes };
  if (page.clause) return { clauses: [page.clause], hits, notes: page.notes };
  const initials = await byInitials(text, index);
  if (initials) return { clauses: wide, hits: { ...hits, names: initials.numbers }, notes: initials.notes };
  const people = await byPeople(text, index);
  if (people) return { clauses: [], hits: { ...hits, names: people.first }, notes: people.notes, held: people.held };
  if (many || read.length >= index.weights.long) return { clauses: withForms(wide, forms), hits, notes };
  const { clauses, query, notes: more, unended } = await withCorrections(text, typing, read, index);
  if (query === text) return { clauses: withForms(clauses, forms), hits, notes: [...notes, ...more], unended };
  const [again, others] = await Promise.all([exact(index, query, clauses), formsOf(query, clauses, index)]);
  const still = notes.filter((note) => !forms.notes.includes(note));
  return { clauses: withForms(clauses, others), hits: again, notes: [...still, ...more, ...others.notes], unended };
}

/**
 * A text with more words than can be used, or with so many between quotes, was pasted: its signs and quotes are not operators.
 * @param {Clause[]} clauses
 * @param {number} most
 * @returns {Clause[]}
 */
function plainIfPasted(clauses, most) {
  const words = clauses.filter(({ kind, field, presence }) => kind === "word" && !field && presence === "should");
  const quoted = clauses.some(({ kind, field, plain }) => kind === "phrase" && !field && plain.length > most);
  if (words.length <= most && !quoted) return clauses;
  return clauses.map((clause) => {
    const sign = !clause.field && (clause.kind === "word" || clause.kind === "phrase");
    return sign ? { ...clause, kind: "word", presence: "should" } : clause;
  });
}
