// What the page of results says: how many were found, which filters hold, what a group of completions is.
import { thousands } from "../lib/parts.js";

/** @typedef {import("../lib/client.js").Request} Request */
/** @typedef {import("../lib/client.js").Completion} Completion */

const KINDS = [
  ["title", "Papers"],
  ["author", "Authors"],
  ["topic", "Topics"],
  ["organization", "Organizations"],
  ["keyword", "Keywords"],
];

/**
 * `about 1,234 papers`.
 * @param {number} total
 * @param {boolean} exact
 */
export function counted(total, exact) {
  const papers = `${thousands(total)} ${total === 1 ? "paper" : "papers"}`;
  return exact ? papers : `about ${papers}`;
}

/**
 * How many papers have what was asked for, and how many of those shown are only near in meaning.
 * @param {{ total: number, exact: boolean }} answer
 * @param {number} shown
 */
export function found({ total, exact }, shown) {
  const near = exact && total < shown ? ` · ${thousands(shown - total)} more close in meaning` : "";
  return counted(total, exact) + near;
}

/**
 * Active filters in words, each with the request that lacks it.
 * @param {Request} request
 * @param {Map<string, string>} labels of `topic:slug` and `org:slug`
 * @returns {{ text: string, without: Request }[]}
 */
export function chipsOf(request, labels) {
  /** @type {{ text: string, without: Request }[]} */
  const chips = [];
  /** @param {string} text @param {Partial<Request>} change */
  const add = (text, change) => chips.push({ text, without: { ...request, ...change } });
  /** @param {string} kind @param {string} slug */
  const label = (kind, slug) => labels.get(`${kind}:${slug}`) ?? slug.replaceAll("-", " ");
  for (const slug of request.topics) {
    add(label("topic", slug), { topics: request.topics.filter((other) => other !== slug) });
  }
  for (const slug of request.orgs) {
    add(label("org", slug), { orgs: request.orgs.filter((other) => other !== slug) });
  }
  if (request.from) add(`from ${request.from}`, { from: "" });
  if (request.until) add(`until ${request.until}`, { until: "" });
  if (request.code) add("with code", { code: false });
  if (request.project) add("with project page", { project: false });
  if (request.votes) add(`${request.votes} upvotes or more`, { votes: 0 });
  return chips;
}

/**
 * Completions by kind, in the order of what readers look for; a kind nobody knows comes last.
 * @param {Completion[]} items
 * @returns {{ kind: string, name: string, items: Completion[] }[]}
 */
export function grouped(items) {
  const known = KINDS.map(([kind]) => kind);
  const kinds = [...new Set([...known, ...items.map(({ kind }) => kind)])];
  const names = new Map(/** @type {[string, string][]} */ (KINDS));
  return kinds
    .map((kind) => ({ kind, name: names.get(kind) ?? kind, items: items.filter((one) => one.kind === kind) }))
    .filter((group) => group.items.length > 0);
}

/**
 * What was looked for, for a reader who found nothing.
 * @param {Request} request
 * @param {string[]} filters in words
 */
export function tried(request, filters) {
  const words = request.q.trim();
  const what = words ? `Nothing found for “${words}”` : "Nothing found";
  return filters.length ? `${what} with these filters: ${filters.join(", ")}.` : `${what}.`;
}
