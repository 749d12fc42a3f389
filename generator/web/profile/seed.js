// Takes over what a reader brings: a profile or a reading list of this site, a library, or feeds.
import { gather, writtenOf } from "../exports/entries.js";
import { loadPart, loadTitles } from "../exports/load.js";
import { counted, say } from "../lib/wording.js";
import { withListed } from "./earlier.js";
import { readProfile } from "./file.js";
import { readLibrary } from "./library.js";
import { line } from "./line.js";
import { emptyProfile } from "./profile.js";
import { findByTitle } from "./titles.js";
import { readFile } from "../saved/file.js";

/** @typedef {import("./store.js").Store} Store */

const FILE_CAP = 8_000_000;
const NAMES = 3;
const TOLD = 5;
const NAME_CAP = 120;

/**
 * Saves and follows what the archive knows, and says what it does not know.
 * @param {Store} store
 * @param {URL} root
 * @param {string} text
 * @param {string} name of the file, or what stands for it
 * @returns {Promise<string>} what happened, for the reader
 */
export async function seed(store, root, text, name) {
  if (text.length > FILE_CAP) return say("{name} is too large. Nothing was added.", { name });
  if (/^\s*\{\s*"format"\s*:/.test(text)) return takeOver(store, text, name);
  const library = readLibrary(text);
  if (!library.ids.length && !library.pages.size && !library.titled.length) {
    return library.unknown.length ? say("{name} has no feeds of this site. Nothing was added.", { name }) : say("{name} is empty. Nothing was added.", { name });
  }
  const load = loadOnce(root);
  const byTitle = library.titled.length ? await findByTitle(library.titled, (await loadTitles(root)) ?? {}, load) : [];
  const ids = [...new Set([...library.ids, ...byTitle.flatMap((one) => one?.id ?? [])])];
  const { entries } = await gather(ids, load, () => {});
  const known = new Set(entries.map(({ id }) => id));
  const profile = emptyProfile();
  const saved = new Date().toISOString();
  const papers = entries.map(({ id, title, authors }) => ({ id, title: line(title), by: line(authors.slice(0, NAMES).map(writtenOf).join(", ")), saved, read: false }));
  for (const [page, label] of library.pages) profile.follows.set(page, { count: 1, label: line(label) });
  const before = store.papers().length;
  const fault = store.merge(withListed(profile, papers));
  if (fault) return fault;
  const strange = library.titled.filter((_, place) => !byTitle[place]).map(({ title }) => title.replace(/[{}]/g, "").slice(0, NAME_CAP));
  const unknown = [...library.ids.filter((id) => !known.has(id)), ...strange, ...library.unknown];
  return toldOf(store.papers().length - before, papers.length, library.pages.size, unknown);
}

/** Loads each file of entries once. @param {URL} root */
function loadOnce(root) {
  /** @type {Map<string, ReturnType<typeof loadPart>>} */
  const loaded = new Map();
  return (/** @type {string} */ part) => {
    const loading = loaded.get(part) ?? loadPart(root, part);
    loaded.set(part, loading);
    return loading;
  };
}

/**
 * @param {number} added
 * @param {number} known
 * @param {number} followed
 * @param {string[]} unknown
 */
function toldOf(added, known, followed, unknown) {
  const parts = [say("{papers} added, {count} already on your list.", { papers: counted(added, "paper"), count: known - added })];
  if (followed) parts.push(say("{count} followed.", { count: followed }));
  if (unknown.length) {
    const names = unknown.slice(0, TOLD).join("; ") + (unknown.length > TOLD ? "; …" : "");
    parts.push(say("{count} not in this archive: {names}", { count: unknown.length, names }));
  }
  return parts.join(" ");
}

/**
 * A profile, or the reading list of the first version.
 * @param {Store} store
 * @param {string} text
 * @param {string} name
 */
function takeOver(store, text, name) {
  const before = store.papers().length;
  const { profile, fault } = readProfile(text);
  let trouble = fault === "newer" ? say("{name} was saved by a newer version of this site. Nothing was added.", { name }) : "";
  let known = [...profile.saved.keys()].length;
  if (!fault) trouble = store.merge(profile);
  else if (!trouble) {
    const list = readFile(text);
    known = list.papers.length;
    trouble = list.fault ? say("{name} {fault}. Nothing was added.", { name, fault: list.fault }) : store.merge(withListed(store.now(), list.papers));
  }
  const added = store.papers().length - before;
  return trouble || toldOf(added, Math.max(known, added), 0, []);
}
