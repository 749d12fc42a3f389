// Where shards are: lists of extents, each written relative to the one before.

import { Reader } from "./bytes.js";

/** @typedef {import("./layout.js").Extent} Extent */

/**
 * Reads the next extent of a list with each call; null stands for no shard.
 * @param {Reader} reader
 * @returns {() => Extent | null}
 */
export function extentsOf(reader) {
  let pack = 0;
  let start = 0;
  return () => {
    const told = reader.number();
    if (told === 0) return null;
    const size = Math.floor(told / 2);
    if (told % 2) [pack, start] = [reader.number(), reader.number()];
    /** @type {Extent} */
    const found = [pack, start, size];
    start += size;
    return found;
  };
}

/**
 * All of a list that has a shard of its own.
 * @param {Uint8Array} shard
 */
export function extentsIn(shard) {
  const reader = new Reader(shard);
  const next = extentsOf(reader);
  const found = [];
  while (!reader.done) found.push(next());
  return found;
}

/**
 * The next one, where there has to be one.
 * @param {() => Extent | null} next
 * @returns {Extent}
 */
export function present(next) {
  const found = next();
  if (!found) throw new RangeError("the shard names no other");
  return found;
}
