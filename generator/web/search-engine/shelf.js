// Looks up words on a shelf. A word is found in two steps, page and then shard, or in one where the root names shards.

import { Reader } from "./bytes.js";
import { cut } from "./cut.js";
import { among, beyond, compare, leaves, place, starts } from "./entries.js";
import { mark } from "./fold.js";
import { KEY_LED, KEY_MARK, KEYED } from "./layout.js";
import { APART } from "./load.js";

const [PAGED, BESIDE] = [1, 2];
const utf8 = new TextEncoder();
const text = new TextDecoder();
const NAMED = KEYED.charCodeAt(0);

/** @typedef {import("./load.js").Fetched} Fetched */
/** @typedef {import("./entries.js").Leaf} Leaf */
/** @typedef {import("./entries.js").Item} Item */
/** @typedef {{ entries: Leaf[], paged: boolean }} Root */

export class Shelf {
  /**
   * @param {() => Promise<Uint8Array>} root
   * @param {Fetched} fetched
   * @param {Shelf} [other] whose shards begin with the words that its own begin with
   */
  constructor(root, fetched, other) {
    this.load = root;
    this.fetched = fetched;
    this.other = other;
    /** @type {Promise<Root> | null} */
    this.known = null;
  }

  /** Where each page starts, or each shard: read once, though all words of a query ask for it at the same time. */
  root() {
    if (!this.known) {
      const mine = this.read();
      mine.catch(() => (this.known = null));
      this.known = mine;
    }
    return this.known;
  }

  /** @returns {Promise<Root>} */
  async read() {
    const body = await this.load();
    const [kind, rest] = [body[0], body.subarray(1)];
    const entries = kind === BESIDE && this.other ? among((await this.other.root()).entries, rest) : leaves(rest);
    return { entries, paged: kind === PAGED };
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
   * What is known about a name as a whole.
   * @param {string} folded
   * @param {string} [more] of its word
   */
  findName(folded, more = "") {
    const marked = new Uint8Array(4);
    new DataView(marked.buffer).setUint32(0, mark(folded));
    const head = utf8.encode([...folded].slice(0, KEY_LED).join("") + KEYED);
    return this.findBytes(Uint8Array.from([...head, ...marked.subarray(-KEY_MARK), ...utf8.encode(more)]));
  }

  /**
   * How many bytes are loaded to find a word: many if what is known about it is long.
   * @param {string} word
   */
  async weigh(word) {
    return (await this.shardOf(utf8.encode(word)))?.at[2] ?? 0;
  }

  /** @param {Uint8Array} wanted */
  async shardOf(wanted) {
    const { entries, paged } = await this.root();
    const page = entries[place(entries, wanted)];
    if (!page) return null;
    const shards = paged ? await this.shards(page) : entries;
    return shards[place(shards, wanted)] ?? null;
  }

  /**
   * @param {Uint8Array} wanted
   * @returns {Promise<Uint8Array | null>}
   */
  async findBytes(wanted) {
    const shard = await this.shardOf(wanted);
    if (!shard) return null;
    for (const item of items(await this.fetched(shard.at, APART.words))) {
      if (compare(item.word, wanted) === 0) return item.value;
    }
    return null;
  }

  /**
   * The words with a prefix, in order, at most `most` of them; no names.
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
          if (!starts(item.word, wanted) || item.word.includes(NAMED)) continue;
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
