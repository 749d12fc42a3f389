// The papers of a term and what each of them scores by it.

import { even, rising } from "./bits.js";
import { Reader } from "./bytes.js";

/**
 * What one segment knows of a term.
 * @typedef {object} Postings
 * @property {number} df its papers
 * @property {number} held its fields: lunr counts a paper once for each field that holds the term
 * @property {Uint32Array} numbers papers in the numbering of the archive, ascending
 * @property {Uint16Array | Uint32Array} impacts free of idf, in quanta
 */

const SHORT = 0xffff;

/**
 * @param {Uint8Array} value of the shelf of terms
 * @param {{ first: number, count: number }} segment
 * @returns {Postings}
 */
export function postings(value, segment) {
  const reader = new Reader(value);
  const df = reader.number();
  const held = reader.number();
  const [low, form] = reader.take(2);
  const [width, coarse] = [form & 15, form >> 4];
  const least = reader.number();
  if (df > segment.count) throw new RangeError("the shard holds more papers than there are");
  const bits = value.subarray(reader.at);
  const numbers = new Uint32Array(df);
  const bit = rising(bits, 0, low, numbers, segment.first);
  if (df && numbers[df - 1] >= segment.first + segment.count) throw new RangeError("the shard holds papers that are not");
  const impacts = least + (2 ** width - 1) * 2 ** coarse > SHORT ? new Uint32Array(df) : new Uint16Array(df);
  even(bits, width === 8 ? (bit + 7) & ~7 : bit, width, impacts);
  for (let n = 0; n < df; n++) impacts[n] = least + (impacts[n] << coarse);
  return { df, held, numbers, impacts };
}
