// Turns one item of a query, such as `+title:"large models"`, into clauses.

import { RANGES, rangeOf } from "./dates.js";
import { key, letters } from "./fold.js";
import { identifier } from "./ids.js";
import { pieceOf } from "./piece.js";
import { chunks, tokens } from "./words.js";

/** @typedef {import("./fold.js").Language} Language */
/** @typedef {import("./words.js").Token} Token */
/** @typedef {import("./words.js").Chunk} Chunk */

/**
 * One thing to find. A word matches where all its tokens of span 1 are, or the token that spans
 * them all; a phrase matches where its tokens of span 1 are at their distances.
 * @typedef {object} Clause
 * @property {"word" | "phrase" | "prefix" | "wildcard" | "fuzzy" | "range"} kind
 * @property {"" | "title" | "author" | "topic" | "org" | "abstract" | "keyword" | "id" | "date"} field
 * @property {"should" | "must" | "not"} presence
 * @property {number} boost 1 by default
 * @property {string} text as typed, without its signs
 * @property {string} key folded, for looking up a name or a topic; the id for the field id
 * @property {string[]} plain its words, folded, in order, not stemmed or filtered
 * @property {Token[]} words its terms; for a prefix those of the word so far
 * @property {string} pattern the letters of a prefix, or the letters and asterisks of a wildcard; else ""
 * @property {number} distance letters that may differ, or for a phrase words that may come between; 0 to 2
 * @property {string} from the first day of a range, YYYY-MM-DD; "" if open
 * @property {string} until its last day, inclusive
 */

/**
 * @typedef {object} Item
 * @property {string} field a name of Clause's fields or of RANGES
 * @property {Clause["presence"]} presence
 * @property {boolean} quoted
 * @property {string} body
 * @property {string} tail distance and boost after a quote
 * @property {boolean} [alone] whether it is the only item of the query
 */

/** Fields that hold a name: it is looked up as a whole, and "An" is a name although it is a stop word. */
const NAMED = ["author", "topic", "org", "keyword", "id"];

/**
 * @param {Item} item
 * @param {Language} language
 * @param {string} today
 * @param {(told: string) => void} note called with what could not be understood
 * @returns {Clause[]}
 */
export function clausesOf({ field, presence, quoted, body, tail, alone = false }, language, today, note) {
  /** @type {Clause} */
  const clause = {
    ...{ kind: "word", field: "", presence, boost: 1, text: body.trim(), key: "", plain: [], words: [] },
    ...{ pattern: "", distance: 0, from: "", until: "" },
  };
  if (RANGES.includes(field)) {
    const range = rangeOf(field, clause.text.toLowerCase(), today);
    if (typeof range !== "string") return [{ ...clause, ...range, kind: "range", field: "date" }];
    note(range);
    return [];
  }
  clause.field = /** @type {Clause["field"]} */ (field);
  const named = literal(body, alone);
  if (named && !quoted) return words({ ...clause, field: /** @type {Clause["field"]} */ (field), text: named }, language);
  const id = field === "id" && identifier(body);
  if (id) return [{ ...clause, key: id, plain: [id] }];
  const piece = pieceOf(quoted ? `x${tail}` : body);
  if (piece.note) note(piece.note);
  Object.assign(clause, { boost: piece.boost, distance: piece.distance });
  if (quoted) return phrase(clause, language);
  clause.text = piece.body;
  return clause.text.includes("*") ? wild(clause, language) : words(clause, language);
}

/**
 * What a word with operators in it says where they cannot be any: escaped ones, a power of one or two
 * letters (V^3), of a word by itself, which no boost puts before others, or one with more behind it; else "".
 * @param {string} body
 * @param {boolean} alone
 */
function literal(body, alone) {
  if (/\\[*^~+:#-]/.test(body)) return body.replace(/\\([*^~+:#-])/g, "$1");
  const power = /^([^~^*]+)\^([0-9]+)(.*)$/.exec(body);
  return power && (alone || [...power[1]].length <= 2 || /^[^0-9.~^]/.test(power[3])) ? body : "";
}

/**
 * Every chunk becomes a separate clause, except in names.
 * @param {Clause} clause
 * @param {Language} language
 * @returns {Clause[]}
 */
function words(clause, language) {
  const parts = chunks(clause.text, language);
  const kind = clause.distance ? "fuzzy" : "word";
  if (parts.length < 2 || NAMED.includes(clause.field)) return whole({ ...clause, kind }, parts, language);
  return parts.flatMap((part) => whole({ ...clause, kind, text: part.words.join("-") }, [part], language));
}

/**
 * @param {Clause} clause
 * @param {Language} language
 * @returns {Clause[]}
 */
function phrase(clause, language) {
  const parts = chunks(clause.text, language);
  const several = parts.length > 1 || (parts[0]?.words.length ?? 0) > 1;
  return whole({ ...clause, kind: several ? "phrase" : "word" }, parts, language);
}

/**
 * @param {Clause} clause
 * @param {Chunk[]} parts
 * @param {Language} language
 * @returns {Clause[]}
 */
function whole(clause, parts, language) {
  const plain = parts.flatMap((part) => part.words);
  const terms = parts.length === 1 ? parts[0].tokens : tokens(clause.text, language);
  // A word with a sign is not found without it: C++ is not C.
  const meant = terms.filter(({ at, span }, n) => !n || span > 1 || terms[n - 1].at !== at || terms[n - 1].span > 1);
  return plain.length ? [{ ...clause, key: key(clause.text, language), plain, words: meant }] : [];
}

/**
 * @param {Clause} clause
 * @param {Language} language
 * @returns {Clause[]}
 */
function wild(clause, language) {
  const folded = letters(clause.text, language).replace(/[^a-z0-9.*\x80-\u{10ffff}]+/gu, "");
  const pattern = folded.replace(/\*+/g, "*");
  if (!/[^.*]/.test(pattern)) return [];
  const text = clause.text.replaceAll("*", "");
  const plain = chunks(text, language).flatMap((part) => part.words);
  const known = { ...clause, key: key(text, language), plain };
  if (pattern.indexOf("*") < pattern.length - 1) return [{ ...known, kind: "wildcard", pattern }];
  return [{ ...known, kind: "prefix", pattern: pattern.slice(0, -1), words: tokens(text, language) }];
}

/**
 * Whether a clause can find anything: a clause of stop words cannot.
 * @param {Clause} clause
 */
export function finds(clause) {
  const { field, kind, words: terms } = clause;
  return terms.length > 0 || NAMED.includes(field) || !["word", "phrase", "fuzzy"].includes(kind);
}
