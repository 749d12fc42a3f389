// The entries that exports are made of, some hundred per file, found by the ids of papers. See `render/data/parts.py`.
import { isId, isProvisional } from "../lib/paper-ids.js";
import { inTurns } from "../lib/turns.js";

/**
 * The parts of a name; without `given` it is a team or a person with a single name.
 * @typedef {{ family: string, given?: string, particle?: string, suffix?: string, latex?: string, written?: string }} Name
 */
/**
 * In a name that is plain text, the family name comes last. Abstracts are added on request (`abstracts.js`).
 * @typedef {{ id: string, key: string, title: string, authors: (string | Name)[], listed: string, latex?: string,
 *   published?: string, primary?: string, abstract?: string, abstractLatex?: string, organization?: string, topics?: string[], upvotes?: number, code?: string, project?: string, venue?: string }} Entry
 */
/** @typedef {{ abs: string, doi: string, months: string[], formula: string, escaped: string, referred: string }} Rules */
/** @typedef {{ rules: Rules, papers: Entry[] }} Part */

const PER_PART = 6000;

/**
 * The file that holds an entry, from its id alone, as `part` in `render/citations/entry.py` computes it.
 * @param {string} id
 */
export function partOf(id) {
  if (isProvisional(id)) return id.slice(0, 3);
  const digits = id.slice(id.lastIndexOf("/") + 1).replace(".", "");
  return `${digits.slice(0, 4)}-${Math.floor(Number(digits.slice(4)) / PER_PART)}`;
}

/**
 * @param {string | Name} author
 * @returns {Name}
 */
export function nameOf(author) {
  if (typeof author !== "string") return author;
  const space = author.lastIndexOf(" ");
  if (space < 0) return { family: author };
  return { family: author.slice(space + 1), given: author.slice(0, space) };
}

/**
 * @param {string | Name} author
 * @returns {string} as written on the paper
 */
export function writtenOf(author) {
  if (typeof author === "string") return author;
  return author.written ?? [author.given, author.particle, author.family, author.suffix].filter(Boolean).join(" ");
}

/**
 * The entries of some papers, in the given order, and how many of them are not (or no longer) in the archive.
 * @param {string[]} ids
 * @param {(part: string) => Promise<Part | null>} load null if there is no such file
 * @param {(done: number, of: number) => void} tell
 */
export async function gather(ids, load, tell) {
  const names = [...new Set(ids.filter(isId).map(partOf))];
  /** @type {Map<string, Entry>} */
  const known = new Map();
  /** @type {Rules | null} */
  let rules = null;
  let done = 0;
  await inTurns(names, async (name) => {
    const part = await load(name);
    if (part) rules = part.rules;
    for (const one of part?.papers ?? []) known.set(one.id, one);
    done += 1;
    tell(done, names.length);
  });
  const entries = ids.flatMap((id) => known.get(id) ?? []);
  return { rules: /** @type {Rules | null} */ (rules), entries, missing: ids.length - entries.length };
}
