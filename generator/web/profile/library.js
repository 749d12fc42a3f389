// What a reader has elsewhere: BibTeX, RIS, CSL-JSON, lists of ids, links or titles, and OPML of this site's feeds.
import { isFollowed } from "./file.js";

/** @typedef {import("./titles.js").Titled} Titled */
/**
 * `ids` are arXiv ids, `pages` what feeds follow, `titled` the entries that have no id, and `unknown` feeds of
 * other sites.
 * @typedef {{ ids: string[], pages: Map<string, string>, titled: Titled[], unknown: string[] }} Library
 */

/** An id as written in links, entries and lists, with or without its version. */
const ID = /(?<!\d\.?)(\d{4}\.\d{4,5})(?:v\d+)?(?![\d])|\b([a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?\b/;
const ENTRY_CAP = 20_000;
const NAME_CAP = 120;
const TITLE_CAP = 1000;

/**
 * Reads any of these forms, which it recognises by their look.
 * @param {string} text
 * @returns {Library}
 */
export function readLibrary(text) {
  if (/<opml[\s>]/i.test(text)) return feedsOf(text);
  /** @type {Library} */
  const found = { ids: [], pages: new Map(), titled: [], unknown: [] };
  for (const { id, title, people } of entriesOf(text)) {
    if (id) found.ids.push(id);
    else if (title) found.titled.push({ title: title.replace(/\s+/g, " ").trim().slice(0, TITLE_CAP), people });
  }
  found.ids = [...new Set(found.ids)];
  return found;
}

/** @param {string} text @returns {({ id: string } & Titled)[]} */
function entriesOf(text) {
  const items = cslItems(text);
  if (items) {
    return items.map((one) => ({ id: idIn(JSON.stringify(one)), title: String(one?.title ?? one?.id ?? ""), people: JSON.stringify(one?.author ?? "") }));
  }
  if (/^\s*@\w+\s*[{(]/m.test(text)) {
    const entries = text.split(/^[ \t]*@(?=\w+\s*[{(])/m).slice(1);
    return entries
      .filter((one) => !/^(?:comment|string|preamble)/i.test(one))
      .map((one) => ({ id: idOfBibtex(one), title: fieldOf(one, "title") || one.slice(0, NAME_CAP), people: fieldOf(one, "author") }));
  }
  if (/^TY {2}- /m.test(text)) {
    const entries = text.split(/^ER {2}-.*$/m).filter((one) => /^TY {2}- /m.test(one));
    return entries.map((one) => ({
      id: idIn(one.replace(/^(?:AB|N2) {2}- .*$/gm, "")),
      title: /^T[I1] {2}- (.*)$/m.exec(one)?.[1] ?? "",
      people: [...one.matchAll(/^A[U1] {2}- (.*)$/gm)].map(([, name]) => name).join(" "),
    }));
  }
  return text.split(/[\r\n]+/).flatMap(entriesOfLine);
}

/** The words of a line in which there is an id; any other line is a title. @param {string} line */
function entriesOfLine(line) {
  const words = idIn(line) ? line.split(/[\s,;]+/).filter(Boolean) : [line];
  return words.map((word) => ({ id: idIn(word), title: word.trim(), people: "" }));
}

/** @param {string} text @returns {any[] | null} null if it is not a JSON list */
function cslItems(text) {
  try {
    const value = JSON.parse(text);
    const items = value?.items ?? value;
    return Array.isArray(items) ? items.map((one) => (typeof one === "object" && one ? { ...one, abstract: "", note: one.note } : one)) : null;
  } catch {
    return null;
  }
}

/**
 * The id in an entry: in its `eprint`, else anywhere but in its abstract, where other papers may be named.
 * @param {string} entry
 */
function idOfBibtex(entry) {
  const eprint = /\beprint\s*=\s*[{"]\s*([^}"]{1,60})/i.exec(entry)?.[1] ?? "";
  return idIn(eprint) || idIn(entry.slice(0, ENTRY_CAP).replace(/\babstract\s*=\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|"[^"]*")/gi, ""));
}

/**
 * A field of a BibTeX entry, in braces or quotes; other values are none. Braces inside it are in pairs.
 * @param {string} entry
 * @param {string} name
 */
function fieldOf(entry, name) {
  const text = entry.slice(0, ENTRY_CAP);
  const start = new RegExp(`\\b${name}\\s*=\\s*([{"])`, "i").exec(text);
  if (!start) return "";
  const from = start.index + start[0].length;
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === "\\") at += 1;
    else if (depth === 0 && sign === (start[1] === "{" ? "}" : '"')) return text.slice(from, at);
    else if (sign === "{") depth += 1;
    else if (sign === "}") depth -= 1;
  }
  return "";
}

/** @param {string} text */
function idIn(text) {
  const [, id, old] = ID.exec(text) ?? [];
  return id ?? old ?? "";
}

/** @param {string} text @returns {Library} */
function feedsOf(text) {
  /** @type {Library} */
  const found = { ids: [], pages: new Map(), titled: [], unknown: [] };
  for (const [outline] of text.matchAll(/<outline\b[^>]{0,2000}>/gi)) {
    const address = attribute(outline, "xmlUrl");
    if (!address) continue;
    const page = /\/feeds\/((?:topics|authors|orgs|submitters)\/[^/]+)\.(?:atom|rss|json)$/.exec(address)?.[1] ?? "";
    const label = attribute(outline, "title") || attribute(outline, "text") || page;
    if (isFollowed(page)) found.pages.set(page, label);
    else found.unknown.push(address.slice(0, NAME_CAP));
  }
  return found;
}

/** @param {string} outline @param {string} name */
function attribute(outline, name) {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "i").exec(outline);
  const signs = /** @type {Record<string, string>} */ ({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" });
  return (found?.[1] ?? found?.[2] ?? "").replace(/&(amp|lt|gt|quot|apos);/g, (_, sign) => signs[sign]);
}
