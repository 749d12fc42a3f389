// Which groups of papers a query looks through, and the direction that it means.

import { DIMENSIONS } from "./layout.js";
import { meanOf, nearest } from "./groups.js";

/** @typedef {import("./index.js").Index} Index */

/**
 * The groups near the best papers by words, and the mean of what these papers are about. Both follow from the
 * groups that the papers are in, so nothing is loaded to choose them; of a paper whose group is not among them
 * its centre counts. A long query has words enough to find its papers: only their own groups are looked through, and
 * none for a paragraph.
 * @param {number[]} best
 * @param {number} terms of the query
 * @param {Index} index
 */
export async function looked(best, terms, index) {
  const { weights } = index;
  if (terms > weights.far) return { groups: [], direction: new Float32Array(DIMENSIONS) };
  const [centres, grouped] = await Promise.all([index.centres(), index.grouped()]);
  const centre = (/** @type {number} */ number) => centres.subarray(grouped[number] * DIMENSIONS, (grouped[number] + 1) * DIMENSIONS);
  const long = terms > weights.full;
  const near = long ? [] : nearest(centres, meanOf(best.map(centre)), weights.groups);
  const own = best.slice(0, long ? best.length : weights.own).map((number) => grouped[number]);
  const groups = (await Promise.all([...new Set([...near, ...own])].map((group) => index.group(group)))).flat();
  const vectors = new Map(groups.flatMap(({ numbers, vectors: all }) => numbers.map((number, n) => [number, all.subarray(n * DIMENSIONS, (n + 1) * DIMENSIONS)])));
  return { groups, direction: meanOf(best.map((number) => vectors.get(number) ?? centre(number))) };
}
