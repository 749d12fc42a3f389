// One piece of a query, such as `text-to-image~1^2` or `diffus*`, as lunr.js reads it.

import lunr from "../vendor/lunr.js";
import { say } from "../lib/wording.js";

/**
 * @typedef {object} Piece
 * @property {string} body what to find, including asterisks
 * @property {number} distance letters that may differ
 * @property {number} boost
 * @property {string} note what could not be understood, else ""
 */

const DISTANCE_CAP = 2;
const BOOST_CAP = 100;

/**
 * lunr's syntax, except that hyphens and colons, which lunr would split or reject, belong to the word.
 * @param {string} text without spaces, quotes, presence and field
 * @returns {Piece}
 */
export function pieceOf(text) {
  const plain = text.replace(/[~^]+/g, " ").trim();
  if (plain === text) return { body: text, distance: 0, boost: 1, note: "" };
  try {
    const query = new lunr.Query(["text"]);
    new lunr.QueryParser(text.replace(/[\\:+\s-]/g, "\\$&"), query).parse();
    const [clause, ...more] = query.clauses;
    if (clause && !more.length) {
      const distance = Math.min(clause.editDistance ?? 0, DISTANCE_CAP);
      const note = distance === clause.editDistance || !clause.editDistance ? "" : tooFar(text);
      return { body: clause.term, distance, boost: Math.min(clause.boost, BOOST_CAP), note };
    }
  } catch (error) {
    if (!(error instanceof lunr.QueryParseError)) throw error;
  }
  return { body: plain, distance: 0, boost: 1, note: /[\p{L}\p{N}]/u.test(plain) ? expected(text) : "" };
}

/** @param {string} text */
function tooFar(text) {
  return say("~ allows at most {most} different letters, got “{text}”", { most: DISTANCE_CAP, text: text.slice(0, 40) });
}

/** @param {string} text */
function expected(text) {
  return say("~ and ^ need a number after them, such as model~1 or model^2, got “{text}”", { text: text.slice(0, 40) });
}
