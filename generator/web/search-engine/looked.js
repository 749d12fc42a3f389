// Which groups of papers a query looks through, and the direction that it means.

import { DIMENSIONS } from "./layout.js";
import { meanOf, nearest } from "./groups.js";

/** @typedef {import("./index.js").Index} Index */

/**
 * The groups near the best papers by words, and the mean of what these papers are about. Both follow from the
 * groups that the papers are in, so nothing is loaded to choose them; of a paper whose group is not among them
 * its centre counts. A long query has words enough to find its papers: only their own groups are looked through, and
 * none for a paragraph. A title is its paper's: its group and a few beside it have the papers like it.
 * @param {Pick<import("./found.js").Found, "titled">} found
 * @param {number[]} best
 * @param {number} terms of the query
 * @param {Index} index
 */
export async function looked({ titled }, best, terms, index) {
  const { weights } = index;
  if (terms > weights.far && !titled) return { groups: [], direction: new Float32Array(DIMENSIONS) };
  const [centres, grouped] = await Promise.all([index.centres(), index.grouped()]);
  const centre = (/** @type {number} */ number) => centres.subarray(grouped[number] * DIMENSIONS, (grouped[number] + 1) * DIMENSIONS);
  const long = terms > weights.full;
  const near = nearest(centres, meanOf(best.map(centre)), titled ? weights.beside : long ? 0 : weights.groups);
  const own = best.slice(0, long ? best.length : weights.own).map((number) => grouped[number]);
  const groups = (await Promise.all([...new Set([...near, ...own])].map((group) => index.group(group)))).flat();
  const vectors = new Map(groups.flatMap(({ numbers, vectors: all }) => numbers.map((number, n) => [number, all.subarray(n * DIMENSIONS, (n + 1) * DIMENSIONS)])));
  return { groups, direction: meanOf(best.map((number) => vectors.get(number) ?? centre(number))) };
}
