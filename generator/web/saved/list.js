// The reading list: what is stored of a paper, and how it is read back.
import { isId } from "../lib/paper-ids.js";

/** @typedef {{ id: string, title: string, by: string, saved: string, read: boolean }} Saved */

export const MOST = 10_000;
const TEXT_CAP = 500;
const KEYS = ["id", "title", "by", "saved", "read"];
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/**
 * What is wrong with an entry, or "".
 * @param {unknown} value
 * @returns {string}
 */
export function faultOf(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "isn't a paper";
  const entries = new Map(Object.entries(value));
  const unknown = [...entries.keys()].find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return `has the unknown field ${JSON.stringify(unknown.slice(0, 40))}`;
  if (!isId(entries.get("id"))) return "has no valid id";
  for (const key of ["title", "by"]) {
    const text = entries.get(key);
    if (typeof text !== "string" || text.length > TEXT_CAP || text !== line(text)) return `has no valid ${key === "by" ? "line of authors" : key}`;
  }
  const saved = entries.get("saved");
  if (typeof saved !== "string" || !MOMENT.test(saved) || Number.isNaN(Date.parse(saved))) return "has no valid saving time";
  return typeof entries.get("read") === "boolean" ? "" : "does not say whether it was read";
}

/**
 * One line of text without invisible characters, as titles are stored.
 * @param {string} text
 */
export function line(text) {
  const visible = text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replace(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "");
  return visible.trim().replace(/\s+/g, " ").slice(0, TEXT_CAP).trim();
}

/**
 * What the browser stored. Invalid entries, which this site did not write, are skipped.
 * @param {string | null} text
 * @returns {Saved[]}
 */
export function readKept(text) {
  try {
    const value = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? merged([], value.filter((paper) => !faultOf(paper))) : [];
  } catch {
    return [];
  }
}

/**
 * The first list, then what only the second one has. A paper that is read in one of them counts as read.
 * @param {Saved[]} one
 * @param {Saved[]} other
 */
export function merged(one, other) {
  /** @type {Map<string, Saved>} */
  const found = new Map();
  for (const paper of [...one, ...other]) {
    const known = found.get(paper.id);
    found.set(paper.id, known ? { ...known, read: known.read || paper.read } : paper);
  }
  return [...found.values()];
}
