// The reading list of the first version as a file, its validation, and which papers of a list are shown.
import { folded } from "../lib/fold.js";
import { faultOf } from "../profile/earlier.js";
import { MOST } from "../profile/file.js";

/** @typedef {import("../profile/earlier.js").Listed} Saved */

const FILE_CAP = 8_000_000;

/**
 * Reads a list from a file: all of it is used, or nothing. `fault` is what is wrong first, to follow the file's name.
 * @param {string} text
 * @returns {{ papers: Saved[], fault: string }}
 */
export function readFile(text) {
  const refused = (/** @type {string} */ fault) => ({ papers: [], fault });
  if (text.length > FILE_CAP) return refused("is too large to be a reading list from this site");
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return refused("isn't valid JSON");
  }
  if (value?.format !== "papers-reading-list" || value?.version !== 1 || !Array.isArray(value?.papers)) {
    return refused("isn't a reading list from this site");
  }
  /** @type {unknown[]} */
  const papers = value.papers;
  if (papers.length > MOST) return refused(`has more than ${MOST.toLocaleString("en")} papers`);
  for (const [place, paper] of papers.entries()) {
    const fault = faultOf(paper);
    if (fault) return refused(`isn't a valid reading list: paper ${place + 1} ${fault}`);
  }
  return { papers: /** @type {Saved[]} */ (papers), fault: "" };
}

/**
 * The papers that contain every typed word in their title, names or id, in the chosen order.
 * @param {Saved[]} papers
 * @param {{ find: string, shown: string, order: string }} wish
 */
export function chosen(papers, { find, shown, order }) {
  const words = folded(find).split(/\s+/).filter(Boolean);
  const fits = papers.filter((paper) => {
    if (shown !== "all" && paper.read !== (shown === "read")) return false;
    const text = folded(`${paper.title} ${paper.by} ${paper.id}`);
    return words.every((word) => text.includes(word));
  });
  const newest = (/** @type {Saved} */ paper) => (/^\d/.test(paper.id) ? paper.id : "");
  const less = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : a > b ? 1 : 0);
  if (order === "title") return fits.sort((a, b) => a.title.localeCompare(b.title, "en"));
  if (order === "listed") return fits.sort((a, b) => less(newest(b), newest(a)));
  if (order === "oldest") return fits.sort((a, b) => less(a.saved, b.saved));
  return fits.sort((a, b) => less(b.saved, a.saved));
}
