// The reading list as a file, what such a file must be, and which of its papers are shown.
import { folded } from "../lib/fold.js";
import { faultOf, merged, MOST } from "./list.js";

/** @typedef {import("./list.js").Saved} Saved */

const FILE_CAP = 8_000_000;

/**
 * A list from outside: all of it can be used, or none is, and the first fault is told.
 * @param {string} text
 * @returns {{ papers: Saved[], fault: string }}
 */
export function readFile(text) {
  const refused = (/** @type {string} */ fault) => ({ papers: [], fault });
  if (text.length > FILE_CAP) return refused("it is larger than any list of this site");
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return refused("it is no JSON");
  }
  if (value?.format !== "papers-reading-list" || value?.version !== 1 || !Array.isArray(value?.papers)) {
    return refused("it is no reading list of this site");
  }
  /** @type {unknown[]} */
  const papers = value.papers;
  if (papers.length > MOST) return refused(`it holds more than ${MOST.toLocaleString("en")} papers`);
  for (const [place, paper] of papers.entries()) {
    const fault = faultOf(paper);
    if (fault) return refused(`its paper ${place + 1} ${fault}`);
  }
  return { papers: merged([], /** @type {Saved[]} */ (papers)), fault: "" };
}

/** @param {Saved[]} papers */
export function writeFile(papers) {
  const lines = papers.map((paper) => JSON.stringify(paper)).join(",\n");
  return `{"format":"papers-reading-list","version":1,"papers":[\n${lines}\n]}\n`;
}

/**
 * Papers of which a title, a name or the id holds every word typed, in an order.
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
