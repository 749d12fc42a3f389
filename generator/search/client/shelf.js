// Looking words up on a shelf: see `shelf.py`. A word's place is found in two steps, page and shard.

import { Reader, hex } from "./bytes.js";

const MARK = 6;
const utf8 = new TextEncoder();
const text = new TextDecoder();

/** @typedef {(mark: string) => Promise<Uint8Array>} Fetched what a file holds, by its name */
/** @typedef {{ word: Uint8Array, value: Uint8Array }} Item */

export class Shelf {
  /**
   * @param {Uint8Array} root
   * @param {Fetched} fetched
   */
  constructor(root, fetched) {
    this.root = [...marks(root)];
    this.fetched = fetched;
  }

  /**
   * What is known of a word.
   * @param {string} word
   * @returns {Promise<Uint8Array | null>}
   */
  async find(word) {
    const wanted = utf8.encode(word);
    const page = this.root[place(this.root, wanted)];
    if (!page) return null;
    const shards = [...marks(await this.fetched(hex(page.value)))];
    const shard = shards[place(shards, wanted)];
    if (!shard) return null;
    for (const item of items(await this.fetched(hex(shard.value)))) {
      if (compare(item.word, wanted) === 0) return item.value;
    }
    return null;
  }

  /**
   * The words that begin so, in order, at most `most` of them.
   * @param {string} beginning
   * @param {number} most
   */
  async begin(beginning, most) {
    const wanted = utf8.encode(beginning);
    /** @type {{ word: string, value: Uint8Array }[]} */
    const found = [];
    for (let n = Math.max(0, place(this.root, wanted)); n < this.root.length; n++) {
      if (n > 0 && beyond(this.root[n], wanted)) break;
      const shards = [...marks(await this.fetched(hex(this.root[n].value)))];
      for (let m = Math.max(0, place(shards, wanted)); m < shards.length; m++) {
        if (beyond(shards[m], wanted)) break;
        for (const item of items(await this.fetched(hex(shards[m].value)))) {
          if (!starts(item.word, wanted)) continue;
          found.push({ word: text.decode(item.word), value: item.value });
          if (found.length === most) return found;
        }
      }
    }
    return found;
  }
}

/**
 * Words and values of a shard.
 * @param {Uint8Array} shard
 * @returns {Generator<Item>}
 */
export function* items(shard) {
  const reader = new Reader(shard);
  for (const word of cut(reader)) yield { word, value: reader.take(reader.number()) };
}

/**
 * @param {Uint8Array} page
 * @returns {Generator<Item>}
 */
function* marks(page) {
  const reader = new Reader(page);
  for (const word of cut(reader)) yield { word, value: reader.take(MARK) };
}

/** @param {Reader} reader */
function* cut(reader) {
  let last = new Uint8Array(0);
  while (!reader.done) {
    const shared = reader.number();
    const rest = reader.take(reader.number());
    const word = new Uint8Array(shared + rest.length);
    word.set(last.subarray(0, shared));
    word.set(rest, shared);
    yield word;
    last = word;
  }
}

/**
 * The last entry that does not come after the word; -1 when all do.
 * @param {Item[]} entries
 * @param {Uint8Array} word
 */
function place(entries, word) {
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
function compare(a, b) {
  const both = Math.min(a.length, b.length);
  for (let n = 0; n < both; n++) if (a[n] !== b[n]) return a[n] - b[n];
  return a.length - b.length;
}

/**
 * @param {Uint8Array} word
 * @param {Uint8Array} beginning
 */
function starts(word, beginning) {
  return word.length >= beginning.length && compare(word.subarray(0, beginning.length), beginning) === 0;
}

/**
 * Whether an entry comes after every word that begins so.
 * @param {Item} entry
 * @param {Uint8Array} beginning
 */
function beyond(entry, beginning) {
  return compare(entry.word, beginning) > 0 && !starts(entry.word, beginning);
}
