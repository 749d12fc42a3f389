// Reads the block of data of a list: see `render/pages/sortable.py`.

/** @typedef {[slug: string, label: string, count: number, places: number[]]} Topic also a source */
/** @typedef {[name: string, count: number, first: number[], more: number[]]} Category whose papers have it first, or not */
/** @typedef {[count: number, places: number[]]} Marked how many in the whole list, and which of those here */
/** @typedef {{ day: number, days?: number[], times?: number[], topics?: Topic[], code?: Marked, venue?: Marked,
 *   categories?: Category[], sources?: Topic[] }} Data */
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
 * Whether a list can have a filter or an order: where no venue is known, none can be asked for.
 * @param {Data} data
 * @param {string} name
 */
export function has(data, name) {
  if (name === "category") return data.categories !== undefined;
  if (name === "source") return data.sources !== undefined;
  if (name === "code") return data.code !== undefined;
  return name !== "venue" || data.venue !== undefined;
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
  const named = (/** @type {[string, number[]][] | undefined} */ of) => namesAt(papers.length, of ?? []);
  const topics = named(data.topics?.map(([slug, , , places]) => [slug, places]));
  const categories = named(data.categories?.map(([name, , first, more]) => [name, [...first, ...more]]));
  const firsts = named(data.categories?.map(([name, , first]) => [name, first]));
  const sources = named(data.sources?.map(([name, , , places]) => [name, places]));
  const lists = named(data.sources?.map(([, label, , places]) => [label, places]));
  const coded = new Set(data.code?.[1]);
  const published = new Set(data.venue?.[1]);
  return papers.map((paper, place) => {
    const day = data.day + (data.days?.[place] ?? 0);
    return {
      ...paper,
      day,
      when: data.times?.[place] ?? day,
      topics: topics[place],
      categories: categories[place],
      first: firsts[place][0] ?? "",
      sources: sources[place],
      lists: lists[place].join(", "),
      code: coded.has(place),
      venue: published.has(place),
      place: from + place,
    };
  });
}

/**
 * The names of each place.
 * @param {number} size
 * @param {[name: string, places: number[]][]} of
 */
function namesAt(size, of) {
  /** @type {string[][]} */
  const found = Array.from({ length: size }, () => []);
  for (const [name, places] of of) for (const place of places) found[place]?.push(name);
  return found;
}
