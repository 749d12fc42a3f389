// Papers near to each other lie in one group; a query loads the groups near its best results.

import { Reader } from "./bytes.js";
import { readIds } from "./cards.js";

const DIMENSIONS = 64;
const VECTOR = 16;

/**
 * @typedef {object} Group
 * @property {number[]} numbers papers in the numbering of the archive, ascending
 * @property {string[]} ids
 * @property {Float32Array} vectors one behind the other, each of length 1
 * @property {Uint8Array} priors what is thought of each without a query, 0 to 255
 */

/**
 * @param {Uint8Array} file
 * @returns {Group}
 */
export function groupOf(file) {
  const reader = new Reader(file);
  const count = reader.number();
  if (count > file.length) throw new RangeError("the shard ends too early");
  let last = 0;
  const numbers = Array.from({ length: count }, () => (last += reader.number()));
  const ids = readIds(reader, count);
  const vectors = new Float32Array(count * DIMENSIONS);
  for (let n = 0; n < count; n++) vectors.set(vectorOf(reader.take(VECTOR)), n * DIMENSIONS);
  return { numbers, ids, vectors, priors: reader.take(count) };
}

/**
 * A direction of length 1 from two bits for each of its parts.
 * @param {Uint8Array} bytes
 */
export function vectorOf(bytes) {
  const parts = new Float32Array(DIMENSIONS);
  for (let n = 0; n < DIMENSIONS; n++) parts[n] = ((bytes[n >> 2] >> (6 - 2 * (n & 3))) & 3) - 1.5;
  return unit(parts);
}

/**
 * The groups' centres, one behind the other, from four bits for each of their parts.
 * @param {Uint8Array} file
 */
export function centresOf(file) {
  const parts = new Float32Array(file.length * 2);
  file.forEach((byte, n) => parts.set([(byte >> 4) - 7.5, (byte & 15) - 7.5], 2 * n));
  if (parts.length % DIMENSIONS) throw new RangeError("the file of centres is cut off");
  for (let n = 0; n < parts.length; n += DIMENSIONS) unit(parts.subarray(n, n + DIMENSIONS));
  return parts;
}

/**
 * The mean direction of some.
 * @param {Float32Array[]} vectors
 */
export function meanOf(vectors) {
  const sum = new Float32Array(DIMENSIONS);
  for (const vector of vectors) vector.forEach((part, n) => (sum[n] += part));
  return unit(sum);
}

/**
 * The groups whose centres are nearest, the nearest first.
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
 * How near the n-th of some vectors is to a direction.
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
