// Columns: one fact about every paper, across all segments. Each is loaded when it is needed.

import { Reader, dayOf } from "./bytes.js";

/** @typedef {import("./layout.js").Columns} Where */
/** @typedef {{ first: number, count: number, columns: Where, fetched: import("./load.js").Fetched }} Segment */
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

  /**
   * @param {{ segment: Segment, reader: Reader }[]} parts
   * @param {(part: { reader: Reader }) => number} least what is added to all numbers of a part
   * @returns {Uint32Array}
   */
  const numbers = (parts, least = () => 0) => {
    const found = new Uint32Array(papers);
    for (const { segment, reader } of parts) {
      const first = least({ reader });
      for (let n = 0; n < segment.count; n++) found[segment.first + n] = first + reader.number();
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
    /** The list day of each, as a number of days. */
    days: column("days", (parts) => numbers(parts, ({ reader }) => reader.number())),
    /** Places in the list of topics. */
    topics: column("topics", (parts) => listsOf(parts, papers)),
    /** 0 if unknown, else one more than a place in the list of organizations. */
    orgs: column("orgs", (parts) => numbers(parts)),
    /** 0 if unknown, else one more than the upvotes. */
    votes: column("votes", (parts) => numbers(parts)),
    /** CODE and PROJECT. */
    links: column("links", bytes),
  };
}

/** @typedef {ReturnType<typeof columns>} Columns */

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
 * The papers of some days. They are given as far as one likes, YYYY, YYYY-MM or YYYY-MM-DD, and both belong
 * to it; "" is open.
 * @param {Uint32Array} days
 * @param {string} from
 * @param {string} until
 */
export function between(days, from, until) {
  const passes = byDay((day) => Number(day.slice(0, from.length) >= from && (!until || day.slice(0, until.length) <= until)));
  return Uint8Array.from(days, passes);
}

/**
 * Something that is known of a day, worked out once for each.
 * @template T
 * @param {(day: string) => T} tell
 * @returns {(ordinal: number) => T}
 */
export function byDay(tell) {
  /** @type {Map<number, T>} */
  const known = new Map();
  return (ordinal) => {
    const found = known.get(ordinal) ?? tell(dayOf(ordinal));
    known.set(ordinal, found);
    return found;
  };
}
