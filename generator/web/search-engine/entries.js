// The order of words as bytes, and what an entry of a page says about the words after it.

import { Reader } from "./bytes.js";
import { joined } from "./cut.js";
import { extentsOf } from "./extents.js";

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
 * The shards that a root leads to which does not name most of their words.
 * @param {Leaf[]} others of another shelf
 * @param {Uint8Array} root
 * @returns {Leaf[]}
 */
export function among(others, root) {
  const reader = new Reader(root);
  const where = extentsOf(reader);
  const found = others.flatMap(({ word }, n) => (where[n] ? [{ word, at: where[n] }] : []));
  if (found.length) found[0].word = new Uint8Array(0);
  return [...found, ...leavesOf(reader)].sort((a, b) => compare(a.word, b.word));
}

/**
 * What a page leads to.
 * @param {Uint8Array} page
 */
export function leaves(page) {
  return leavesOf(new Reader(page));
}

/**
 * @param {Reader} reader
 * @returns {Leaf[]}
 */
function leavesOf(reader) {
  const where = extentsOf(reader);
  const [shared, rests] = [where, where].map((each) => each.map(() => reader.number()));
  let word = new Uint8Array(0);
  return where.map((at, n) => {
    if (!at) throw new RangeError("the shard names no other");
    word = joined(word, shared[n], reader.take(rests[n]));
    return { word, at };
  });
}
