// Finds papers by title, for libraries that name no ids: see `render/data/titles.py`.
import { nameOf } from "../exports/entries.js";
import { folded } from "../lib/fold.js";
import { inTurns } from "../lib/turns.js";

/** @typedef {import("../exports/entries.js").Entry} Entry */
/** @typedef {import("../exports/entries.js").Part} Part */
/** @typedef {{ title: string, people: string }} Titled `people` names the authors, in any form */

/** Bytes of a title's mark. */
const MARK = 3;

/** TeX that does not show: accents, and commands that set a typeface. */
const DRESS = /\\(?:text|emph|math)[a-z]*\s*(?=\{)|\\(?:it|bf|sc|tt|rm|em)(?![A-Za-z])|\\[bcdHkrtuv](?=[\s{])|\\[^A-Za-z]|[${}]/g;

/**
 * Letters and digits without accents and TeX: the twin of `key` in `generator/tokens/fold.py`, as far as titles
 * of papers need it.
 * @param {string} text
 */
export function titleKey(text) {
  return folded(text.replace(DRESS, "")).replace(/[^\p{L}\p{N}\p{M}]+/gu, "");
}

/**
 * The first bytes of the FNV-1a hash of a key.
 * @param {string} key
 */
export function markOf(key) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value >>> (32 - 8 * MARK);
}

/**
 * The files of entries by the marks of the titles in them.
 * @param {Record<string, string>} marks
 * @returns {Map<number, string[]>}
 */
export function partsByMark(marks) {
  /** @type {Map<number, string[]>} */
  const found = new Map();
  for (const [part, packed] of Object.entries(marks)) {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    for (let n = 0; n + MARK <= bytes.length; n += MARK) {
      const mark = (bytes[n] << 16) | (bytes[n + 1] << 8) | bytes[n + 2];
      found.set(mark, [...(found.get(mark) ?? []), part]);
    }
  }
  return found;
}

/**
 * The entries with exactly these titles, in their order. Where both sides name authors, one must be the
 * same: short titles are used more than once.
 * @param {Titled[]} titled
 * @param {Record<string, string>} marks
 * @param {(part: string) => Promise<Part | null>} load
 * @returns {Promise<(Entry | undefined)[]>}
 */
export async function findByTitle(titled, marks, load) {
  const parts = partsByMark(marks);
  const keys = titled.map(({ title }) => titleKey(title));
  const names = new Set(keys.flatMap((key) => (key && parts.get(markOf(key))) || []));
  /** @type {Map<string, Entry[]>} */
  const known = new Map(keys.map((key) => [key, []]));
  await inTurns([...names], async (name) => {
    for (const one of (await load(name))?.papers ?? []) known.get(titleKey(one.title))?.push(one);
  });
  return titled.map(({ people }, place) => {
    const named = titleKey(people);
    return known.get(keys[place])?.find(({ authors }) => !named || !authors.length || authors.some((one) => named.includes(titleKey(nameOf(one).family))));
  });
}
