// How many of the results each filter would leave.

import { byDay } from "./columns.js";
import { all, filters } from "./filter.js";
import { CODE, PROJECT } from "./layout.js";
import { asked, matched, narrowed } from "./order.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./filter.js").Filter} Filter */
/** @typedef {[slug: string, label: string, count: number]} Counted */
/** @typedef {{ kind: "facets", topics: Counted[], orgs: Counted[], years: [string, number][], code: number,
 *   project: number, votes: [number, number][] }} Facets */

/**
 * Each filter's counts cover what the other filters leave. A paper must have all chosen topics, so chosen
 * topics also apply to the counts of topics.
 * @param {import("./filter.js").Request} request
 * @param {number[]} least the numbers of upvotes that the page offers
 * @param {import("./match.js").Found} found
 * @param {Index} index
 * @returns {Promise<Facets>}
 */
export async function facets(request, least, found, index) {
  const { columns, count } = index;
  const set = await filters(request, index);
  const wanted = asked(found, set.size > 0);
  const { scores } = await found.whole();
  /** @param {Filter} name */
  const others = (name) => narrowed(found, matched(wanted, scores, all(count, [...set].flatMap(([other, mask]) => (other === name ? [] : [mask])))), scores);
  const [days, lists, held, votes, links, orgs, topics] = await Promise.all([
    columns.days(),
    columns.topics(),
    columns.orgs(),
    columns.votes(),
    columns.links(),
    index.orgs(),
    index.topics(),
  ]);
  const inTopics = new Uint32Array(topics.length);
  narrowed(found, matched(wanted, scores, all(count, set.values())), scores).forEach((bit, n) => {
    if (bit) for (let at = lists.starts[n]; at < lists.starts[n + 1]; at++) inTopics[lists.places[at]] += 1;
  });
  const inOrgs = new Uint32Array(orgs.length + 1);
  others("orgs").forEach((bit, n) => (inOrgs[held[n]] += bit));
  const voted = others("votes");
  return {
    kind: "facets",
    topics: counted(topics, inTopics),
    orgs: counted(orgs, inOrgs.subarray(1)),
    years: yearsOf(days, others("days")),
    code: among(others("code"), (n) => (links[n] & CODE) > 0),
    project: among(others("project"), (n) => (links[n] & PROJECT) > 0),
    votes: least.map((some) => [some, among(voted, (n) => votes[n] > some)]),
  };
}

/**
 * @param {import("./filter.js").Mask} mask
 * @param {(number: number) => boolean} holds
 */
function among(mask, holds) {
  return mask.reduce((sum, bit, n) => sum + Number(bit > 0 && holds(n)), 0);
}

/**
 * The most frequent first.
 * @param {import("./index.js").Labels} labels
 * @param {Uint32Array} counts
 * @returns {Counted[]}
 */
function counted(labels, counts) {
  const found = labels.flatMap(([slug, label], n) => (counts[n] ? [/** @type {Counted} */ ([slug, label, counts[n]])] : []));
  return found.sort((a, b) => b[2] - a[2] || (a[0] < b[0] ? -1 : 1));
}

/**
 * The number of papers in each year that has any, ascending.
 * @param {Uint32Array} days
 * @param {import("./filter.js").Mask} mask
 * @returns {[string, number][]}
 */
function yearsOf(days, mask) {
  /** @type {Map<string, number>} */
  const found = new Map();
  const year = byDay((day) => day.slice(0, 4));
  days.forEach((day, n) => mask[n] && found.set(year(day), (found.get(year(day)) ?? 0) + 1));
  return [...found].sort();
}
