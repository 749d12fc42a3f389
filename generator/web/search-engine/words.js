// A text as terms of the index: the twin of generator/tokens/words.py. lunr.js provides stop words
// and stemmer, the manifest the rest.

import { letters } from "./fold.js";
import lunr from "../vendor/lunr.js";
import { placesOf, tablesOf, wholesOf } from "./pieces.js";
import { ENDINGS } from "./plurals.js";

/** @typedef {import("./fold.js").Language} Language */

/**
 * A term, the place of its first word, and how many words it covers. Places count all words, stop
 * words too, so a phrase is terms of span 1 at their distances.
 * @typedef {{ term: string, at: number, span: number }} Token
 */

/**
 * The text between spaces and signs, such as `gpt-4`: its folded words, including stop words and signs
 * that are part of a name, and its terms, with places from 0. A word with such signs has two terms at
 * one place, the one with the sign first.
 * @typedef {{ words: string[], tokens: Token[] }} Chunk
 */

/** Plurals that no stemmer knows, and their singulars. */
export const PLURALS = new Map(
  Object.entries(ENDINGS).flatMap(([ends, stems]) => {
    const [many, one] = ends.split(" ");
    return stems.split("|").map((stem) => /** @type {[string, string]} */ ([stem + many, stem + one]));
  }),
);

/**
 * The term of a folded word; "" for a stop word.
 * @param {string} word
 * @param {Language} language
 * @returns {string}
 */
export function term(word, language) {
  const { stemmed, terms } = tablesOf(language);
  const ready = terms.get(word);
  if (ready !== undefined) return ready;
  const one = PLURALS.get(word) ?? word;
  const stops = lunr.stopWordFilter(new lunr.Token(word, {})) === undefined;
  const made = stops ? "" : stemmed.test(one) ? lunr.stemmer(new lunr.Token(one, {})).toString() : one;
  terms.set(word, made);
  return made;
}

/**
 * The terms of a typed or pasted text, in order of place.
 * @param {string} text
 * @param {Language} language
 * @returns {Token[]}
 */
export function tokens(text, language) {
  let at = 0;
  return chunks(text, language).flatMap(({ words, tokens: own }) => {
    const placed = own.map((token) => ({ ...token, at: at + token.at }));
    at += words.length;
    return placed;
  });
}

/**
 * The text in chunks, as a query needs it: one chunk is one thing to find.
 * @param {string} text
 * @param {Language} language
 * @returns {Chunk[]}
 */
export function chunks(text, language) {
  const tables = tablesOf(language);
  return (letters(text, language).match(tables.chunk) ?? []).map((chunk) => {
    const pieces = chunk.split(/[-_^]/).map((piece) => piece.replace(/'s$|[',]/g, ""));
    const { places, parts, signed } = placesOf(pieces, tables);
    const wholes = [...wholesOf(parts, pieces.length, tables), ...signed];
    /** @type {Token[]} */
    const found = [];
    places.forEach((here, at) => {
      const longer = wholes.filter((whole) => whole.at === at);
      for (const one of [...here.map((word) => ({ word, at, span: 1 })), ...longer]) {
        const made = term(one.word, language);
        if (made) found.push({ term: made, at, span: one.span });
      }
    });
    return { words: places.map(([word]) => word), tokens: found };
  });
}
