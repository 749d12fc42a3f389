// Splits the text between spaces and signs: one half of words.js.

/** @typedef {import("./fold.js").Language} Language */

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

/** @type {WeakMap<Language, Tables>} */
const known = new WeakMap();

/**
 * @param {Language} language
 * @returns {Tables}
 */
export function tablesOf(language) {
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
 * The words at each place, those without signs, and longer ones with a sign. A letter with a sign is a separate name; a
 * longer word can be found without its sign.
 * @param {string[]} pieces
 * @param {Tables} tables
 */
export function placesOf(pieces, tables) {
  /** @type {string[][]} */
  const places = [];
  /** @type {string[]} */
  const parts = [];
  /** @type {{ word: string, at: number, span: number }[]} */
  const signed = [];
  for (const piece of pieces) {
    const [, before = "", bare = piece, behind = ""] = tables.signed.exec(piece) ?? [];
    const own = partsOf(bare, tables);
    const named = before || behind;
    if (named && own.length > 1) signed.push({ word: piece, at: places.length, span: own.length });
    if (named && own.length === 1) places.push(bare.length > 1 ? [piece, bare] : [piece]);
    else places.push(...own.map((part) => [part]));
    parts.push(...own);
  }
  return { places, parts, signed };
}

/**
 * @param {string} piece
 * @param {Tables} tables
 */
function partsOf(piece, tables) {
  return (piece.match(tables.runs) ?? []).flatMap((run) => tables.model.exec(run)?.slice(1, 3) ?? [run]);
}

/**
 * Pairs that are one name (gpt 4, 大模), then all parts together if they were hyphenated.
 * @param {string[]} parts
 * @param {number} pieces
 * @param {Tables} tables
 */
export function wholesOf(parts, pieces, tables) {
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
