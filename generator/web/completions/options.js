// The content of the list of completions: links grouped by kind, and one to all papers.
import { begun } from "../lib/marks.js";
import { fill, linkInside, made } from "../lib/parts.js";
import { number, say, term } from "../lib/wording.js";

/** @typedef {import("../lib/client.js").Completion} Completion */

const STYLE = "search-box.css";
const KINDS = [
  ["title", term("Papers")],
  ["author", term("Authors")],
  ["topic", term("Topics")],
  ["organization", term("Organizations")],
  ["keyword", term("Keywords")],
];

/**
 * @param {Document} page
 * @param {string} text what was typed
 * @param {Completion[]} items
 * @param {string} action address of the page of results
 * @returns {HTMLElement[]} groups, and the link to that page
 */
export function optionsOf(page, text, items, action) {
  const root = new URL("..", action);
  const groups = grouped(items).map((group) => {
    const title = made(page, "b", "", group.name);
    title.setAttribute("aria-hidden", "true");
    const links = group.items.map((item) => completion(page, item, text, root));
    const box = made(page, "div", "", title, ...links);
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", group.name);
    return box;
  });
  const whole = page.createElement("a");
  whole.href = `${action}?${new URLSearchParams({ q: text })}`;
  whole.className = "whole";
  whole.textContent = say("All papers for “{query}”", { query: text });
  return [...groups, option(whole)];
}

/** @param {Document} page @param {Completion} item @param {string} text @param {URL} root */
function completion(page, { kind, label, path, count }, text, root) {
  const link = option(linkInside(page, root, path));
  const name = made(page, "span", "");
  name.dir = "auto";
  fill(name, begun(label, text));
  link.append(name);
  // For a paper the count is always one, so it is not shown.
  if (kind !== "title") link.append(made(page, "small", "", ` ${number(count)}`));
  return link;
}

/** @param {HTMLAnchorElement} link */
function option(link) {
  link.tabIndex = -1;
  link.setAttribute("role", "option");
  link.setAttribute("aria-selected", "false");
  return link;
}

/**
 * The style sheet of the list is loaded when it is first used.
 * @param {Document} page
 */
export function wear(page) {
  const { href } = new URL(STYLE, import.meta.url);
  if ([...page.styleSheets].some((sheet) => sheet.href === href)) return;
  const link = page.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  page.head.append(link);
}

/**
 * Completions by kind, in the order of what readers look for most; unknown kinds come last.
 * @param {Completion[]} items
 * @returns {{ kind: string, name: string, items: Completion[] }[]}
 */
export function grouped(items) {
  const known = KINDS.map(([kind]) => kind);
  const kinds = [...new Set([...known, ...items.map(({ kind }) => kind)])];
  const names = new Map(/** @type {[string, string][]} */ (KINDS));
  return kinds
    .map((kind) => ({ kind, name: say(names.get(kind) ?? kind), items: items.filter((one) => one.kind === kind) }))
    .filter((group) => group.items.length > 0);
}
