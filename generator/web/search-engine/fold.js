// Text as search compares it: the twin of generator/tokens/fold.py, with its tables.

/**
 * The tables of the builder, as the index manifest brings them.
 * @typedef {object} Language
 * @property {string} marks inside of a character class: what falls away
 * @property {Record<string, string>} letters letters that Unicode does not take apart
 * @property {Record<string, string>} names Greek letter to its name
 * @property {string} dress expression for TeX that is not seen
 * @property {Record<string, string>} signs macro of TeX to its sign
 * @property {string} spaceless inside of a character class: scripts without spaces
 * @property {string} stemmed expression for words that have a stem
 * @property {string} chunk expression for what stands between spaces and signs
 * @property {string} signed expression for a piece of it: sign before, letters, sign behind
 * @property {string} space inside of a character class: what is space
 * @property {string} head expression for a title up to its colon
 * @property {string} report expression for the title of a report of what it names
 * @property {string} model expression for a name with a number
 * @property {number} whole most hyphenated parts that are also one word
 */

/**
 * @typedef {object} Tables
 * @property {RegExp} marks
 * @property {RegExp} space
 * @property {RegExp} dress
 * @property {RegExp} lone
 * @property {RegExp} rare letters to be replaced
 * @property {Map<string, string>} letters
 * @property {Map<string, string>} names
 * @property {Map<string, string>} signs
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
  const greek = Object.keys(language.names).join("");
  const tables = {
    marks: new RegExp(`[${language.marks}]+`, "gu"),
    space: new RegExp(`[${language.space}]+`, "gu"),
    dress: new RegExp(language.dress, "gu"),
    lone: new RegExp(`(?<![${greek}])[${greek}](?![${greek}])`, "gu"),
    rare: new RegExp(Object.keys(language.letters).join("|"), "gu"),
    letters: new Map(Object.entries(language.letters)),
    names: new Map(Object.entries(language.names)),
    signs: new Map(Object.entries(language.signs)),
  };
  known.set(language, tables);
  return tables;
}

/**
 * Lower case without accents and TeX; every non-ASCII character left is part of a word.
 * @param {string} text
 * @param {Language} language
 */
export function letters(text, language) {
  const tables = tablesOf(language);
  const bare = /[\\${}]/.test(text)
    ? text
        .replace(tables.dress, "")
        .replace(/\\([A-Za-z]+)/g, (_, name) => tables.signs.get(name) ?? ` ${name}`)
        .replace(/[${}]/g, "")
    : text;
  return bare
    .normalize("NFKD")
    .replace(tables.marks, "")
    .toLowerCase()
    .replace(tables.rare, (letter) => tables.letters.get(letter) ?? "")
    .normalize("NFC")
    .replace(tables.lone, (letter) => tables.names.get(letter) ?? "")
    .replace(/[^\p{L}\p{N}\p{M}\x00-\x7f]/gu, " ");
}

/**
 * What an id, title or name is looked up by: letters and digits, nothing between them; may be empty.
 * @param {string} text
 * @param {Language} language
 */
export function key(text, language) {
  return letters(text, language).replace(/[^a-z0-9\x80-\u{10ffff}]+/gu, "");
}

/**
 * A text that is nothing but signs, as it is looked up: all but space and what has no width.
 * @param {string} text
 * @param {Language} language
 */
export function signs(text, language) {
  const { space, marks } = tablesOf(language);
  return text.normalize("NFKC").replace(space, "").replace(marks, "");
}

/**
 * FNV-1a of 32 bits over UTF-8: where a key lies in the index.
 * @param {string} key
 * @returns {number}
 */
export function mark(key) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}
