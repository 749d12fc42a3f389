// The export formats of a list. CSV and Markdown are made here, citations in their own module.
import { bibtex, csl, ris } from "./citations.js";
import { writtenOf } from "./entries.js";
import { isProvisional } from "../lib/paper-ids.js";

/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {import("./entries.js").Rules} Rules */
/** @typedef {(entries: Entry[], rules: Rules) => string} Make */
/** @typedef {{ name: string, ending: string, type: string, make: Make }} Format */

const AUTHORS = 3;

// At the start of a file: without it, Excel reads UTF-8 as the letters of its own country.
const MARK = "\ufeff";

/** @param {Entry[]} entries @param {Rules} rules */
function csv(entries, rules) {
  const columns = ["id", "title", "authors", "published", "listed", "organization", "topics", "upvotes", "url", "code"];
  const lines = [[...columns, "project", "key", "venue"], ...entries.map((one) => cells(one, rules))];
  return MARK + lines.map((line) => `${line.map((cell) => csvCell(cell, rules)).join(",")}\r\n`).join("");
}

/**
 * A format as text to paste, which needs no mark.
 * @param {Format} format @param {Entry[]} entries @param {Rules} rules
 */
export function textOf(format, entries, rules) {
  const made = format.make(entries, rules);
  return made.startsWith(MARK) ? made.slice(1) : made;
}

/** @param {Entry} one @param {Rules} rules */
function cells(one, rules) {
  return [
    // With its scheme: a spreadsheet takes 2508.07050 for a number and drops the zero.
    isProvisional(one.id) ? one.id : `arXiv:${one.id}`,
    one.title,
    one.authors.map(writtenOf).join("; "),
    one.published ?? "",
    one.listed,
    one.organization ?? "",
    (one.topics ?? []).join("; "),
    String(one.upvotes ?? ""),
    urlOf(one, rules) ?? "",
    one.code ?? "",
    one.project ?? "",
    one.key,
    one.venue ?? "",
  ];
}

/** @param {string} plain @param {Rules} rules */
function csvCell(plain, rules) {
  const guarded = plain && rules.formula.includes(plain[0]) ? `'${plain}` : plain;
  return `"${guarded.replaceAll('"', '""')}"`;
}

/** @param {Entry[]} entries @param {Rules} rules */
function markdown(entries, rules) {
  return entries.map((one) => `- ${markdownLine(one, rules)}\n`).join("");
}

/** @param {Entry} one @param {Rules} rules */
function markdownLine(one, rules) {
  const title = markdownText(one.title, rules);
  const names = one.authors.slice(0, AUTHORS).map((author) => markdownText(writtenOf(author), rules));
  const more = one.authors.length > AUTHORS ? " et al." : "";
  const url = urlOf(one, rules);
  const year = (one.published ?? one.listed).slice(0, 4);
  return [url ? `[${title}](${url})` : title, names.join(", ") + more, year].filter(Boolean).join(", ");
}

/** @param {string} plain @param {Rules} rules */
function markdownText(plain, rules) {
  return Array.from(plain, (sign) => {
    if (rules.escaped.includes(sign)) return `\\${sign}`;
    return rules.referred.includes(sign) ? `&#${sign.charCodeAt(0)};` : sign;
  }).join("");
}

/** @param {Entry} one @param {Rules} rules */
function urlOf(one, rules) {
  return isProvisional(one.id) ? null : rules.abs + one.id;
}

/** @type {Format[]} */
export const FORMATS = [
  { name: "BibTeX", ending: "bib", type: "application/x-bibtex", make: bibtex },
  { name: "RIS", ending: "ris", type: "application/x-research-info-systems", make: ris },
  { name: "CSL-JSON", ending: "csl.json", type: "application/vnd.citationstyles.csl+json", make: csl },
  { name: "CSV", ending: "csv", type: "text/csv;charset=utf-8", make: csv },
  { name: "Markdown", ending: "md", type: "text/markdown;charset=utf-8", make: markdown },
];
