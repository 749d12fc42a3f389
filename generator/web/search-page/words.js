// The words of the results page: how many were found, which filters are active, what was tried.
import { counted, say } from "../lib/wording.js";

/** @typedef {import("../lib/client.js").Request} Request */

/**
 * How many papers match the query, and how many of those shown are only close in meaning.
 * @param {{ total: number, exact: boolean }} answer
 * @param {number} shown
 */
export function found({ total, exact }, shown) {
  const papers = counted(total, "paper");
  if (!exact) return say("about {papers}", { papers });
  return total < shown ? say("{papers} · {count} more close in meaning", { papers, count: shown - total }) : papers;
}

/**
 * Active filters in words, each with the request without it.
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
  if (request.from) add(say("from {date}", { date: request.from }), { from: "" });
  if (request.until) add(say("until {date}", { date: request.until }), { until: "" });
  if (request.code) add(say("with code"), { code: false });
  if (request.project) add(say("with project page"), { project: false });
  if (request.votes) add(say("{least} upvotes or more", { least: request.votes }), { votes: 0 });
  return chips;
}

/**
 * What was searched for, if nothing was found.
 * @param {Request} request
 * @param {string[]} filters in words
 */
export function tried(request, filters) {
  const words = request.q.trim();
  const what = words ? say("Nothing found for “{query}”", { query: words }) : say("Nothing found");
  return filters.length
    ? say("{what} with these filters: {filters}.", { what, filters: filters.join(", ") })
    : say("{what}.", { what });
}
