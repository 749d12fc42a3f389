// The order of words as bytes, and what an entry of a page says about the words after it.

import { Reader } from "./bytes.js";
import { joined } from "./cut.js";
import { extentsIn, extentsOf } from "./extents.js";

/** @typedef {{ word: Uint8Array, value: Uint8Array }} Item */
/** @typedef {{ word: Uint8Array, at: import("./layout.js").Extent }} Leaf the word that a shard or page begins with, and where it is */
/** @typedef {Pick<Item, "word">} Entry */

/**
 * The last entry that does not come after the word; -1 if all do.
 * @param {Entry[]} entries
 * @param {Uint8Array} word
 */
export function place(entries, word) {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(entries[middle].word, word) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * @param {Uint8Array} a
 * @param {Uint8Array} b
 */
export function compare(a, b) {
  const both = Math.min(a.length, b.length);
  for (let n = 0; n < both; n++) if (a[n] !== b[n]) return a[n] - b[n];
  return a.length - b.length;
}

/**
 * @param {Uint8Array} word
 * @param {Uint8Array} beginning
 */
export function starts(word, beginning) {
  return word.length >= beginning.length && compare(word.subarray(0, beginning.length), beginning) === 0;
}

/**
 * Whether an entry comes after every word with this prefix.
 * @param {Entry} entry
 * @param {Uint8Array} beginning
 */
export function beyond(entry, beginning) {
  return compare(entry.word, beginning) > 0 && !starts(entry.word, beginning);
}

/**
 * The shards that a root without words leads to.
 * @param {Leaf[]} leaves of another shelf
 * @param {Uint8Array} list where its own shards are
 * @returns {Leaf[]}
 */
export function among(leaves, list) {
  const where = extentsIn(list);
  const found = leaves.flatMap(({ word }, n) => (where[n] ? [{ word, at: where[n] }] : []));
  return found.map((leaf, n) => (n ? leaf : { ...leaf, word: new Uint8Array(0) }));
}

/**
 * What a page leads to.
 * @param {Uint8Array} page
 * @returns {Leaf[]}
 */
export function leaves(page) {
  const reader = new Reader(page);
  const where = extentsOf(reader);
  const [shared, rests] = [where, where].map((each) => each.map(() => reader.number()));
  let word = new Uint8Array(0);
  return where.map((at, n) => {
    if (!at) throw new RangeError("the shard names no other");
    word = joined(word, shared[n], reader.take(rests[n]));
    return { word, at };
  });
}
