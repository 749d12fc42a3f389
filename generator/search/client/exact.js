// Whoever types a whole id, title or name finds it first.

import { Reader } from "./bytes.js";
import { key, mark } from "./fold.js";
import { identifier } from "./ids.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {"id" | "title" | "name"} Kind */
/** @typedef {{ ids: number[], titles: number[], names: number[], path: string }} Exact papers by number, and the name's page */

/** @type {Kind[]} */
const KINDS = ["id", "title", "name"];

/** Papers of one title that are looked at, the newest. */
const MOST = 20;

/**
 * The papers of a key, ascending, and its page.
 * @param {Index} index
 * @param {Kind} kind
 * @param {string} folded
 */
export async function keyed(index, kind, folded) {
  const place = new Uint8Array(4);
  new DataView(place.buffer).setUint32(0, mark(folded));
  const check = KINDS.indexOf(kind) | ((mark(`${kind} ${folded}#`) & 0x3f) << 2);
  const values = await Promise.all(index.segments.map(({ keys }) => keys.findBytes(place)));
  const found = values.flatMap((value) => (value ? entries(value).filter((one) => one.check === check) : []));
  const path = found.find((one) => one.path)?.path ?? "";
  return { numbers: found.flatMap((one) => one.numbers), path };
}

/**
 * What a query is the id, title or name of.
 * @param {Index} index
 * @param {string} text
 * @param {Clause[]} clauses what it asks for otherwise
 * @returns {Promise<Exact>}
 */
export async function exact(index, text, clauses) {
  const [id, folded] = [identifier(text), key(text, index.language)];
  const nothing = { numbers: [], path: "" };
  const named = folded && clauses.every(isPlain);
  const [ids, titles, names] = await Promise.all([
    id ? keyed(index, "id", id) : nothing,
    folded ? keyed(index, "title", folded) : nothing,
    named ? keyed(index, "name", folded) : nothing,
  ]);
  const newest = titles.numbers.reverse().slice(0, MOST);
  const cards = await index.papers.cards(newest);
  const entitled = newest.filter((_, n) =>
    named ? titlesOf(cards[n].card.title, index).includes(folded) : same(cards[n].card.title, text),
  );
  return { ids: ids.numbers, titles: entitled, names: names.numbers, path: names.path };
}

/** @param {Clause} clause */
function isPlain({ kind, field, presence, boost }) {
  return (kind === "word" || kind === "phrase") && !field && presence === "should" && boost === 1;
}

/**
 * A title's keys: the whole and what stands before its colon.
 * @param {string} title
 * @param {Index} index
 */
function titlesOf(title, index) {
  return [title, title.split(":")[0]].map((text) => key(text, index.language));
}

/**
 * Whether a query with signs in it is a title as written: signs of titles are not operators.
 * @param {string} title
 * @param {string} text
 */
function same(title, text) {
  const [a, b] = [title, text].map((one) => one.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim());
  return a === b;
}

/** @param {Uint8Array} value */
function entries(value) {
  const reader = new Reader(value);
  const found = [];
  while (!reader.done) {
    const [check] = reader.take(1);
    const path = reader.word();
    const numbers = [];
    let last = 0;
    for (let left = reader.number(); left > 0; left--) numbers.push((last += reader.number()));
    found.push({ check, path, numbers });
  }
  return found;
}
