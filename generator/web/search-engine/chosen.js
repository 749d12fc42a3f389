// The words of a long text that are read.

import { parted } from "./common.js";
import { fitting, weighed } from "./weighed.js";

/** @typedef {import("./index.js").Index} Index */

/** The most terms looked up that are not common: a paragraph has ten, a pasted text may have thousands. */
const ASKED = 20;
/** So many times as many common terms as may be used are weighed. */
const WEIGHED = 2;

/**
 * Its terms that are not common; the common ones, rarest first, as far as there are bytes for them; and those that are too
 * common or too long.
 * @param {string[]} terms
 * @param {Index} index
 */
export async function chosen(terms, { common, segments, weights }) {
  const { rare, common: usual } = parted(terms, await common());
  const [first, candidates] = [rare.slice(0, ASKED), usual.slice(0, WEIGHED * weights.most)];
  const bytes = await weighed([...first, ...candidates], segments);
  const taken = first.reduce((sum, term) => sum + (bytes.get(term) ?? 0), 0);
  const fit = fitting(candidates, bytes, weights.heavy - taken);
  return { rare: first, common: fit, unread: usual.filter((term) => !fit.includes(term)) };
}
