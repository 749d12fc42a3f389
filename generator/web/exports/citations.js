// Citations: BibTeX, RIS and CSL-JSON, byte for byte as `generator/render/citations/` makes them.
import { nameOf } from "./entries.js";
import { isProvisional } from "../lib/paper-ids.js";

/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {import("./entries.js").Name} Name */
/** @typedef {import("./entries.js").Rules} Rules */

/** @param {Entry} one */
const dateOf = (one) => one.published ?? one.listed;

/** @param {Entry} one of an old id, the subject is no part of the DOI @param {Rules} rules */
const doiOf = (one, rules) => rules.doi + one.id.replace(/\.[A-Z]{2}(?=\/)/, "");

/** @param {Entry} one where it was accepted */
const noteOf = (one) => one.venue && `Accepted at ${one.venue}`;

/** @param {Entry[]} entries @param {Rules} rules */
export function bibtex(entries, rules) {
  return entries.map((one) => bibtexEntry(one, rules)).join("\n");
}

/** @param {Entry} one @param {Rules} rules */
function bibtexEntry(one, rules) {
  const fields = [["title", `{${one.latex ?? one.title}}`]];
  const authors = one.authors.map((author) => bibtexName(nameOf(author))).join(" and ");
  fields.push(authors ? ["author", authors] : ["key", one.id]);
  fields.push(["year", dateOf(one).slice(0, 4)]);
  const written = fields.map(bibtexField);
  if (one.published) written.push(`month=${rules.months[Number(one.published.slice(5, 7)) - 1]}`);
  if (!isProvisional(one.id)) {
    const known = [["eprint", one.id], ["archivePrefix", "arXiv"]];
    if (one.primary) known.push(["primaryClass", one.primary]);
    written.push(...[...known, ["doi", doiOf(one, rules)], ["url", rules.abs + one.id]].map(bibtexField));
  }
  if (one.venue) written.push(`note={${noteOf(one)}}`);
  if (one.abstractLatex) written.push(`abstract={${one.abstractLatex}}`);
  return `@misc{${one.key},\n${written.map((field) => `  ${field}`).join(",\n")}\n}\n`;
}

/** @param {string[]} field */
const bibtexField = ([name, value]) => `${name}={${value}}`;

/** @param {Name} name */
function bibtexName({ family, given, particle, suffix, latex }) {
  if (latex) return latex;
  if (!given) return `{${family}}`;
  return [particle ? `${particle} ${family}` : family, ...(suffix ? [suffix] : []), given].join(", ");
}

/** @param {Entry[]} entries @param {Rules} rules */
export function ris(entries, rules) {
  return entries.map((one) => risFields(one, rules).map(risLine).join("")).join("\r\n");
}

/** @param {Entry} one @param {Rules} rules */
function risFields(one, rules) {
  const fields = [["TY", "UNPB"], ["ID", one.key], ["TI", one.title]];
  for (const author of one.authors) {
    const { family, given, particle, suffix } = nameOf(author);
    fields.push(["AU", [particle ? `${particle} ${family}` : family, given, suffix].filter(Boolean).join(", ")]);
  }
  fields.push(["PY", dateOf(one).slice(0, 4)]);
  if (one.published) fields.push(["DA", one.published.replaceAll("-", "/")]);
  if (!isProvisional(one.id)) {
    fields.push(["PB", "arXiv"], ["AN", `arXiv:${one.id}`], ["DO", doiOf(one, rules)], ["UR", rules.abs + one.id]);
  }
  if (one.venue) fields.push(["N1", noteOf(one) ?? ""]);
  if (one.abstract) fields.push(["AB", one.abstract]);
  return [...fields, ["ER", ""]];
}

/** @param {string[]} field */
function risLine([tag, value]) {
  return `${tag}  - ${value.split(/\s+/).filter(Boolean).join(" ")}\r\n`;
}

/** @param {Entry[]} entries @param {Rules} rules */
export function csl(entries, rules) {
  return `[\n${entries.map((one) => JSON.stringify(cslItem(one, rules))).join(",\n")}\n]\n`;
}

/** @param {Entry} one @param {Rules} rules */
function cslItem(one, rules) {
  const known = !isProvisional(one.id);
  const date = one.published ?? one.listed.slice(0, 4);
  return {
    id: one.key,
    type: "article",
    title: one.title,
    ...(one.authors.length && { author: one.authors.map((author) => cslName(nameOf(author))) }),
    issued: { "date-parts": [date.split("-").map(Number)] },
    ...(known && { publisher: "arXiv", number: `arXiv:${one.id}`, DOI: doiOf(one, rules), URL: rules.abs + one.id }),
    ...(one.venue && { note: noteOf(one) }),
    ...(one.abstract && { abstract: one.abstract }),
  };
}

/** @param {Name} name */
function cslName({ family, given, particle, suffix }) {
  if (!given) return { literal: family };
  return { family, given, ...(particle && { "non-dropping-particle": particle }), ...(suffix && { suffix }) };
}
