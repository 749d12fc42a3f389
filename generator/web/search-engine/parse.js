// The query language: words, "phrases", +must, -not, field:word, years and days, wild*cards, word~1.

import { clausesOf, finds } from "./clauses.js";
import { RANGES } from "./dates.js";
import { identifier } from "./ids.js";
import { say } from "../lib/wording.js";

export { identifier };

/** @typedef {import("./fold.js").Language} Language */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {{ kind: "syntax" | "empty" | "excluded", text: string }} Note */

export const CAP = 2000;
/** @type {Record<string, string>} */
const OTHER_NAMES = {
  ...{ authors: "author", topics: "topic", organization: "org", keywords: "keyword" },
  arxiv: "id",
};
const FIELDS = ["title", "author", "topic", "org", "abstract", "keyword", "id", ...RANGES];
const NAMES = [...FIELDS, ...Object.keys(OTHER_NAMES)].join("|");
const QUOTES = '"“”„‟«»';
// Presence, field, then a quote (opened, text, closed, tail) or a run without space and quotes. What
// is not a field is a word: "LongVLM: a model" does not mean a field LongVLM.
const ITEM = new RegExp(
  `([+-]*)(?:(${NAMES}):(?=[^\\s:]))?` +
    `(?:([${QUOTES}])([^${QUOTES}]*)([${QUOTES}]?)((?:[~^][0-9]+)*)|([^\\s${QUOTES}]+))`,
  "giu",
);

/**
 * What a query asks for. Any text is read as far as possible; notes describe the rest.
 * @param {string} text
 * @param {Language} language
 * @param {string} [today] YYYY-MM-DD, for "today" and "30d"
 * @returns {{ clauses: Clause[], notes: Note[] }}
 */
export function parse(text, language, today = "") {
  /** @type {Note[]} */
  const notes = [];
  /** @param {string} told */
  const note = (told) => void notes.push({ kind: "syntax", text: told });
  if (text.length > CAP) note(say("Only the first {count} characters were used.", { count: CAP }));
  const asked = items(text.slice(0, CAP).normalize("NFKC"), note);
  const read = asked.map((item) => clausesOf({ ...item, alone: asked.length === 1 }, language, today, note));
  const clauses = read.flat().filter(finds);
  const common = read.flat().filter((clause) => !finds(clause) && (!clauses.length || clause.kind === "phrase"));
  const signs = asked.filter(({ body }, n) => !read[n].length && (!clauses.length || /[^\P{S}\x00-\x7f]/u.test(body)));
  if (common.length) notes.push({ kind: "empty", text: say("Too common to search for: {words}", { words: short(common.map((clause) => clause.text).join(" ")) }) });
  if (signs.length && !common.length && !notes.length) {
    notes.push({ kind: "empty", text: say("Without letters or digits, only an exact title can be found: {words}", { words: short(signs.map(({ body }) => body).join(" ")) }) });
  }
  if (clauses.length && clauses.every((clause) => clause.presence === "not")) {
    notes.push({ kind: "excluded", text: say("All words are excluded, so there is nothing to search for. Add a word without a minus sign.") });
  }
  return { clauses, notes };
}

/**
 * @param {string} text
 * @param {(told: string) => void} note
 * @returns {import("./clauses.js").Item[]}
 */
function items(text, note) {
  return [...text.matchAll(ITEM)].flatMap(([, signs, name = "", open, quote = "", close, tail = "", run]) => {
    const named = name.toLowerCase();
    /** @type {Clause["presence"]} */
    const presence = signs === "+" ? "must" : signs === "-" ? "not" : "should";
    /** @type {import("./clauses.js").Item} */
    const item = { field: OTHER_NAMES[named] ?? named, presence, quoted: !!close, body: run ?? quote, tail };
    if (!open || close) return [item];
    const rest = quote.match(/\S+/g) ?? [];
    if (rest.length) note(say("The closing quotation mark is missing: {words}", { words: short(quote.trim()) }));
    return rest.map((body) => ({ ...item, body }));
  });
}

/** @param {string} text */
export function short(text) {
  return `“${[...text].slice(0, 40).join("")}”`;
}
