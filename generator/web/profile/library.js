// What a reader has elsewhere: BibTeX, RIS, CSL-JSON, lists of ids or links, and OPML of this site's feeds.
import { isFollowed } from "./file.js";

/**
 * `ids` are arXiv ids, `pages` what feeds follow, and `unknown` the entries in which there is neither.
 * @typedef {{ ids: string[], pages: Map<string, string>, unknown: string[] }} Library
 */

/** An id as written in links, entries and lists, with or without its version. */
const ID = /(?<!\d\.?)(\d{4}\.\d{4,5})(?:v\d+)?(?![\d])|\b([a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?\b/;
const ENTRY_CAP = 20_000;
const NAME_CAP = 120;

/**
 * Reads any of these forms, which it recognises by their look.
 * @param {string} text
 * @returns {Library}
 */
export function readLibrary(text) {
  if (/<opml[\s>]/i.test(text)) return feedsOf(text);
  /** @type {Library} */
  const found = { ids: [], pages: new Map(), unknown: [] };
  for (const { id, name } of entriesOf(text)) {
    if (id) found.ids.push(id);
    else if (name) found.unknown.push(name.replace(/\s+/g, " ").trim().slice(0, NAME_CAP));
  }
  found.ids = [...new Set(found.ids)];
  return found;
}

/** @param {string} text @returns {{ id: string, name: string }[]} */
function entriesOf(text) {
  const items = cslItems(text);
  if (items) return items.map((one) => ({ id: idIn(JSON.stringify(one)), name: String(one?.title ?? one?.id ?? "") }));
  if (/^\s*@\w+\s*[{(]/m.test(text)) {
    const entries = text.split(/^[ \t]*@(?=\w+\s*[{(])/m).slice(1);
    return entries.filter((one) => !/^(?:comment|string|preamble)/i.test(one)).map((one) => ({ id: idOfBibtex(one), name: titleOfBibtex(one) }));
  }
  if (/^TY {2}- /m.test(text)) {
    const entries = text.split(/^ER {2}-.*$/m).filter((one) => /^TY {2}- /m.test(one));
    return entries.map((one) => ({ id: idIn(one.replace(/^(?:AB|N2) {2}- .*$/gm, "")), name: /^T[I1] {2}- (.*)$/m.exec(one)?.[1] ?? "" }));
  }
  return text.split(/[\s,;]+/).filter(Boolean).map((word) => ({ id: idIn(word), name: word }));
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

/** @param {string} entry */
function titleOfBibtex(entry) {
  const title = /\btitle\s*=\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|"([^"]*)")/i.exec(entry.slice(0, ENTRY_CAP));
  return (title?.[1] ?? title?.[2] ?? entry.slice(0, NAME_CAP)).replace(/[{}]/g, "");
}

/** @param {string} text */
function idIn(text) {
  const [, id, old] = ID.exec(text) ?? [];
  return id ?? old ?? "";
}

/** @param {string} text @returns {Library} */
function feedsOf(text) {
  /** @type {Library} */
  const found = { ids: [], pages: new Map(), unknown: [] };
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
