// Where shards are: lists of extents. `packs.py` writes them.

import { Reader } from "./bytes.js";
import { UNIT } from "./layout.js";

/** @typedef {import("./layout.js").Extent} Extent */

/**
 * The extents of a list; null stands for no shard.
 * @param {Reader} reader
 * @returns {(Extent | null)[]}
 */
export function extentsOf(reader) {
  const [count, jumps] = [reader.number(), reader.number()];
  const low = reader.take(count);
  const sizes = Array.from(low, (byte) => byte + 256 * reader.number());
  /** @type {Map<number, [pack: number, start: number]>} */
  const begins = new Map();
  for (let left = jumps, at = 0; left > 0; left--) begins.set((at += reader.number()), [reader.number(), reader.number()]);
  let [pack, start] = [0, 0];
  return sizes.map((size, n) => {
    [pack, start] = begins.get(n) ?? [pack, start];
    start += size;
    return size ? [pack, (start - size) * UNIT, size * UNIT] : null;
  });
}

/**
 * The same, where there is nothing but the list.
 * @param {Uint8Array} list
 */
export function extentsIn(list) {
  return extentsOf(new Reader(list));
}
