// Papers by number: their ids, and what a result shows. See `cards.py`.

import { Reader, hex } from "./bytes.js";

const SHARD = 8;
const PAGE = 512;
const MARK = 6;
const VECTOR = 16;
const TELLERS = ["archive", "model", "abstract"];

/** @typedef {{ first: number, count: number, pages: Uint8Array }} Pages of one segment */
/** @typedef {{ ids: string[], marks: Uint8Array }} Page */
/** @typedef {ReturnType<typeof read>} Read what a result shows, and the paper's vector */

export class Papers {
  /**
   * @param {Pages[]} segments
   * @param {() => Promise<[string, string][]>} topics slug and label, in the order of their list
   * @param {import("./shelf.js").Fetched} fetched
   */
  constructor(segments, topics, fetched) {
    this.segments = segments;
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
    return Promise.all(numbers.map(async (number) => (await this.page(number)).ids[this.place(number).within % PAGE]));
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
    const { within } = this.place(number);
    const page = await this.page(number);
    const at = Math.floor((within % PAGE) / SHARD) * MARK;
    const mark = page.marks.subarray(at, at + MARK);
    const [shard, topics] = await Promise.all([this.fetched(hex(mark)), this.topics()]);
    const reader = new Reader(shard);
    for (let n = 0; n < within % SHARD; n++) read(reader, "", topics);
    return read(reader, page.ids[within % PAGE], topics);
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
    const at = Math.floor(within / PAGE);
    const mark = hex(segment.pages.subarray(at * MARK, (at + 1) * MARK));
    const known = this.pages.get(mark) ?? this.loadPage(mark, Math.min(PAGE, segment.count - at * PAGE));
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
    return { ids, marks: reader.take(Math.ceil(count / SHARD) * MARK) };
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
