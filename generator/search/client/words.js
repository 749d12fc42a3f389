// A text as terms of the index: the twin of generator/search/words.py. lunr.js brings stop words
// and stemmer, the manifest the rest.

import { letters } from "./fold.js";
import lunr from "./lunr.js";

/** @typedef {import("./fold.js").Language} Language */

/**
 * A term, the place of its first word, and how many words it covers. Places count all words, stop
 * words too, so a phrase is terms of span 1 at their distances.
 * @typedef {{ term: string, at: number, span: number }} Token
 */

/**
 * What stands between spaces and signs, such as `gpt-4`: its words, stop words included, as folded,
 * and its terms, with places from 0.
 * @typedef {{ words: string[], tokens: Token[] }} Chunk
 */

/**
 * @typedef {object} Tables
 * @property {RegExp} spaceless
 * @property {RegExp} runs
 * @property {RegExp} stemmed
 * @property {RegExp} chunk
 * @property {RegExp} model
 * @property {number} whole
 * @property {Map<string, string>} terms of the words seen so far
 */

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
  const token = new lunr.Token(word, {});
  const stops = lunr.stopWordFilter(token) === undefined;
  const made = stops ? "" : stemmed.test(word) ? lunr.stemmer(token).toString() : word;
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
    const words = pieces.flatMap((piece) => partsOf(piece, tables));
    const wholes = wholesOf(words, pieces.length, tables);
    /** @type {Token[]} */
    const found = [];
    words.forEach((word, at) => {
      const longer = wholes.filter((whole) => whole.at === at);
      for (const one of [{ word, at, span: 1 }, ...longer]) {
        const made = term(one.word, language);
        if (made) found.push({ term: made, at, span: one.span });
      }
    });
    return { words, tokens: found };
  });
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
