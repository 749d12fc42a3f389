// The order of words as bytes, and what an entry of a page says about the words after it.

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
