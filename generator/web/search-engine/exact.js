// Exact matches: a complete id, title or name comes first.

import { Reader } from "./bytes.js";
import { key, mark } from "./fold.js";
import { KEY, KEY_KINDS, KIND_BITS, SALT } from "./layout.js";
import { isSpaced, likeness, titleKey } from "./titles.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {(typeof KEY_KINDS)[number]} Kind */
/** @typedef {{ ids: number[], titles: number[], joined?: number[], names: number[], path: string }} Exact papers by number, and the
 *   name's page; of the titles, `joined` are those that have their spaces elsewhere */

/** @type {{ numbers: number[], path: string }} */
const NOTHING = { numbers: [], path: "" };

/** The most papers of one title that are compared. */
const MOST = 20;
/** From how many papers on a word is no title that is written as one. */
const COMMON = 20;
/** More letters than titles have. */
export const LONGEST = 240;

/**
 * The papers of a key, ascending, and its page.
 * @param {Index} index
 * @param {Kind} kind
 * @param {string} folded
 * @param {Index["segments"]} segments that may have it
 */
export async function keyed(index, kind, folded, segments = index.segments) {
  const check = KEY_KINDS.indexOf(kind) | ((mark(`${kind} ${folded}${SALT}`) << KIND_BITS) & 0xff);
  const values = await Promise.all(segments.map(({ terms }) => terms.findName(folded)));
  const found = values.flatMap((value) => (value ? entries(value).filter((one) => one.check === check) : []));
  const path = found.find((one) => one.path)?.path ?? "";
  return { numbers: found.flatMap(({ papers }) => papers), path };
}

/**
 * The papers of which a query is the title or a name.
 * @param {Index} index
 * @param {string} text
 * @param {Clause[]} clauses the query as parsed clauses
 * @returns {Promise<Exact>}
 */
export async function exact(index, text, clauses) {
  const { language } = index;
  const [folded, plain] = [key(text, language), clauses.every(isPlain)];
  const entitled = titleKey(text, language);
  const [titles, names] = await Promise.all([
    entitled && entitled.length <= LONGEST ? keyed(index, "title", entitled) : NOTHING,
    folded && plain && folded.length <= LONGEST ? keyed(index, "name", folded) : NOTHING,
  ]);
  const numbers = titles.numbers.slice(-MOST);
  const cards = await index.papers.cards(numbers);
  const newest = numbers.map((number, n) => {
    const { title, day } = cards[n];
    const like = likeness(title, text, language);
    // If signs are operators, only a title that is written exactly like this matches.
    return { number, title, day, alike: like === 3 && !plain ? 4 : like };
  });
  newest.sort((a, b) => a.alike - b.alike || b.day.localeCompare(a.day) || b.number - a.number);
  const first = newest.filter(({ alike }) => alike < 4);
  const joined = newest.filter(({ alike, title }) => alike === 3 && !isSpaced(title, text, language)).map(({ number }) => number);
  // "agents" is a word of many papers, and none of them is meant by it: not "Agent S" either.
  const known = joined.length && clauses.length === 1 ? await index.terms.all(clauses[0].words.map(({ term }) => term)) : [];
  const meant = known.some(({ df }) => df > COMMON) ? new Set(joined) : new Set();
  const called = first.map(({ number }) => number).filter((number) => !meant.has(number));
  return { ids: [], titles: called, joined, names: names.numbers, path: names.path };
}

/** @param {Clause} clause */
export function isPlain({ kind, field, presence, boost }) {
  return (kind === "word" || kind === "phrase") && !field && presence === "should" && boost === 1;
}

/** @param {Uint8Array} value */
function entries(value) {
  const reader = new Reader(value);
  const found = [];
  while (!reader.done) found.push(reader.record(KEY));
  return found;
}
