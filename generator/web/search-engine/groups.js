// Similar papers share a group; a query loads the groups close to its best results.

import { Reader } from "./bytes.js";
import { readIds } from "./cards.js";
import { CENTRE_BITS, DIMENSIONS, VECTOR_BITS } from "./layout.js";

const VECTOR = (DIMENSIONS * VECTOR_BITS) / 8;

/**
 * @typedef {object} Group
 * @property {number[]} numbers paper numbers, ascending
 * @property {string[]} ids
 * @property {Float32Array} vectors one after the other, each of length 1
 * @property {Uint8Array} priors the prior of each, independent of the query, 0 to 255
 */

/**
 * @param {Uint8Array} file
 * @returns {Group}
 */
export function groupOf(file) {
  const reader = new Reader(file);
  const numbers = reader.steps();
  const count = numbers.length;
  const ids = readIds(reader, count);
  const vectors = new Float32Array(count * DIMENSIONS);
  for (let n = 0; n < count; n++) vectors.set(vectorOf(reader.take(VECTOR)), n * DIMENSIONS);
  return { numbers, ids, vectors, priors: reader.take(count) };
}

/**
 * A paper's direction, as a unit vector.
 * @param {Uint8Array} bytes
 */
export function vectorOf(bytes) {
  return unit(unpacked(bytes, VECTOR_BITS));
}

/**
 * The directions of the groups' centres, one after the other.
 * @param {Uint8Array} file
 */
export function centresOf(file) {
  const parts = unpacked(file, CENTRE_BITS);
  if (parts.length % DIMENSIONS) throw new RangeError("the file of group centres is truncated");
  for (let n = 0; n < parts.length; n += DIMENSIONS) unit(parts.subarray(n, n + DIMENSIONS));
  return parts;
}

/**
 * Codes of a few bits each, the first in the upper bits, as steps from their midpoint.
 * @param {Uint8Array} bytes
 * @param {number} width
 */
function unpacked(bytes, width) {
  const each = 8 / width;
  const most = 2 ** width - 1;
  return new Float32Array(bytes.length * each).map((_, n) => ((bytes[Math.floor(n / each)] >> (8 - width * (1 + (n % each)))) & most) - most / 2);
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
