// A text as terms of the index: the twin of generator/search/words.py. lunr.js brings stop words
// and stemmer, the manifest the rest.

import { letters } from "./fold.js";
import lunr from "./lunr.js";
import { ENDINGS } from "./plurals.js";

/** @typedef {import("./fold.js").Language} Language */

/**
 * A term, the place of its first word, and how many words it covers. Places count all words, stop
 * words too, so a phrase is terms of span 1 at their distances.
 * @typedef {{ term: string, at: number, span: number }} Token
 */

/**
 * What stands between spaces and signs, such as `gpt-4`: its words, stop words and signs that make a
 * name included, as folded, and its terms, with places from 0. A word with such signs has two terms at
 * one place, first that with the sign.
 * @typedef {{ words: string[], tokens: Token[] }} Chunk
 */

/**
 * @typedef {object} Tables
 * @property {RegExp} spaceless
 * @property {RegExp} runs
 * @property {RegExp} stemmed
 * @property {RegExp} chunk
 * @property {RegExp} signed
 * @property {RegExp} model
 * @property {number} whole
 * @property {Map<string, string>} terms of the words seen so far
 */

/** Plurals that no stemmer knows, and their singulars. */
export const PLURALS = new Map(
  Object.entries(ENDINGS).flatMap(([ends, stems]) => {
    const [many, one] = ends.split(" ");
    return stems.split("|").map((stem) => /** @type {[string, string]} */ ([stem + many, stem + one]));
  }),
);

/** @type {WeakMap<Language, Tables>} */
const known = new WeakMap();

/**
 * @param {Language} language
 * @returns {Tables}
 */
function tablesOf(language) {
  const made = known.get(language);
  if (made) return made;
  const tables = {
    spaceless: new RegExp(`^[${language.spaceless}]`, "u"),
    runs: new RegExp(`[${language.spaceless}]|[^${language.spaceless}]+`, "gu"),
    stemmed: new RegExp(`^${language.stemmed}$`),
    chunk: new RegExp(language.chunk, "gu"),
    signed: new RegExp(`^${language.signed}$`, "u"),
    model: new RegExp(`^${language.model}$`),
    whole: language.whole,
    terms: new Map(),
  };
  known.set(language, tables);
  return tables;
}

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
 * The terms of what a reader types or pastes, in order of place.
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
 * The text chunk by chunk, as a query needs it: one chunk is one thing to be found.
 * @param {string} text
 * @param {Language} language
 * @returns {Chunk[]}
 */
export function chunks(text, language) {
  const tables = tablesOf(language);
  return (letters(text, language).match(tables.chunk) ?? []).map((chunk) => {
    const pieces = chunk.split(/[-_^]/).map((piece) => piece.replace(/'s$|[',]/g, ""));
    const { places, signed } = placesOf(pieces, tables);
    const wholes = [...wholesOf(places.map((here) => here[here.length - 1]), pieces.length, tables), ...signed];
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

/**
 * The words at each place, and longer ones with a sign. A letter with a sign is a name of its own, a
 * longer word is findable without it.
 * @param {string[]} pieces
 * @param {Tables} tables
 */
function placesOf(pieces, tables) {
  /** @type {string[][]} */
  const places = [];
  /** @type {{ word: string, at: number, span: number }[]} */
  const signed = [];
  for (const piece of pieces) {
    const [, before = "", bare = piece, behind = ""] = tables.signed.exec(piece) ?? [];
    const own = partsOf(bare, tables);
    const named = before || behind;
    if (named && own.length > 1) signed.push({ word: piece, at: places.length, span: own.length });
    if (named && own.length === 1) places.push(bare.length > 1 ? [piece, bare] : [piece]);
    else places.push(...own.map((part) => [part]));
  }
  return { places, signed };
}

/**
 * @param {string} piece
 * @param {Tables} tables
 */
function partsOf(piece, tables) {
  return (piece.match(tables.runs) ?? []).flatMap((run) => tables.model.exec(run)?.slice(1, 3) ?? [run]);
}

/**
 * Pairs that are one name (gpt 4, 大模), then all parts together where they were hyphenated.
 * @param {string[]} parts
 * @param {number} pieces
 * @param {Tables} tables
 */
function wholesOf(parts, pieces, tables) {
  const spaceless = parts.map((part) => tables.spaceless.test(part));
  const found = [];
  for (let at = 0; at + 1 < parts.length; at += 1) {
    const word = parts[at] + parts[at + 1];
    const named = /^[a-z]+$/.test(parts[at]) && tables.model.test(word);
    if ((spaceless[at] && spaceless[at + 1]) || named) found.push({ word, at, span: 2 });
  }
  const word = parts.join("");
  const told = found.some((one) => one.at === 0 && one.span === parts.length);
  if (parts.length > 1 && pieces > 1 && pieces <= tables.whole && !spaceless.includes(true)) {
    if (/[^0-9.]/.test(word) && !told) found.push({ word, at: 0, span: parts.length });
  }
  return found;
}
