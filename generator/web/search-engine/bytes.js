// Reads what the builder writes: see `layout.py`.

import { EPOCH, FORM_BITS, PLAIN } from "./layout.js";

const text = new TextDecoder();
const LINE_FEED = 10;

/** A position in some bytes, which moves on as they are read. */
export class Reader {
  /**
   * @param {Uint8Array} bytes
   * @param {number} at
   */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Whether everything has been read. */
  get done() {
    return this.at >= this.bytes.length;
  }

  /** A number in groups of seven bits, lowest first. Exact up to 2^53. */
  number() {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new RangeError("the shard ends too early");
      if (byte < 0x80) return value + byte * scale;
      value += (byte & 0x7f) * scale;
      scale *= 128;
    }
  }

  /** @param {number} length */
  take(length) {
    const end = this.at + length;
    if (end > this.bytes.length) throw new RangeError("the shard ends too early");
    const found = this.bytes.subarray(this.at, end);
    this.at = end;
    return found;
  }

  word() {
    return text.decode(this.take(this.number()));
  }

  /**
   * A count, then each item.
   * @template T
   * @param {() => T} one
   */
  list(one) {
    const found = [];
    for (let left = this.number(); left > 0; left--) found.push(one());
    return found;
  }

  /** Ascending numbers, each stored as its step from the previous one. */
  steps() {
    let last = 0;
    return this.list(() => (last += this.number()));
  }

  /**
   * The values of a record.
   * @template {Record<string, keyof Values>} L
   * @param {L} layout
   * @returns {{ [name in keyof L]: Values[L[name]] }}
   */
  record(layout) {
    const found = /** @type {any} */ ({});
    for (const [name, kind] of Object.entries(layout)) found[name] = READ[kind](this);
    return found;
  }
}

/** @typedef {{ byte: number, number: number, known: number | null, word: string, numbers: number[], words: string[],
 *   steps: number[] }} Values */

/** @type {{ [kind in keyof Values]: (reader: Reader) => Values[kind] }} */
const READ = {
  byte: (reader) => reader.take(1)[0],
  number: (reader) => reader.number(),
  known: (reader) => {
    const value = reader.number();
    return value === 0 ? null : value - 1;
  },
  word: (reader) => reader.word(),
  numbers: (reader) => reader.list(() => reader.number()),
  words: (reader) => reader.list(() => reader.word()),
  steps: (reader) => reader.steps(),
};

/**
 * The content of a shard: the first byte says whether it is deflated, and how many bytes at its end say nothing.
 * @param {Uint8Array} body
 * @returns {Promise<Uint8Array>}
 */
export async function expanded(body) {
  const filled = body[0] >> FORM_BITS;
  const content = body.slice(1, body.length - filled);
  if (body[0] === PLAIN + filled * 2 ** FORM_BITS) return content;
  const stream = new Blob([content]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * The first line, and what is behind it.
 * @param {Uint8Array} body
 */
export function lineOf(body) {
  const end = body.indexOf(LINE_FEED);
  return { line: text.decode(end < 0 ? body : body.subarray(0, end)), rest: body.subarray(end + 1) };
}

/**
 * A day in its written form: 2025-08-20.
 * @param {number} ordinal
 */
export function dayOf(ordinal) {
  return new Date((ordinal - EPOCH) * 86400000).toISOString().slice(0, 10);
}
