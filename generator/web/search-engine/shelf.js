// Looks up words on a shelf. A word is found in two steps, page and then shard, or in one where the root names shards.

import { Reader } from "./bytes.js";
import { beyond, compare, place, starts } from "./entries.js";
import { extentsOf, present } from "./extents.js";
import { mark } from "./fold.js";

const PAGED = 1;
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
    /** @type {{ entries: Leaf[], paged: boolean } | null} */
    this.known = null;
  }

  /** Where each page starts, or each shard. */
  async root() {
    if (!this.known) {
      const [kind, ...rest] = await this.load();
      this.known = { entries: leaves(Uint8Array.from(rest)), paged: kind === PAGED };
    }
    return this.known;
  }

  /** @param {Leaf} page */
  async shards(page) {
    return leaves(await this.fetched(page.at));
  }

  /**
   * What is known about a word.
   * @param {string} word
   */
  find(word) {
    return this.findBytes(utf8.encode(word));
  }

  /**
   * What is known about a text that is on the shelf by its mark.
   * @param {string} text
   */
  findMarked(text) {
    const place = new Uint8Array(4);
    new DataView(place.buffer).setUint32(0, mark(text));
    return this.findBytes(place);
  }

  /**
   * @param {Uint8Array} wanted
   * @returns {Promise<Uint8Array | null>}
   */
  async findBytes(wanted) {
    const { entries, paged } = await this.root();
    const page = entries[place(entries, wanted)];
    if (!page) return null;
    const shards = paged ? await this.shards(page) : entries;
    const shard = shards[place(shards, wanted)];
    if (!shard) return null;
    for (const item of items(await this.fetched(shard.at))) {
      if (compare(item.word, wanted) === 0) return item.value;
    }
    return null;
  }

  /**
   * The words with a prefix, in order, at most `most` of them.
   * @param {string} beginning
   * @param {number} most
   */
  async begin(beginning, most) {
    const [wanted, { entries, paged }] = [utf8.encode(beginning), await this.root()];
    /** @type {{ word: string, value: Uint8Array }[]} */
    const found = [];
    const pages = paged ? entries : entries.slice(0, 1);
    for (let n = Math.max(0, place(pages, wanted)); n < pages.length; n++) {
      if (n > 0 && beyond(pages[n], wanted)) break;
      const shards = paged ? await this.shards(pages[n]) : entries;
      for (let m = Math.max(0, place(shards, wanted)); m < shards.length; m++) {
        if (beyond(shards[m], wanted)) break;
        for (const item of items(await this.fetched(shards[m].at))) {
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
 * @returns {Leaf[]}
 */
function leaves(page) {
  const reader = new Reader(page);
  const words = [...cut(reader, reader.number())];
  const next = extentsOf(reader);
  return words.map((word) => ({ word, at: present(next) }));
}

/**
 * Words, each stored without the prefix it shares with the previous one; a word's values are read before the next word.
 * @param {Reader} reader
 * @param {number} count of the words; without it, they go on to the end
 */
export function* cut(reader, count = Infinity) {
  let last = new Uint8Array(0);
  for (let n = 0; n < count && !reader.done; n++) {
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
