// Numbers of a few bits, most significant first, and gaps in Rice coding.

import { ESCAPED, RUN, WIDEST } from "./layout.js";

/**
 * Ascending numbers, each stored as its gap to the previous one, minus one.
 * @param {Uint8Array} bytes
 * @param {number} bit where the first gap starts
 * @param {number} low bits of a gap that are stored unchanged
 * @param {Uint32Array} into is filled
 * @param {number} offset is added to every number
 * @returns {number} the bit behind the last gap
 */
export function rising(bytes, bit, low, into, offset) {
  allowed(low);
  let last = offset - 1;
  for (let n = 0; n < into.length; n++) {
    const ones = Math.clz32(~window32(bytes, bit));
    let gap;
    if (ones < RUN) {
      bit += ones + 1;
      gap = (ones << low) | bitsAt(bytes, bit, low);
      bit += low;
    } else {
      gap = bitsAt(bytes, bit + RUN, ESCAPED);
      bit += RUN + ESCAPED;
    }
    last += gap + 1;
    into[n] = last;
  }
  return within(bytes, bit);
}

/**
 * Numbers of equal width.
 * @param {Uint8Array} bytes
 * @param {number} bit
 * @param {number} width
 * @param {Uint16Array | Uint32Array} into is filled
 */
export function even(bytes, bit, width, into) {
  allowed(width);
  within(bytes, bit + width * into.length);
  for (let n = 0; n < into.length; n++) {
    into[n] = bitsAt(bytes, bit, width);
    bit += width;
  }
}

/**
 * At least 25 bits from a position on, at the upper end of a number; zeros after the end of the data.
 * @param {Uint8Array} bytes
 * @param {number} bit
 */
function window32(bytes, bit) {
  const at = bit >>> 3;
  const four = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  return four << (bit & 7);
}

/**
 * @param {Uint8Array} bytes
 * @param {number} bit
 * @param {number} width
 */
function bitsAt(bytes, bit, width) {
  return width === 0 ? 0 : window32(bytes, bit) >>> (32 - width);
}

/** @param {number} width */
function allowed(width) {
  if (width > WIDEST) throw new RangeError("the shard has an invalid bit width");
}

/**
 * @param {Uint8Array} bytes
 * @param {number} bit
 */
function within(bytes, bit) {
  if (bit > bytes.length * 8) throw new RangeError("the shard ends too early");
  return bit;
}
