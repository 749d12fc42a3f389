// Columns: one fact about every paper, across all segments. Each is loaded when it is needed.

import { Reader, dayOf } from "./bytes.js";
import { DAY } from "./layout.js";

/** @typedef {import("./layout.js").Columns} Where */
/** @typedef {{ first: number, count: number, columns: Where, fetched: import("./load.js").Fetched }} Segment */
/** @typedef {{ day: string, first: number }} Day its date and its first paper */
/** @typedef {{ starts: Uint32Array, places: Uint16Array }} Lists the n-th paper's: from `starts[n]` to `starts[n + 1]` */

/**
 * @param {Segment[]} segments
 * @param {number} papers
 */
export function columns(segments, papers) {
  /**
   * @template T
   * @param {keyof Where} name
   * @param {(parts: { segment: Segment, reader: Reader }[]) => T} read
   * @returns {() => Promise<T>} reads the column once
   */
  function column(name, read) {
    /** @type {Promise<T> | undefined} */
    let known;
    return () => {
      known ??= Promise.all(
        segments.map(async (segment) => ({ segment, reader: new Reader(await segment.fetched(segment.columns[name])) })),
      ).then(read);
      known.catch(() => (known = undefined));
      return known;
    };
  }

  /** @param {{ segment: Segment, reader: Reader }[]} parts */
  const numbers = (parts) => {
    const found = new Uint32Array(papers);
    for (const { segment, reader } of parts) {
      for (let n = 0; n < segment.count; n++) found[segment.first + n] = reader.number();
    }
    return found;
  };

  /** @param {{ segment: Segment, reader: Reader }[]} parts */
  const bytes = (parts) => {
    const found = new Uint8Array(papers);
    for (const { segment, reader } of parts) found.set(reader.take(segment.count), segment.first);
    return found;
  };

  return {
    /** Days that have papers, ascending. */
    days: column("days", (parts) => parts.flatMap(({ segment, reader }) => daysOf(reader, segment))),
    /** Places in the list of topics. */
    topics: column("topics", (parts) => listsOf(parts, papers)),
    /** 0 if unknown, else one more than a place in the list of organizations. */
    orgs: column("orgs", numbers),
    /** 0 if unknown, else one more than the upvotes. */
    votes: column("votes", numbers),
    /** CODE and PROJECT. */
    links: column("links", bytes),
  };
}

/** @typedef {ReturnType<typeof columns>} Columns */

/**
 * @param {Reader} reader
 * @param {Segment} segment
 * @returns {Day[]}
 */
function daysOf(reader, segment) {
  const found = [];
  let ordinal = 0;
  let first = segment.first;
  while (!reader.done) {
    const { step, papers } = reader.record(DAY);
    ordinal += step;
    found.push({ day: dayOf(ordinal), first });
    first += papers;
  }
  if (first !== segment.first + segment.count) throw new RangeError("the days do not cover all papers");
  return found;
}

/**
 * @param {{ segment: Segment, reader: Reader }[]} parts
 * @param {number} papers
 * @returns {Lists}
 */
function listsOf(parts, papers) {
  const starts = new Uint32Array(papers + 1);
  /** @type {number[]} */
  const places = [];
  for (const { segment, reader } of parts) {
    for (let n = 0; n < segment.count; n++) {
      for (let left = reader.number(); left > 0; left--) places.push(reader.number());
      starts[segment.first + n + 1] = places.length;
    }
  }
  return { starts, places: Uint16Array.from(places) };
}

/**
 * The papers of some days: from the first number to before the second. The days are given as far as
 * one likes, YYYY, YYYY-MM or YYYY-MM-DD, and both belong to it; "" is open.
 * @param {Day[]} days
 * @param {string} from
 * @param {string} until
 * @param {number} papers
 */
export function between(days, from, until, papers) {
  const start = days.find(({ day }) => day.slice(0, from.length) >= from)?.first ?? papers;
  const end = until ? days.find(({ day }) => day.slice(0, until.length) > until)?.first : papers;
  return { start, end: Math.max(start, end ?? papers) };
}
