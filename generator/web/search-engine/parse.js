// The query language: words, "phrases", +must, -not, field:word, years and days, wild*cards, word~1.

import { clausesOf, finds } from "./clauses.js";
import { RANGES } from "./dates.js";
import { identifier } from "./ids.js";

export { identifier };

/** @typedef {import("./fold.js").Language} Language */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {{ kind: "syntax" | "empty", text: string }} Note */

const CAP = 2000;
/** @type {Record<string, string>} */
const OTHER_NAMES = {
  ...{ authors: "author", topics: "topic", organization: "org", keywords: "keyword" },
  arxiv: "id",
};
const FIELDS = ["title", "author", "topic", "org", "abstract", "keyword", "id", ...RANGES];
const NAMES = [...FIELDS, ...Object.keys(OTHER_NAMES)].join("|");
const QUOTES = '"“”„‟«»';
// Presence, field, then a quote (opened, text, closed, tail) or a run without space and quotes. What
// is no field is a word: "LongVLM: a model" asks for no field LongVLM.
const ITEM = new RegExp(
  `([+-]*)(?:(${NAMES}):(?=[^\\s:]))?` +
    `(?:([${QUOTES}])([^${QUOTES}]*)([${QUOTES}]?)((?:[~^][0-9]+)*)|([^\\s${QUOTES}]+))`,
  "giu",
);

/**
 * What a query asks for. Whatever the text, it is read as far as it can be; notes tell the rest.
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
  if (text.length > CAP) note(`Only the first ${CAP} characters were read.`);
  const asked = items(text.slice(0, CAP).normalize("NFKC"), note);
  const read = asked.map((item) => clausesOf({ ...item, alone: asked.length === 1 }, language, today, note));
  const clauses = read.flat().filter(finds);
  const common = read.flat().filter((clause) => !finds(clause) && (!clauses.length || clause.kind === "phrase"));
  const signs = asked.filter(({ body }, n) => !read[n].length && (!clauses.length || /[^\P{S}\x00-\x7f]/u.test(body)));
  if (common.length) notes.push({ kind: "empty", text: `Too common to be searched for: ${short(common.map((clause) => clause.text).join(" "))}` });
  if (signs.length && !common.length && !notes.length) {
    notes.push({ kind: "empty", text: `Without letters and digits only a whole title can be found: ${short(signs.map(({ body }) => body).join(" "))}` });
  }
  if (clauses.length && clauses.every((clause) => clause.presence === "not")) {
    note("Everything is left out and nothing searched for: add a word without a minus.");
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
    if (rest.length) note(`A quote was opened and not closed before ${short(quote.trim())}`);
    return rest.map((body) => ({ ...item, body }));
  });
}

/** @param {string} text */
function short(text) {
  return `“${[...text].slice(0, 40).join("")}”`;
}
