// Recognises what a whole text is before it is read as words: ids, a citation, a date.

import { periodsOf } from "./calendar.js";
import { keyed } from "./exact.js";
import { key } from "./fold.js";
import { addressAtArxiv, besides, categories, identifiers, isDoi } from "./ids.js";
import { pagesOf } from "./pages.js";
import { papersOf } from "./people.js";
import { cited } from "./person.js";
import { spelledOut } from "./shorts.js";
import { term } from "./words.js";
import { counted, say } from "../lib/wording.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./match.js").Note} Note */
/** @typedef {import("./clauses.js").Clause} Clause */

/** A BibTeX entry: its title is searched for. */
const ENTRY = /^\s*@[a-z]+\s*\{/i;
const TITLE = /\btitle\s*=\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|"([^"]*)")/i;
const LED = /^\s*(?:authors?:|(?:papers? |articles? )?(?:written|authored) by)\s+/i;
const OTHERS = /,?\s*\bet\.?\s?al\b\.?,?/gi;
/** The field of days, if it is the whole query. */
const DATE = /^\s*(?:date|year):(?=[^\s.]+\s*$)/i;
/** A word with a power, written like a boost, and how many of such words are checked. */
const POWER = /(?<![\\^~])\b[\p{L}\p{N}]{3,}\^[0-9]{1,2}(?=\s|$)/gu;
const POWERS = 4;
const PARTED = /(?<![\w-])([a-z]{2,})-([24])-([a-z]{2,})(?![\w-])/gi;
/** The field that asks for one paper and no similar ones. */
const ONE_ID = /^\s*\+?id:\S+\s*$/i;

/**
 * The papers whose ids are in a text, in order, and the ids that the archive does not have.
 * @param {string} typed
 * @param {boolean} typing whether the last word may be unfinished
 * @param {Index} index
 * @returns {Promise<{ ids: string[], numbers: number[], notes: Note[] }>}
 */
export async function byIds(typed, typing, index) {
  const asked = ONE_ID.test(typed) ? [] : identifiers(typed);
  const found = await Promise.all(asked.map((id) => byId(id, index)));
  const isBare = !besides(typed); // else it may be a citation with a DOI, few of which are known, and a title
  const lost = asked.filter((id, n) => !found[n].length && !(typing && typed.trimEnd().endsWith(id)) && (isBare || !isDoi(id)));
  const notes = lost.map((id) => ({ kind: /** @type {const} */ ("unknown"), text: say("This archive has no paper with the id {id}.", { id }), web: addressAtArxiv(id) }));
  return { ids: asked.filter((_, n) => found[n].length), numbers: [...new Set(found.flat())], notes };
}

/**
 * An old id is also known without its class: cs.CL/0301012 is cs/0301012.
 * @param {string} id
 * @param {Index} index
 */
async function byId(id, index) {
  const forms = [...new Set([id, id.replace(/\.[A-Z]{2}\//, "/")])];
  for (const form of forms) {
    const { numbers } = await keyed(index, "id", form);
    if (numbers.length) return numbers;
  }
  return [];
}

/**
 * The part of a text that is searched by words: the title of a BibTeX entry; of a citation everything but
 * the ids and what belongs to them.
 * @param {string} typed
 */
export function worded(typed) {
  if (ENTRY.test(typed)) {
    const found = TITLE.exec(typed);
    if (found) return (found[1] ?? found[2]).replace(/[{}]/g, "");
  }
  return (identifiers(typed).length && !ONE_ID.test(typed) ? besides(typed) : typed).replace(LED, "").replace(OTHERS, " ");
}

/**
 * A text in which carets are signs and not boosts if a paper has such a name: `Transformer^2 agents`.
 * Also, seq-2-seq becomes one word, and cs.CL the one that stands for papers of this category, if there are any.
 * @param {string} typed
 * @param {Index} index
 */
export async function withPowers(typed, index) {
  const text = typed.replace(PARTED, (whole, one, digit, other) => (spelledOut(`${one}${digit}${other}`.toLowerCase()) ? one + digit + other : whole));
  const asked = [...[...text.matchAll(POWER)].map(([whole]) => whole), ...categories(text)].slice(0, POWERS);
  const known = await Promise.all(asked.map((whole) => index.terms.find(term(key(whole.replace(/[.^-]/g, ""), index.language), index.language))));
  return asked.reduce((read, whole, n) => (known[n] ? read.replace(whole, whole.replace("^", "\\^").replace(/[.-]/g, "")) : read), text);
}

/**
 * Pages of the archive that a whole text names: a day, week, month or year, a topic.
 * @param {string} typed
 * @param {Index} index
 * @returns {Promise<{ notes: Note[], clause: Clause | null }>} suggestions, and the days that are searched
 */
export async function byPage(typed, index) {
  const periods = periodsOf(typed.replace(DATE, ""));
  if (!periods.length) return { notes: await topicOf(typed, index), clause: null };
  const days = await index.days();
  const found = periods.map((period) => ({ period, ...pagesOf(period, days) }));
  const there = found.filter(({ missing }) => !missing);
  const { period, pages, missing } = there[0] ?? found[0];
  const year = period.kind === "year";
  /** @type {Note[]} */
  const notes = [];
  if (missing && !year) notes.push({ kind: "page", text: say("There is no list for {date}. Nearest:", { date: missing }) });
  const offered = there.length ? there.flatMap((one) => one.pages) : year ? [] : pages;
  for (const { text, path } of offered) notes.push({ kind: "page", text: say("All papers from {date}", { date: text }), path });
  // A year alone is also searched for in titles.
  return { notes, clause: year ? null : inDays(period.first, period.last, typed) };
}

/**
 * @param {string} typed
 * @param {Index} index
 * @returns {Promise<Note[]>}
 */
async function topicOf(typed, index) {
  const folded = key(typed, index.language);
  const found = folded && (await index.topics()).find((names) => names.some((name) => key(name, index.language) === folded));
  return found ? [{ kind: "page", text: say("Go to the topic “{topic}”", { topic: found[1] }), path: `topics/${found[0]}/` }] : [];
}

/**
 * @param {string} from
 * @param {string} until
 * @param {string} text
 * @returns {Clause}
 */
export function inDays(from, until, text) {
  const words = { key: "", plain: [], words: [], pattern: "", distance: 0, boost: 1 };
  return { ...words, kind: "range", field: "date", presence: "should", text, from, until };
}

/**
 * The papers of people whom a whole text names like a reference; null if it does not.
 * @param {string} typed
 * @param {Index} index
 */
export async function byPeople(typed, index) {
  const asked = cited(typed);
  const found = asked && (await papersOf(asked, index));
  if (!found) return null;
  const names = asked.people.map(({ last }) => `“${last}”`).join(say(" and "));
  /** @type {Note[]} */
  const notes = [{ kind: "author", text: say("Showing papers by authors named {names}.", { names }) }];
  for (const { label, path, count } of found.pages) {
    const text = say("Go to {name}'s page ({papers})", { name: label, papers: counted(count, "paper") });
    notes.push({ kind: "author", text, path });
  }
  return { ...found, notes };
}
