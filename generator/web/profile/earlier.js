// The reading list of the first version, which the browser may still keep and readers have in files.
import { isId } from "../lib/paper-ids.js";
import { say } from "../lib/wording.js";
import { line, MOMENT, TEXT_CAP } from "./line.js";
import { emptyProfile, isOn, turned } from "./profile.js";

/** @typedef {import("./profile.js").Profile} Profile */
/** @typedef {{ id: string, title: string, by: string, saved: string, read: boolean }} Listed */

const KEYS = ["id", "title", "by", "saved", "read"];

/**
 * What is wrong with an entry of such a list, or "".
 * @param {unknown} value
 * @returns {string}
 */
export function faultOf(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return say("isn't a paper");
  const entries = new Map(Object.entries(value));
  const unknown = [...entries.keys()].find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return say("has the unknown field {field}", { field: JSON.stringify(unknown.slice(0, 40)) });
  if (!isId(entries.get("id"))) return say("has no valid id");
  if (!isLine(entries.get("title"))) return say("has no valid title");
  if (!isLine(entries.get("by"))) return say("has no valid line of authors");
  const saved = entries.get("saved");
  if (typeof saved !== "string" || !MOMENT.test(saved) || Number.isNaN(Date.parse(saved))) return say("has no valid saving time");
  return typeof entries.get("read") === "boolean" ? "" : say("does not say whether it was read");
}

/**
 * What the browser stored. Invalid entries, which this site did not write, are skipped.
 * @param {string} text
 * @returns {Listed[]}
 */
export function readKept(text) {
  try {
    const value = JSON.parse(text);
    return Array.isArray(value) ? value.filter((paper) => !faultOf(paper)) : [];
  } catch {
    return [];
  }
}

/**
 * A profile that also has the papers of such a list. A paper that was removed since is saved again: the list was
 * put there after that. A paper that is read in one of them counts as read.
 * @param {Profile} profile
 * @param {Listed[]} papers
 * @returns {Profile}
 */
export function withListed(profile, papers) {
  const { saved, read, ...rest } = { ...emptyProfile(), ...profile };
  const found = { ...rest, saved: new Map(saved), read: new Map(read) };
  for (const { id, read, ...told } of papers) {
    const known = found.saved.get(id);
    if (!isOn(known?.count)) found.saved.set(id, { count: turned(known?.count, true), ...told });
    if (read) found.read.set(id, turned(found.read.get(id), true));
  }
  return found;
}

/** @param {unknown} text */
function isLine(text) {
  return typeof text === "string" && text.length <= TEXT_CAP && text === line(text);
}
