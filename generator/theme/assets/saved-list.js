// The reading list: what is kept of a paper, how it is read back, and what a list from outside must be.
import { isId } from "./export-entries.js";

/** @typedef {{ id: string, title: string, by: string, saved: string, read: boolean }} Saved */

export const MOST = 10_000;
const TEXT_CAP = 500;
const FILE_CAP = 8_000_000;
const KEYS = ["id", "title", "by", "saved", "read"];
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/**
 * What is wrong with one entry, or nothing.
 * @param {unknown} value
 * @returns {string}
 */
function faultOf(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "is no paper";
  const entries = new Map(Object.entries(value));
  const unknown = [...entries.keys()].find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return `has the unknown field ${JSON.stringify(unknown.slice(0, 40))}`;
  if (!isId(entries.get("id"))) return "has no id of a paper";
  for (const key of ["title", "by"]) {
    const text = entries.get(key);
    if (typeof text !== "string" || text.length > TEXT_CAP || text !== line(text)) return `has no usable ${key}`;
  }
  const saved = entries.get("saved");
  if (typeof saved !== "string" || !MOMENT.test(saved) || Number.isNaN(Date.parse(saved))) return "has no time of saving";
  return typeof entries.get("read") === "boolean" ? "" : "does not say whether it was read";
}

/**
 * One line of text without characters that cannot be seen, as titles are kept.
 * @param {string} text
 */
export function line(text) {
  const visible = text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replace(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "");
  return visible.trim().replace(/\s+/g, " ").slice(0, TEXT_CAP).trim();
}

/**
 * A list from outside: all of it can be used, or none is, and the first fault is told.
 * @param {string} text
 * @returns {{ papers: Saved[], fault: string }}
 */
export function readFile(text) {
  const refused = (/** @type {string} */ fault) => ({ papers: [], fault });
  if (text.length > FILE_CAP) return refused("it is larger than any list of this site");
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return refused("it is no JSON");
  }
  if (value?.format !== "papers-reading-list" || value?.version !== 1 || !Array.isArray(value?.papers)) {
    return refused("it is no reading list of this site");
  }
  /** @type {unknown[]} */
  const papers = value.papers;
  if (papers.length > MOST) return refused(`it holds more than ${MOST.toLocaleString("en")} papers`);
  for (const [place, paper] of papers.entries()) {
    const fault = faultOf(paper);
    if (fault) return refused(`its paper ${place + 1} ${fault}`);
  }
  return { papers: merged([], /** @type {Saved[]} */ (papers)), fault: "" };
}

/** @param {Saved[]} papers */
export function writeFile(papers) {
  const lines = papers.map((paper) => JSON.stringify(paper)).join(",\n");
  return `{"format":"papers-reading-list","version":1,"papers":[\n${lines}\n]}\n`;
}

/**
 * What the browser kept; entries that somebody else wrote there are passed over.
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
 * The first list, then what only the second one has. A paper read in one of them is read.
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

/**
 * Papers of which a title, a name or the id holds every word typed, in an order.
 * @param {Saved[]} papers
 * @param {{ find: string, shown: string, order: string }} wish
 */
export function chosen(papers, { find, shown, order }) {
  const fold = (/** @type {string} */ text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  const words = fold(find).split(/\s+/).filter(Boolean);
  const fits = papers.filter((paper) => {
    if (shown !== "all" && paper.read !== (shown === "read")) return false;
    const text = fold(`${paper.title} ${paper.by} ${paper.id}`);
    return words.every((word) => text.includes(word));
  });
  const newest = (/** @type {Saved} */ paper) => (/^\d/.test(paper.id) ? paper.id : "");
  const less = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : a > b ? 1 : 0);
  if (order === "title") return fits.sort((a, b) => a.title.localeCompare(b.title, "en"));
  if (order === "listed") return fits.sort((a, b) => less(newest(b), newest(a)));
  if (order === "oldest") return fits.sort((a, b) => less(a.saved, b.saved));
  return fits.sort((a, b) => less(b.saved, a.saved));
}
