// The request in the address of the page: defaults are left out, invalid values are ignored.

/** @typedef {import("../lib/client.js").Request} Request */

export const STEP = 50;
const FEW = 10;
const MOST = 1000;
const LONGEST = 2000;
const ORDERS = ["relevance", "newest", "oldest", "votes"];
/** What a query may be read for besides its subject: see `search-engine/wishes.js`. */
const KINDS = ["like", "time", "order", "words"];
const DATE = /^\d{4}(?:-\d\d(?:-\d\d)?)?$/;

/**
 * @param {string} search the part of an address that starts with "?"
 * @returns {Request}
 */
export function requestOf(search) {
  const told = new URLSearchParams(search);
  const order = told.get("order") ?? "";
  return {
    q: (told.get("q") ?? "").slice(0, LONGEST),
    order: ORDERS.includes(order) ? order : "relevance",
    topics: each(told.getAll("topic")),
    orgs: each(told.getAll("org")),
    code: told.get("code") === "1",
    project: told.get("project") === "1",
    votes: number(told.get("votes"), 0),
    from: date(told.get("from")),
    until: date(told.get("until")),
    kept: KINDS.filter((kind) => told.getAll("word").includes(kind)),
    limit: Math.min(MOST, Math.max(1, Math.ceil(number(told.get("n"), STEP) / STEP)) * STEP),
  };
}

/**
 * @param {Request} request
 * @returns {string} "" or what follows the path, with its "?"
 */
export function addressOf(request) {
  const told = new URLSearchParams();
  if (request.q) told.set("q", request.q);
  if (request.order !== "relevance") told.set("order", request.order);
  for (const slug of request.topics) told.append("topic", slug);
  for (const slug of request.orgs) told.append("org", slug);
  if (request.code) told.set("code", "1");
  if (request.project) told.set("project", "1");
  if (request.votes) told.set("votes", String(request.votes));
  if (request.from) told.set("from", request.from);
  if (request.until) told.set("until", request.until);
  for (const kind of request.kept) told.append("word", kind);
  if (request.limit !== STEP) told.set("n", String(request.limit));
  const written = told.toString();
  return written ? `?${written}` : "";
}

/**
 * The same query without filters, starting at the first result.
 * @param {Request} request
 * @returns {Request}
 */
export function unfiltered(request) {
  return { ...requestOf(""), q: request.q, order: request.order, kept: request.kept };
}

/**
 * The request in another order. Relevance takes back an order that words ask for.
 * @param {Request} request
 * @param {string} order
 * @param {{ kind: string }[]} understood in the words
 * @returns {Request}
 */
export function reordered(request, order, understood) {
  const back = order === "relevance" && understood.some(({ kind }) => kind === "order");
  return { ...request, order, kept: back ? [...request.kept, "order"] : request.kept };
}

/** Asks for few papers at first where the text is a title or long, and then for as many as of other texts. */
export function fewAtFirst() {
  /** @type {Request | null} */
  let last = null;
  let whole = false;
  return {
    /**
     * The request as it is asked.
     * @param {Request} request
     * @param {boolean} [all] whether the reader may have seen more than a few of it before
     * @returns {Request}
     */
    asked(request, all = false) {
      if (!last || !isSameQuestion(last, request)) [last, whole] = [request, all];
      return whole || request.limit !== STEP ? request : { ...request, few: FEW };
    },
    /** Whether more of the same request are left, where there are more. @param {number} shown */
    more(shown) {
      whole ||= shown < STEP;
      return shown < STEP;
    },
  };
}

/** @param {Request} request */
export function isFiltered(request) {
  return addressOf({ ...request, q: "", order: "relevance", kept: [], limit: STEP }) !== "";
}

/**
 * Whether there is anything to search for.
 * @param {Request} request
 */
export function isAsking(request) {
  return request.q.trim() !== "" || isFiltered(request);
}

/**
 * Whether two requests differ only in the number of results.
 * @param {Request} one
 * @param {Request} other
 */
export function isSameQuestion(one, other) {
  return addressOf({ ...one, limit: STEP }) === addressOf({ ...other, limit: STEP });
}

/** @param {string[]} values */
function each(values) {
  return [...new Set(values.filter(Boolean))];
}

/** @param {string | null} value @param {number} otherwise */
function number(value, otherwise) {
  return value && /^\d{1,7}$/.test(value) ? Number(value) : otherwise;
}

/** @param {string | null} value */
function date(value) {
  return value && DATE.test(value) ? value : "";
}
