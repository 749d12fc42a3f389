// The words of the results page: how many were found, which filters are active, what was tried.
import { counted, say, shortDate } from "../lib/wording.js";

/** @typedef {import("../lib/client.js").Request} Request */

/**
 * How many papers have the words, and what else is shown.
 * @param {Pick<import("../lib/client.js").Results, "total" | "counts">} answer
 * @param {number} shown
 * @param {boolean} several whether there are several words
 */
export function found({ total, counts }, shown, several) {
  if (counts === "near") return say("Best matches");
  if (counts === "some") return say("No paper has all words. Best matches:");
  const papers = counted(total, "paper");
  if (total >= shown) return papers;
  return several ? say("{papers} with all words, plus close matches", { papers }) : say("{papers}, plus close matches", { papers });
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
  if (request.from) add(say("from {date}", { date: shortDate(request.from) }), { from: "" });
  if (request.until) add(say("until {date}", { date: shortDate(request.until) }), { until: "" });
  if (request.code) add(say("with code"), { code: false });
  if (request.project) add(say("with project page"), { project: false });
  if (request.votes) add(say("{least} upvotes or more", { least: request.votes }), { votes: 0 });
  return chips;
}

/**
 * What was read in a query besides its subject, each with the request that takes the words as they are. An
 * order that the reader chose goes before one that words ask for.
 * @param {Request} request
 * @param {import("../lib/client.js").Understood[]} understood
 * @returns {{ text: string, without: Request }[]}
 */
export function readingsOf(request, understood) {
  const told = understood.filter(({ kind }) => kind !== "order" || request.order === "relevance");
  return told.map(({ kind, text }) => ({ text, without: { ...request, kept: [...request.kept, kind] } }));
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
