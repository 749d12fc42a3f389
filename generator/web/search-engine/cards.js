// Papers by number: their ids, and what a result shows.

import { even } from "./bits.js";
import { Reader, dayOf } from "./bytes.js";
import { CARD, TELLERS } from "./layout.js";
import { APART } from "./load.js";

/** @typedef {import("./layout.js").Extent} Extent */
/** @typedef {(Extent | null)[]} Where */
/** @typedef {{ first: number, count: number, shard: number, cards: Where, page: number, ids: Where,
 *   fetched: import("./load.js").Fetched }} Pages of one segment */
/** @typedef {ReturnType<typeof read>} Read what a result shows */

export class Papers {
  /**
   * @param {Pages[]} segments
   * @param {() => Promise<[string, string][]>} topics slug and label, in the order of their list
   */
  constructor(segments, topics) {
    this.segments = segments;
    this.topics = topics;
    /** @type {Map<Extent, Promise<string[]>>} the ids of pages */
    this.pages = new Map();
  }

  /**
   * The ids of some papers, in the given order.
   * @param {number[]} numbers
   */
  async ids(numbers) {
    return Promise.all(numbers.map((number) => this.id(number)));
  }

  /** @param {number} number */
  async id(number) {
    const { segment, within } = this.place(number);
    const page = Math.floor(within / segment.page);
    const at = present(segment.ids, page);
    const count = Math.min(segment.page, segment.count - page * segment.page);
    const found = this.pages.get(at) ?? segment.fetched(at, APART.ids).then((file) => readIds(new Reader(file), count));
    this.pages.set(at, found);
    found.catch(() => this.pages.delete(at));
    return (await found)[within % segment.page];
  }

  /**
   * The cards of some papers, in the given order.
   * @param {number[]} numbers
   * @param {number} [apart] bytes that may be loaded in vain for one request less
   */
  async cards(numbers, apart = APART.cards) {
    return Promise.all(numbers.map((number) => this.card(number, apart)));
  }

  /**
   * @param {number} number
   * @param {number} apart
   * @returns {Promise<Read>}
   */
  async card(number, apart) {
    const { segment, within } = this.place(number);
    const at = present(segment.cards, Math.floor(within / segment.shard));
    const [shard, topics] = await Promise.all([segment.fetched(at, apart), this.topics()]);
    const reader = new Reader(shard);
    for (let n = 0; n < within % segment.shard; n++) reader.record(CARD);
    return read(reader, topics);
  }

  /** @param {number} number */
  place(number) {
    const segment = this.segments.find((one) => number < one.first + one.count);
    if (!segment) throw new RangeError(`no paper ${number}`);
    return { segment, within: number - segment.first };
  }
}

/**
 * @param {Where} where
 * @param {number} place
 */
function present(where, place) {
  const found = where[place];
  if (!found) throw new RangeError("the index lacks papers");
  return found;
}

/**
 * @param {Reader} reader
 * @param {[string, string][]} labels
 */
function read(reader, labels) {
  const { day, topics, teller, ...told } = reader.record(CARD);
  const given = topics.map((place) => labels[place]);
  return { ...told, day: dayOf(day), topics: given, ai: TELLERS[teller] === "model" };
}

/**
 * @param {Reader} reader
 * @param {number} count
 */
export function readIds(reader, count) {
  const [least, width, digits] = [reader.number(), ...reader.take(2)];
  const [months, numbers] = [new Uint32Array(count), new Uint32Array(count)];
  const fields = reader.take(Math.ceil((count * (width + digits)) / 8));
  even(fields, 0, width, months);
  even(fields, count * width, digits, numbers);
  return Array.from(months, (month, n) => {
    const [year, left] = [Math.floor((least + month) / 12), (least + month) % 12];
    return numbers[n] ? `${two(year)}${two(left + 1)}.${String(numbers[n]).padStart(5, "0")}` : reader.word();
  });
}

/** @param {number} value */
function two(value) {
  return String(value).padStart(2, "0");
}
