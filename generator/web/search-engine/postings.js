// The papers of a term and the score of each for it.

import { even, rising } from "./bits.js";
import { Reader } from "./bytes.js";
import { POSTINGS, ALIGNED, WIDTH_BITS } from "./layout.js";

/**
 * What one segment knows about a term.
 * @typedef {object} Postings
 * @property {number} df its papers
 * @property {number} held number of its fields: lunr counts a paper once for each field that has the term
 * @property {Uint32Array} numbers paper numbers, ascending
 * @property {Uint16Array | Uint32Array} impacts without idf, in quanta
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
  even(bits, width === ALIGNED ? (bit + 7) & ~7 : bit, width, impacts);
  for (let n = 0; n < df; n++) impacts[n] = least + (impacts[n] << coarse);
  return { df, held, numbers, impacts };
}
