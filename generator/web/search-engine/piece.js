// One piece of a query, such as `text-to-image~1^2` or `diffus*`, in the syntax of lunr.js, whose parser would be a
// tenth of the worker's script for this one expression.

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

/** What to find, and numbers after it: the letters that may differ, and the boost. */
const TOLD = /^([^~^]+)((?:[~^][0-9]+)+)$/;

/**
 * lunr's syntax, except that hyphens and colons, which lunr would split or reject, belong to the word. Of several
 * numbers of one kind the last counts.
 * @param {string} text without spaces, quotes, presence and field
 * @returns {Piece}
 */
export function pieceOf(text) {
  const plain = text.replace(/[~^]+/g, " ").trim();
  if (plain === text) return { body: text, distance: 0, boost: 1, note: "" };
  const [, word, numbers] = TOLD.exec(text) ?? [];
  if (word) {
    const last = (/** @type {string} */ sign) => numbers.match(/[~^][0-9]+/g)?.findLast((one) => one[0] === sign)?.slice(1);
    const [letters, boost] = [Number(last("~") ?? 0), Number(last("^") ?? 1)];
    const note = letters > DISTANCE_CAP ? tooFar(text) : "";
    return { body: word.toLowerCase(), distance: Math.min(letters, DISTANCE_CAP), boost: Math.min(boost, BOOST_CAP), note };
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
