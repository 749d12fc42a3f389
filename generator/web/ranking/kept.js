// The traits of papers that a reader marked, kept beside the profile: they need not be loaded again until the
// basis of the vectors changes.
import { BYTES, traitsOf } from "./files.js";

/** @typedef {import("./files.js").Traits} Traits */

/**
 * @param {string | null} text
 * @param {string} basis
 * @returns {Map<string, Traits>} nothing if they are of another basis, or not readable
 */
export function readTraits(text, basis) {
  /** @type {Map<string, Traits>} */
  const found = new Map();
  try {
    const value = JSON.parse(text ?? "null");
    if (value?.basis !== basis) return found;
    for (const [id, packed] of Object.entries(value.papers)) {
      const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
      if (bytes.length >= BYTES) found.set(id, traitsOf(bytes.subarray(0, BYTES), bytes.subarray(BYTES)));
    }
  } catch {
    // Written by something else: they are loaded again.
  }
  return found;
}

/**
 * @param {Map<string, Traits>} traits
 * @param {string} basis
 */
export function writeTraits(traits, basis) {
  const papers = Object.fromEntries([...traits].map(([id, one]) => [id, btoa(String.fromCharCode(...bytesOf(one)))]));
  return JSON.stringify({ basis, papers });
}

/** @param {Traits} traits */
function bytesOf({ codes, tags, topics }) {
  return [...codes, tags.length, topics, ...tags.flatMap((tag) => [tag >> 16, (tag >> 8) & 255, tag & 255])];
}
