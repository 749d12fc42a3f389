// The names of a paper (the twin of generator/tokens/titles.py), and how similar they are to the typed text.

import { key, letters, signs } from "./fold.js";
import { chunks } from "./words.js";

/** @typedef {import("./fold.js").Language} Language */

/** Letters from which a name may be typed without its signs; shorter names would be ambiguous: C, C++, C#. */
const LONG = 8;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉";

/**
 * The title as pages show it, and what else the paper is called.
 * @param {string} title
 * @param {Language} language
 */
export function names(title, language) {
  const head = new RegExp(language.head, "u").exec(title)?.[1];
  const [, report, model] = new RegExp(language.report, "u").exec(head ?? title) ?? [];
  return [title, head, report, model].filter((name) => name !== undefined);
}

/**
 * The lookup key of a title or a name in it: its signs, if it has neither letters nor digits.
 * @param {string} text
 * @param {Language} language
 */
export function titleKey(text, language) {
  return key(text, language) || signs(text, language);
}

/**
 * How like what a paper is called is to what was typed: 0 the same letter by letter, 1 but for case, forms
 * of letters and how powers are written, 2 but for accents, 3 but for punctuation; 4 not the same.
 * @param {string} title
 * @param {string} typed
 * @param {Language} language
 */
export function likeness(title, typed, language) {
  return Math.min(...names(title, language).map((name) => difference(name, typed, language)));
}

/**
 * Whether a title or a name in it has its spaces where the typed text has them.
 * @param {string} title
 * @param {string} typed
 * @param {Language} language
 */
export function isSpaced(title, typed, language) {
  const [asked, ...told] = [typed, ...names(title, language)].map((text) => letters(written(text).replace(/\s*[_^]\s*/g, ""), language).split(/[^a-z0-9\x80-\u{10ffff}]+/u).filter(Boolean).join(" "));
  return told.includes(asked);
}

/**
 * @param {string} name
 * @param {string} typed
 * @param {Language} language
 */
function difference(name, typed, language) {
  const [a, b] = [name, typed].map((text) => text.normalize("NFC").replace(/\s+/g, " ").trim().replace(/(.):$/u, "$1"));
  if (a === b) return 0;
  const [c, d] = [a, b].map((text) => written(text).normalize("NFKC").toLowerCase());
  if (c === d) return 1;
  const [e, f] = [a, b].map((text) => letters(written(text), language).trim());
  if (e === f && e) return 2;
  const folded = titleKey(name, language);
  if (!folded || folded !== titleKey(typed, language)) return 4;
  const asked = signed(typed, language);
  return asked === signed(name, language) || (!asked && folded.length >= LONG) ? 3 : 4;
}

/**
 * Powers and indices as typed on a keyboard: x² and x^{2} as x^2, π₀ as π_0.
 * @param {string} text
 */
function written(text) {
  return text
    .replace(/\\(?=[*^_~+#-])/g, "")
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (run) => `^${digits(run, RAISED)}`)
    .replace(/[₀₁₂₃₄₅₆₇₈₉]+/g, (run) => `_${digits(run, LOWERED)}`)
    .replace(/[${}]/g, "");
}

/** @param {string} run @param {string} from */
function digits(run, from) {
  return [...run].map((sign) => from.indexOf(sign)).join("");
}

/**
 * Its words that have signs that are part of names.
 * @param {string} text
 * @param {Language} language
 */
function signed(text, language) {
  return chunks(text, language)
    .flatMap(({ words }) => words.filter((word) => /^\.|[+#*]$/.test(word)))
    .join(" ");
}
