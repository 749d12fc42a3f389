// Which papers pass the filters of a request: masks with a byte for every paper.

import { between } from "./columns.js";
import { CODE, PROJECT } from "./layout.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {Uint8Array} Mask 1 for a paper that passes */
/** @typedef {"topics" | "orgs" | "code" | "project" | "votes" | "days"} Filter */

/**
 * What the page requests.
 * @typedef {object} Request
 * @property {string} q
 * @property {"relevance" | "newest" | "oldest" | "votes"} order
 * @property {string[]} topics slugs: a paper must have all
 * @property {string[]} orgs slugs: a paper must have one
 * @property {boolean} code
 * @property {boolean} project
 * @property {number} votes at least
 * @property {string} from YYYY, YYYY-MM or YYYY-MM-DD, or ""
 * @property {string} until the same, inclusive
 * @property {number} limit papers to be shown
 * @property {number} [few] papers that are enough at first if the text is a title or long
 * @property {number} [screen] papers that the screen may show at once
 * @property {boolean} [typing] whether its last word may be unfinished
 * @property {string[]} [kept] kinds of readings that were taken back: such words are searched for
 */

/**
 * One mask for each filter that is set.
 * @param {Request} request
 * @param {Index} index
 * @returns {Promise<Map<Filter, Mask>>}
 */
export async function filters(request, index) {
  const { columns } = index;
  /** @param {number} link */
  const linked = async (link) => (await columns.links()).map((bits) => Number((bits & link) > 0));
  /** @type {[Filter, Mask | null][]} */
  const set = [
    ["topics", request.topics?.length ? await withTopics(request.topics, index) : null],
    ["orgs", request.orgs?.length ? await withOrgs(request.orgs, index) : null],
    ["code", request.code ? await linked(CODE) : null],
    ["project", request.project ? await linked(PROJECT) : null],
    ["votes", request.votes ? Uint8Array.from(await columns.votes(), (votes) => Number(votes > request.votes)) : null],
    ["days", request.from || request.until ? await inDays(request.from, request.until, index) : null],
  ];
  return new Map(set.flatMap(([name, mask]) => (mask ? [[name, mask]] : [])));
}

/**
 * The papers that pass all masks.
 * @param {number} count
 * @param {Iterable<Mask>} masks
 * @returns {Mask}
 */
export function all(count, masks) {
  const found = new Uint8Array(count).fill(1);
  for (const mask of masks) for (let n = 0; n < count; n++) found[n] &= mask[n];
  return found;
}

/**
 * @param {string} from
 * @param {string} until
 * @param {Index} index
 */
export async function inDays(from, until, { columns }) {
  return between(await columns.days(), from, until);
}

/**
 * The papers with all of some topics; none if one is unknown.
 * @param {string[]} slugs
 * @param {Index} index
 */
export async function withTopics(slugs, { columns, topics, count }) {
  const [labels, { starts, places }] = await Promise.all([topics(), columns.topics()]);
  const wanted = [...new Set(slugs)].map((slug) => labels.findIndex(([known]) => known === slug));
  return new Uint8Array(count).map((_, n) => {
    const held = places.subarray(starts[n], starts[n + 1]);
    return Number(wanted.every((place) => held.includes(place)));
  });
}

/**
 * @param {string[]} slugs
 * @param {Index} index
 */
async function withOrgs(slugs, { columns, orgs }) {
  const [labels, held] = await Promise.all([orgs(), columns.orgs()]);
  const wanted = new Set(slugs.map((slug) => labels.findIndex(([known]) => known === slug) + 1));
  wanted.delete(0);
  return Uint8Array.from(held, (org) => Number(wanted.has(org)));
}
