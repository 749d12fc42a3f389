// A profile as text: what the browser keeps and what a reader saves to a file are the same. Its schema is
// published as `api/profile.schema.json`.
import { isId } from "../lib/paper-ids.js";
import { line, MOMENT, TEXT_CAP } from "./line.js";
import { packed, unpacked } from "./packing.js";
import { emptyProfile } from "./profile.js";

/** @typedef {import("./profile.js").Profile} Profile */

export const FORMAT = "papers-profile";
export const VERSION = 1;

/** Saved papers that a profile may have. */
export const MOST = 10_000;
const MOST_FOLLOWS = 2_000;
const MOST_COUNT = 9_999;
const PAGE = /^(?:topics|authors|orgs|submitters)\/[a-z0-9._~%-]{1,200}$/i;
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** @param {Profile} profile @returns {string} the same for the same profile */
export function writeProfile(profile) {
  const saved = sorted(profile.saved).map(([id, { count, ...told }]) => ({ id, ...told, ...counted(count) }));
  const follows = sorted(profile.follows).map(([page, { count, label }]) => ({ page, label, ...counted(count) }));
  const searches = sorted(profile.searches).map(([query, { count, label, seen }]) => ({ query, label, seen, ...counted(count) }));
  const { seen } = profile;
  return JSON.stringify({
    format: FORMAT,
    version: VERSION,
    saved,
    read: marksOf(profile.read),
    away: marksOf(profile.away),
    follows,
    searches,
    seen,
  });
}

/**
 * Reads a profile. Entries that no version of this site wrote are skipped. `fault` says why nothing could be read.
 * @param {string} text
 * @returns {{ profile: Profile, fault: "" | "json" | "format" | "newer" }}
 */
export function readProfile(text) {
  const profile = emptyProfile();
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return { profile, fault: "json" };
  }
  if (value?.format !== FORMAT || !Number.isInteger(value.version) || value.version < 1) return { profile, fault: "format" };
  for (const one of listOf(value.saved).slice(0, 2 * MOST)) {
    const told = { title: one?.title, by: one?.by, saved: one?.saved };
    const count = countOf(one?.count);
    if (isId(one?.id) && isTold(told) && count) profile.saved.set(one.id, { count, ...told });
  }
  for (const kind of /** @type {const} */ (["read", "away"])) {
    for (const [count, ids] of Object.entries(value[kind] ?? {})) {
      for (const id of unpacked(ids)) raise(profile[kind], id, countOf(Number(count)));
    }
  }
  for (const one of listOf(value.follows).slice(0, MOST_FOLLOWS)) {
    const count = countOf(one?.count);
    if (isFollowed(one?.page) && isLine(one?.label) && count) profile.follows.set(one.page, { count, label: one.label });
  }
  for (const one of listOf(value.searches).slice(0, MOST_FOLLOWS)) {
    const count = countOf(one?.count);
    if (isLine(one?.query) && isLine(one?.label) && count) {
      profile.searches.set(one.query, { count, label: one.label, seen: dayOf(one.seen) });
    }
  }
  profile.seen = dayOf(value.seen);
  return { profile, fault: value.version > VERSION ? "newer" : "" };
}

/** Whether a page can be followed. @param {unknown} page below the site's root, without the last slash */
export function isFollowed(page) {
  return typeof page === "string" && PAGE.test(page) && !page.includes("..");
}

/** @param {{ title: unknown, by: unknown, saved: unknown }} told @returns {told is import("./profile.js").Told} */
function isTold({ title, by, saved }) {
  return isLine(title) && isLine(by) && typeof saved === "string" && MOMENT.test(saved) && !Number.isNaN(Date.parse(saved));
}

/** @param {unknown} text */
function isLine(text) {
  return typeof text === "string" && text.length <= TEXT_CAP && text === line(text);
}

/** @param {unknown} value @returns {any[]} */
function listOf(value) {
  return Array.isArray(value) ? value : [];
}

/** @param {unknown} value @returns {number} 0 if it is no count */
function countOf(value = 1) {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= MOST_COUNT ? value : 0;
}

/** @param {number} count */
function counted(count) {
  return count === 1 ? {} : { count };
}

/** @param {unknown} day */
function dayOf(day) {
  return typeof day === "string" && DAY.test(day) ? day : "";
}

/** @param {Map<string, number>} marks @param {string} id @param {number} count */
function raise(marks, id, count) {
  if (count > (marks.get(id) ?? 0)) marks.set(id, count);
}

/** @param {Map<string, number>} marks */
function marksOf(marks) {
  /** @type {Map<number, string[]>} */
  const byCount = new Map();
  for (const [id, count] of marks) {
    const ids = byCount.get(count);
    if (ids) ids.push(id);
    else byCount.set(count, [id]);
  }
  return Object.fromEntries([...byCount].sort(([a], [b]) => a - b).map(([count, ids]) => [count, packed(ids)]));
}

/** @template V @param {Map<string, V>} held */
function sorted(held) {
  return [...held].sort(([a], [b]) => (a < b ? -1 : 1));
}
