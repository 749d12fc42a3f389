// Similar papers share a group; a query loads the groups close to its best results.

import { codesIn, sharesOf } from "./ans.js";
import { Reader } from "./bytes.js";
import { readIds } from "./cards.js";
import { CENTRE_BITS, DIMENSIONS, SHARES, VECTOR_BITS } from "./layout.js";

/** By the code of a centre. */
const LIKELY = [...SHARES, ...SHARES.map((row) => row.toReversed()).toReversed()].map(sharesOf);

/**
 * @typedef {object} Group
 * @property {number[]} numbers paper numbers, ascending
 * @property {string[]} ids
 * @property {Float32Array} vectors one after the other, each of length 1
 * @property {Uint8Array} priors the prior of each, independent of the query, 0 to 255
 */

/**
 * @param {Uint8Array} file
 * @param {Uint8Array} centre the codes of its centre
 * @returns {Group}
 */
export function groupOf(file, centre) {
  const reader = new Reader(file);
  const numbers = reader.steps();
  const count = numbers.length;
  const priors = reader.take(count);
  const ids = readIds(reader, count);
  const codes = codesIn(reader, count * DIMENSIONS, (n) => LIKELY[centre[n % DIMENSIONS]]);
  return { numbers, ids, vectors: directions(codes, VECTOR_BITS), priors };
}

/**
 * The codes of the groups' centres, one after the other.
 * @param {Uint8Array} file
 */
export function centresIn(file) {
  const each = 8 / CENTRE_BITS;
  if ((file.length * each) % DIMENSIONS) throw new RangeError("the file of group centres is truncated");
  const codes = new Uint8Array(file.length * each);
  return codes.map((_, n) => (file[Math.floor(n / each)] >> (8 - CENTRE_BITS * (1 + (n % each)))) % 2 ** CENTRE_BITS);
}

/**
 * Codes of a few bits each as unit vectors, one after the other: steps from their midpoint.
 * @param {Uint8Array} codes
 * @param {number} width
 */
export function directions(codes, width) {
  const parts = Float32Array.from(codes, (code) => code - (2 ** width - 1) / 2);
  for (let n = 0; n < parts.length; n += DIMENSIONS) unit(parts.subarray(n, n + DIMENSIONS));
  return parts;
}

/**
 * The mean of some directions.
 * @param {Float32Array[]} vectors
 */
export function meanOf(vectors) {
  const sum = new Float32Array(DIMENSIONS);
  for (const vector of vectors) vector.forEach((part, n) => (sum[n] += part));
  return unit(sum);
}

/**
 * The groups with the nearest centres, nearest first.
 * @param {Float32Array} centres
 * @param {Float32Array} direction
 * @param {number} count
 */
export function nearest(centres, direction, count) {
  const near = Array.from({ length: centres.length / DIMENSIONS }, (_, group) => cosine(centres, group, direction));
  const order = near.map((_, group) => group).sort((a, b) => near[b] - near[a] || a - b);
  return order.slice(0, count);
}

/**
 * The similarity of the n-th of some vectors to a direction.
 * @param {Float32Array} vectors
 * @param {number} n
 * @param {Float32Array} direction
 */
export function cosine(vectors, n, direction) {
  let sum = 0;
  for (let part = 0, at = n * DIMENSIONS; part < DIMENSIONS; part++, at++) sum += vectors[at] * direction[part];
  return sum;
}

/** @param {Float32Array} vector is scaled to length 1; one of length 0 stays */
function unit(vector) {
  let sum = 0;
  for (const part of vector) sum += part * part;
  const length = Math.max(Math.sqrt(sum), 1e-12);
  for (let n = 0; n < vector.length; n++) vector[n] /= length;
  return vector;
}
