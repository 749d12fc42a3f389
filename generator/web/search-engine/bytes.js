// Reading what `packing.py` writes.

/** Bytes of a file's name. */
export const MARK = 5;

const text = new TextDecoder();

/** A place in some bytes, moving as it is read. */
export class Reader {
  /**
   * @param {Uint8Array} bytes
   * @param {number} at
   */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Whether all is read. */
  get done() {
    return this.at >= this.bytes.length;
  }

  /** A number in groups of seven bits, lowest first. Exact up to 2^53. */
  number() {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new RangeError("the shard ends too early");
      if (byte < 0x80) return value + byte * scale;
      value += (byte & 0x7f) * scale;
      scale *= 128;
    }
  }

  /** @param {number} length */
  take(length) {
    const end = this.at + length;
    if (end > this.bytes.length) throw new RangeError("the shard ends too early");
    const found = this.bytes.subarray(this.at, end);
    this.at = end;
    return found;
  }

  word() {
    return text.decode(this.take(this.number()));
  }
}

/**
 * The content of a file: the first byte tells whether it is deflated.
 * @param {Uint8Array<ArrayBuffer>} body
 * @returns {Promise<Uint8Array>}
 */
export async function expanded(body) {
  if (body[0] === 0) return body.subarray(1);
  const stream = new Blob([body.subarray(1)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {Uint8Array} bytes */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
