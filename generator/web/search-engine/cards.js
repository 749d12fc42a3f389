// Papers by number: their ids, and what a result shows. See `cards.py`.

import { MARK, Reader, hex } from "./bytes.js";

const VECTOR = 16;
const TELLERS = ["archive", "model", "abstract"];

/** @typedef {{ first: number, count: number, pages: Uint8Array }} Pages of one segment */
/** @typedef {{ ids: string[], marks: Uint8Array }} Page */
/** @typedef {ReturnType<typeof read>} Read what a result shows, and the paper's vector */

export class Papers {
  /**
   * @param {Pages[]} segments
   * @param {{ shard: number, page: number }} sizes papers of a shard, and of a page
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
   * The ids of some papers, in the order asked for.
   * @param {number[]} numbers
   */
  async ids(numbers) {
    const { page } = this.sizes;
    return Promise.all(numbers.map(async (number) => (await this.page(number)).ids[this.place(number).within % page]));
  }

  /**
   * What results show, in the order asked for.
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
    for (let n = 0; n < within % this.sizes.shard; n++) read(reader, "", topics);
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
  const title = reader.word();
  const authors = Array.from({ length: short(reader.number()) }, () => reader.word());
  const more = reader.number();
  const organization = reader.word();
  const day = dayOf(reader.number());
  const topics = Array.from({ length: short(reader.number()) }, () => labels[reader.number()]);
  const votes = known(reader.number());
  const stars = known(reader.number());
  const code = reader.word();
  const project = reader.word();
  const ai = TELLERS[reader.number()] === "model";
  const summary = reader.word();
  const card = { id, title, authors, more, organization, day, topics, votes, stars, code, project, summary, ai };
  return { card, vector: reader.take(VECTOR) };
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

/**
 * @param {number} ordinal days since the last of the year 0, as Python counts
 */
export function dayOf(ordinal) {
  return new Date((ordinal - 719163) * 86400000).toISOString().slice(0, 10);
}

/** @param {number} value */
function known(value) {
  return value === 0 ? null : value - 1;
}

/** @param {number} length of a list on a card */
function short(length) {
  if (length > 0xff) throw new RangeError("the shard is not one of cards");
  return length;
}
