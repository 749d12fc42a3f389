// Papers by number: their ids, and what a result shows.

import { Reader, dayOf, hex } from "./bytes.js";
import { CARD, MARK, TELLERS } from "./layout.js";

/** @typedef {{ first: number, count: number, pages: Uint8Array }} Pages of one segment */
/** @typedef {{ ids: string[], marks: Uint8Array }} Page */
/** @typedef {ReturnType<typeof read>} Read what a result shows, and the paper's vector */

export class Papers {
  /**
   * @param {Pages[]} segments
   * @param {import("./layout.js").Pages} sizes
   * @param {() => Promise<[string, string][]>} topics slug and label, in the order of their list
   * @param {import("./shelf.js").Fetched} fetched
   */
  constructor(segments, sizes, topics, fetched) {
    this.segments = segments;
    this.sizes = sizes;
    this.topics = topics;
    this.fetched = fetched;
    /** @type {Map<string, Promise<Page>>} */
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
    const within = this.place(number).within % this.sizes.page;
    const at = Math.floor(within / this.sizes.shard) * MARK;
    const mark = page.marks.subarray(at, at + MARK);
    const [shard, topics] = await Promise.all([this.fetched(hex(mark)), this.topics()]);
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
    const mark = hex(segment.pages.subarray(at * MARK, (at + 1) * MARK));
    const known = this.pages.get(mark) ?? this.loadPage(mark, Math.min(this.sizes.page, segment.count - at * this.sizes.page));
    this.pages.set(mark, known);
    known.catch(() => this.pages.delete(mark));
    return known;
  }

  /**
   * @param {string} mark
   * @param {number} count
   * @returns {Promise<Page>}
   */
  async loadPage(mark, count) {
    const reader = new Reader(await this.fetched(mark));
    const ids = readIds(reader, count);
    return { ids, marks: reader.take(Math.ceil(count / this.sizes.shard) * MARK) };
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
