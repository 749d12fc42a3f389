// Words in order, each stored without what it shares with the one before.

/** @typedef {import("./bytes.js").Reader} Reader */

/**
 * Words, each stored without the prefix it shares with the previous one; a word's values are read before the next word.
 * @param {Reader} reader
 */
export function* cut(reader) {
  for (let last = new Uint8Array(0); !reader.done; ) {
    const shared = reader.number();
    yield (last = joined(last, shared, reader.take(reader.number())));
  }
}

/**
 * A word that begins as the last one does.
 * @param {Uint8Array} last
 * @param {number} shared
 * @param {Uint8Array} rest
 */
export function joined(last, shared, rest) {
  if (shared > last.length) throw new RangeError("the words of the shard are corrupt");
  const word = new Uint8Array(shared + rest.length);
  word.set(last.subarray(0, shared));
  word.set(rest, shared);
  return word;
}
