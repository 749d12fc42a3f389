// Codes that take the fewer bits the likelier they are: asymmetric numeral systems. `layout.py` says how they are stored.

import { ANS_LEAST, SHARE_BITS } from "./layout.js";

const SLOTS = 2 ** SHARE_BITS;
const BYTE = 256;

/** @typedef {{ codes: Uint8Array, starts: number[], shares: readonly number[] }} Shares the code of each slot; by code its first slot, and how many it has */

/**
 * @param {readonly number[]} shares
 * @returns {Shares}
 */
export function sharesOf(shares) {
  let slot = 0;
  const starts = shares.map((share) => (slot += share) - share);
  return { codes: Uint8Array.from(shares.flatMap((share, code) => Array(share).fill(code))), starts, shares };
}

/**
 * @param {import("./bytes.js").Reader} reader is moved behind the codes
 * @param {number} count
 * @param {(n: number) => Shares} of those of the n-th code
 */
export function codesIn(reader, count, of) {
  let state = reader.take(4).reduce((sum, byte) => sum * BYTE + byte, 0);
  return Uint8Array.from({ length: count }, (_, n) => {
    const { codes, starts, shares } = of(n);
    const slot = state % SLOTS;
    const code = codes[slot];
    state = shares[code] * Math.floor(state / SLOTS) + slot - starts[code];
    while (state < ANS_LEAST) state = state * BYTE + reader.take(1)[0];
    return code;
  });
}
