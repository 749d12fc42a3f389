// Reads the block of data of a list: see `render/pages/sortable.py`.

/** @typedef {[slug: string, label: string, count: number, places: number[]]} Topic */
/** @typedef {[count: number, places: number[]]} Marked how many in the whole list, and which of those here */
/** @typedef {{ day: number, days?: number[], times?: number[], topics?: Topic[], code?: Marked, venue?: Marked }} Data */
/** @typedef {import("./registry.js").Item} Item */

const NONE = { day: 0 };

/**
 * What a page says about its list; a list of one paper has no block.
 * @param {Document} page
 * @returns {Data}
 */
export function dataOf(page) {
  const block = page.getElementById("list-data");
  return block ? JSON.parse(block.textContent ?? "") : NONE;
}

/**
 * How many papers of the whole list a filter keeps; undefined if the page does not say.
 * @param {Data} data
 * @param {string} filter
 */
export function countOf(data, filter) {
  if (filter === "code") return data.code?.[0];
  return filter === "venue" ? data.venue?.[0] : undefined;
}

/**
 * Whether a list can have a filter: where no venue is known, none can be asked for.
 * @param {Data} data
 * @param {string} filter
 */
export function has(data, filter) {
  return filter !== "venue" || data.venue !== undefined;
}

/**
 * The label of a topic; if it is left out, it is the slug as words.
 * @param {Topic} topic
 */
export function labelOf([slug, label]) {
  const words = slug.replaceAll("-", " ");
  return label || words.slice(0, 1).toUpperCase() + words.slice(1);
}

/**
 * The papers of a list.
 * @param {{ id: string, votes: number, element: HTMLElement }[]} papers in the order of the page
 * @param {Data} data
 * @param {number} from the position of the first one in the whole list
 * @returns {Item[]}
 */
export function itemsOf(papers, data, from) {
  /** @type {string[][]} */
  const topics = papers.map(() => []);
  for (const [slug, , , places] of data.topics ?? []) {
    for (const place of places) topics[place]?.push(slug);
  }
  const coded = new Set(data.code?.[1]);
  const published = new Set(data.venue?.[1]);
  return papers.map((paper, place) => {
    const day = data.day + (data.days?.[place] ?? 0);
    const when = data.times?.[place] ?? day;
    const marked = { code: coded.has(place), venue: published.has(place) };
    return { ...paper, day, when, topics: topics[place], ...marked, place: from + place };
  });
}
