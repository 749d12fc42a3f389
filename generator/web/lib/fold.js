// Folds text for comparison, in the search and elsewhere: the twin of generator/tokens/fold.py, with its tables.
import { LETTERS, MARKS, NAMES } from "./fold-tables.js";

const GREEK = Object.keys(NAMES).join("");
const MARK = new RegExp(`[${MARKS}]+`, "gu");
const RARE = new RegExp(Object.keys(LETTERS).join("|"), "gu");
const LONE = new RegExp(`(?<![${GREEK}])[${GREEK}](?![${GREEK}])`, "gu");
const letters = new Map(Object.entries(LETTERS));
const names = new Map(Object.entries(NAMES));

/**
 * Lower case without accents; ø becomes o, and a lone α becomes alpha. Punctuation and spaces stay.
 * @param {string} text
 */
export function folded(text) {
  return bare(text.normalize("NFKD"))
    .toLowerCase()
    .replace(RARE, (letter) => letters.get(letter) ?? "")
    .normalize("NFC")
    .replace(LONE, (letter) => names.get(letter) ?? "");
}

/**
 * Without accents and zero-width characters.
 * @param {string} text
 */
export function bare(text) {
  return text.replace(MARK, "");
}

/**
 * The key by which the builder treats two spellings as one name: case, dots and hyphens do not count, accents do.
 * The twin of `name_key` in generator/records/identity.py.
 * @param {string} name
 */
export function nameKey(name) {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ς", "σ")
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
}
