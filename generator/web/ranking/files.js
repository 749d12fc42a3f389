// The files that papers are ranked by: see `generator/search/ranking.py`.

/** @typedef {{ basis: string, files: Set<string>, days: [day: string, ids: string[]][], moved: Map<string, string> }} Index `moved` has real ids by provisional ones */
/**
 * What a paper is ranked by: `vector` has length 1, `codes` are what it was made of, and the first
 * `topics` tags are those of topics.
 * @typedef {{ vector: Float32Array, tags: number[], topics: number, codes: Uint8Array }} Traits
 */

const FORMAT = 1;
const DIMENSIONS = 64;
export const BYTES = DIMENSIONS / 2;
const MIDDLE = 7.5;
const TAG = 3;
const HEAD = 2;
const [FINE, COARSE, WHOLE] = [6, 2, 10];
export const REST = "rest";

/**
 * @param {unknown} value
 * @returns {Index | null} null if it is of another format
 */
export function indexOf(value) {
  const found = /** @type {any} */ (value);
  if (found?.format !== FORMAT) return null;
  return { basis: found.basis, files: new Set(found.files), days: found.days, moved: new Map(Object.entries(found.moved ?? {})) };
}

/**
 * The file of a paper, from its id alone; "" if there is none, so that the paper cannot be in the archive.
 * @param {string} id
 * @param {Set<string>} files
 */
export function fileOf(id, files) {
  const coarse = id.slice(0, COARSE);
  const names = !/^\d{4}\./.test(id) ? [REST] : id.length === WHOLE ? [id.slice(0, FINE), coarse] : [coarse];
  return names.find((name) => files.has(name)) ?? "";
}

/**
 * The papers of an expanded file.
 * @param {string} name
 * @param {Uint8Array} bytes
 * @returns {Map<string, Traits>}
 */
export function traitsIn(name, bytes) {
  const end = bytes.indexOf(10);
  const ids = idsIn(name, new TextDecoder().decode(bytes.subarray(0, end)).split(" "));
  let at = end + 1 + ids.length * BYTES;
  return new Map(
    ids.map((id, place) => {
      const start = end + 1 + place * BYTES;
      const length = HEAD + bytes[at] * TAG;
      const traits = traitsOf(bytes.subarray(start, start + BYTES), bytes.subarray(at, at + length));
      at += length;
      return [id, traits];
    }),
  );
}

/**
 * @param {string} name
 * @param {string[]} parts
 */
function idsIn(name, parts) {
  if (name === REST) return parts;
  if (name.length < FINE) return parts.map((part) => name + part);
  let last = 0;
  return parts.map((part) => name + String((last += Number(part))).padStart(WHOLE - FINE, "0"));
}

/**
 * @param {Uint8Array} codes
 * @param {Uint8Array} rest the number of tags, that of topics, and the tags
 * @returns {Traits}
 */
export function traitsOf(codes, rest) {
  const vector = new Float32Array(DIMENSIONS);
  let squares = 0;
  for (let n = 0; n < DIMENSIONS; n++) {
    const code = n % 2 ? codes[n >> 1] & 15 : codes[n >> 1] >> 4;
    vector[n] = code - MIDDLE;
    squares += vector[n] ** 2;
  }
  const scale = 1 / Math.sqrt(squares);
  for (let n = 0; n < DIMENSIONS; n++) vector[n] *= scale;
  const found = [];
  for (let n = HEAD; n + TAG <= rest.length; n += TAG) found.push((rest[n] << 16) | (rest[n + 1] << 8) | rest[n + 2]);
  return { vector, tags: found, topics: rest[1] ?? 0, codes };
}

/**
 * The tag of a page that papers share, given by its address without the last slash.
 * @param {string} page
 */
export function tagOf(page) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(page)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return (value >>> 24) ^ (value & 0xffffff);
}
