// Looks up words on a shelf. A word is found in two steps: page, then shard.

import { Reader } from "./bytes.js";
import { beyond, compare, isPair, pairsOnly, place, starts } from "./entries.js";
import { extentsOf, present } from "./extents.js";

const utf8 = new TextEncoder();
const text = new TextDecoder();

/** @typedef {import("./load.js").Fetched} Fetched */
/** @typedef {import("./entries.js").Leaf} Leaf */
/** @typedef {import("./entries.js").Item} Item */

export class Shelf {
  /**
   * @param {() => Promise<Uint8Array>} root
   * @param {Fetched} fetched
   */
  constructor(root, fetched) {
    this.load = root;
    this.fetched = fetched;
    /** @type {Leaf[] | null} */
    this.entries = null;
  }

  /** Where each page starts. */
  async root() {
    this.entries ??= [...leaves(await this.load())];
    return this.entries;
  }

  /**
   * What is known about a word.
   * @param {string} word
   */
  find(word) {
    return this.findBytes(utf8.encode(word));
  }

  /**
   * @param {Uint8Array} wanted
   * @returns {Promise<Uint8Array | null>}
   */
  async findBytes(wanted) {
    const root = await this.root();
    const page = root[place(root, wanted)];
    if (!page) return null;
    const shards = [...leaves(await this.fetched(page.at))];
    const shard = shards[place(shards, wanted)];
    if (!shard) return null;
    for (const item of items(await this.fetched(shard.at))) {
      if (compare(item.word, wanted) === 0) return item.value;
    }
    return null;
  }

  /**
   * The words with a prefix, in order, at most `most` of them. Pairs are skipped, and so are shards
   * that hold only pairs.
   * @param {string} beginning
   * @param {number} most
   */
  async begin(beginning, most) {
    const [wanted, root] = [utf8.encode(beginning), await this.root()];
    /** @type {{ word: string, value: Uint8Array }[]} */
    const found = [];
    for (let n = Math.max(0, place(root, wanted)); n < root.length; n++) {
      if (n > 0 && beyond(root[n], wanted)) break;
      if (pairsOnly(root, n)) continue;
      const shards = [...leaves(await this.fetched(root[n].at))];
      for (let m = Math.max(0, place(shards, wanted)); m < shards.length; m++) {
        if (beyond(shards[m], wanted)) break;
        if (pairsOnly(shards, m)) continue;
        for (const item of items(await this.fetched(shards[m].at))) {
          if (!starts(item.word, wanted) || isPair(item.word)) continue;
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
 * @returns {Generator<Leaf>}
 */
function* leaves(page) {
  const reader = new Reader(page);
  const next = extentsOf(reader);
  for (const word of cut(reader)) yield { word, at: present(next) };
}

/**
 * Words, each stored without the prefix it shares with the previous one; a word's values are read before the next word.
 * @param {Reader} reader
 */
export function* cut(reader) {
  let last = new Uint8Array(0);
  while (!reader.done) {
    const shared = reader.number();
    const rest = reader.take(reader.number());
    if (shared > last.length) throw new RangeError("the words of the shard are corrupt");
    const word = new Uint8Array(shared + rest.length);
    word.set(last.subarray(0, shared));
    word.set(rest, shared);
    yield word;
    last = word;
  }
}
