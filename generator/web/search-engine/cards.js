// Papers by number: their ids, and what a result shows.

import { Reader, dayOf } from "./bytes.js";
import { extentsOf, present } from "./extents.js";
import { CARD, TELLERS } from "./layout.js";

/** @typedef {import("./layout.js").Extent} Extent */
/** @typedef {{ first: number, count: number, pages: (Extent | null)[], fetched: import("./load.js").Fetched }} Pages of one segment */
/** @typedef {{ ids: string[], shards: Extent[] }} Page */
/** @typedef {ReturnType<typeof read>} Read what a result shows, and the paper's vector */

export class Papers {
  /**
   * @param {Pages[]} segments
   * @param {import("./layout.js").Pages} sizes
   * @param {() => Promise<[string, string][]>} topics slug and label, in the order of their list
   */
  constructor(segments, sizes, topics) {
    this.segments = segments;
    this.sizes = sizes;
    this.topics = topics;
    /** @type {Map<Extent, Promise<Page>>} */
    this.pages = new Map();
  }

  /**
   * The ids of some papers, in the given order.
   * @param {number[]} numbers
   */
  async ids(numbers) {
    const { page } = this.sizes;
    return Promise.all(numbers.map(async (number) => (await this.page(number)).ids[this.place(number).within % page]));
  }

  /**
   * The cards of some papers, in the given order.
   * @param {number[]} numbers
   */
  async cards(numbers) {
    return Promise.all(numbers.map((number) => this.card(number)));
  }

  /**
   * @param {number} number
   * @returns {Promise<Read>}
   */
  async card(number) {
    const page = await this.page(number);
    const { segment, within: all } = this.place(number);
    const within = all % this.sizes.page;
    const at = page.shards[Math.floor(within / this.sizes.shard)];
    const [shard, topics] = await Promise.all([segment.fetched(at), this.topics()]);
    const reader = new Reader(shard);
    for (let n = 0; n < within % this.sizes.shard; n++) reader.record(CARD);
    return read(reader, page.ids[within], topics);
  }

  /** @param {number} number */
  place(number) {
    const segment = this.segments.find((one) => number < one.first + one.count);
    if (!segment) throw new RangeError(`no paper ${number}`);
    return { segment, within: number - segment.first };
  }

  /** @param {number} number */
  page(number) {
    const { segment, within } = this.place(number);
    const at = Math.floor(within / this.sizes.page);
    const where = segment.pages[at];
    if (!where) throw new RangeError(`no page of paper ${number}`);
    const known = this.pages.get(where) ?? this.loadPage(segment, where, Math.min(this.sizes.page, segment.count - at * this.sizes.page));
    this.pages.set(where, known);
    known.catch(() => this.pages.delete(where));
    return known;
  }

  /**
   * @param {Pages} segment
   * @param {Extent} where
   * @param {number} count
   * @returns {Promise<Page>}
   */
  async loadPage({ fetched }, where, count) {
    const reader = new Reader(await fetched(where));
    const ids = readIds(reader, count);
    const next = extentsOf(reader);
    return { ids, shards: Array.from({ length: Math.ceil(count / this.sizes.shard) }, () => present(next)) };
  }
}

/**
 * @param {Reader} reader
 * @param {string} id
 * @param {[string, string][]} labels
 */
function read(reader, id, labels) {
  const { day, topics, teller, vector, ...told } = reader.record(CARD);
  const given = topics.map((place) => labels[place]);
  return { card: { id, ...told, day: dayOf(day), topics: given, ai: TELLERS[teller] === "model" }, vector };
}

/**
 * @param {Reader} reader
 * @param {number} count
 */
export function readIds(reader, count) {
  let last = 0;
  return Array.from({ length: count }, () => {
    const step = reader.number();
    if (step === 0) return reader.word();
    last += step % 2 ? (step - 1) / 2 : -step / 2;
    const digits = String(last).padStart(9, "0");
    return `${digits.slice(0, 4)}.${digits.slice(4)}`;
  });
}
