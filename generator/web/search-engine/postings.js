// The papers of a term and the score of each for it.

import { even, rising } from "./bits.js";
import { Reader } from "./bytes.js";
import { mark } from "./fold.js";
import { POSTINGS, ALIGNED, PAIR_MARK, WIDTH_BITS } from "./layout.js";

/**
 * What one segment knows about a term.
 * @typedef {object} Postings
 * @property {number} df its papers
 * @property {number} held number of its fields: lunr counts a paper once for each field that has the term
 * @property {Uint32Array} numbers paper numbers, ascending
 * @property {Uint16Array | Uint32Array} impacts without idf, in quanta
 * @property {number} [first] the first number of the segment; none if several terms are merged
 * @property {Uint8Array} [pairs] with words that are not rarer
 */

const SHORT = 0xffff;

/**
 * @param {Uint8Array} value of the shelf of terms
 * @param {{ first: number, count: number }} segment
 * @returns {Postings}
 */
export function postings(value, segment) {
  const reader = new Reader(value);
  const { papers: df, held, low, form, least } = reader.record(POSTINGS);
  const coarse = form >> WIDTH_BITS;
  const width = form - (coarse << WIDTH_BITS);
  if (df > segment.count) throw new RangeError("the shard lists more papers than exist");
  const bits = value.subarray(reader.at);
  const numbers = new Uint32Array(df);
  const bit = rising(bits, 0, low, numbers, segment.first);
  if (df && numbers[df - 1] >= segment.first + segment.count) throw new RangeError("the shard lists papers that do not exist");
  const impacts = least + (2 ** width - 1) * 2 ** coarse > SHORT ? new Uint32Array(df) : new Uint16Array(df);
  const from = width === ALIGNED ? (bit + 7) & ~7 : bit;
  even(bits, from, width, impacts);
  for (let n = 0; n < df; n++) impacts[n] = least + (impacts[n] << coarse);
  return { df, held, numbers, impacts, first: segment.first, pairs: bits.subarray((from + df * width + 7) >> 3) };
}

/**
 * The papers of a pair, from what is known about its rarer word; null if none has it.
 * @param {Postings} rarer
 * @param {string} pair
 * @returns {Postings | null}
 */
export function pairIn({ df, numbers, first, pairs = new Uint8Array() }, pair) {
  const wanted = mark(pair) % 2 ** (8 * PAIR_MARK);
  const reader = new Reader(pairs);
  while (!reader.done) {
    const own = reader.take(PAIR_MARK).reduce((sum, byte) => sum * 256 + byte, 0);
    const value = reader.take(reader.number());
    if (own !== wanted) continue;
    const found = postings(value, { first: 0, count: df });
    return { ...found, numbers: found.numbers.map((place) => numbers[place]), first };
  }
  return null;
}
