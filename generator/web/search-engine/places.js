// Where in its fields a paper holds a term, for phrases and for words of one field.

import { FIELDS, FIELD_BITS } from "./layout.js";

/**
 * Places of the n-th paper of a term: `places[starts[n]]` to `places[starts[n + 1]]`, ascending.
 * @typedef {{ starts: Uint32Array, places: Uint32Array }} Places
 */

/** The names of the fields in queries. A summary restates the abstract, so both are searched together. */
const CALLED = new Map([
  ["title", "title"],
  ["abstract", "abstract"],
  ["summary", "abstract"],
  ["authors", "author"],
  ["organization", "org"],
  ["topics", "topic"],
  ["keywords", "keyword"],
  ["id", "id"],
]);

/**
 * The fields that a clause's field stands for: bit n for field n; without a name, all fields.
 * @param {string} name
 */
export function fieldsOf(name) {
  return FIELDS.reduce((bits, field, n) => (!name || CALLED.get(field) === name ? bits | (1 << n) : bits), 0);
}

/**
 * @param {Uint8Array} value from the shelf of places
 * @param {number} count papers of the term
 * @returns {Places}
 */
export function placesOf(value, count) {
  const starts = new Uint32Array(Math.min(count, value.length) + 1);
  const places = new Uint32Array(value.length);
  let at = 0;
  let filled = 0;
  const number = () => {
    let shift = 0;
    let found = 0;
    for (;;) {
      const byte = value[at++];
      if (byte === undefined || shift > 28) throw new RangeError("the shard ends too early");
      found |= (byte & 0x7f) << shift;
      if (byte < 0x80) return found >>> 0;
      shift += 7;
    }
  };
  for (let paper = 0; paper < count; paper++) {
    let place = 0;
    for (let left = number(); left > 0; left--) {
      place += number();
      places[filled++] = place;
    }
    starts[paper + 1] = filled;
  }
  return { starts, places };
}

/**
 * Whether one of a paper's places is in one of the fields.
 * @param {Uint32Array} places
 * @param {number} fields
 */
export function inFields(places, fields) {
  return places.some((place) => fields & (1 << (place >>> FIELD_BITS)));
}

/**
 * Whether a paper has the words one after the other in one of the fields.
 * @param {Uint32Array[]} places of each word
 * @param {number[]} steps of each word from the previous one; the first is ignored
 * @param {number} slack how many extra words may come between two
 * @param {number} fields
 */
export function holdsPhrase(places, steps, slack, fields) {
  let ends = places[0].filter((place) => fields & (1 << (place >>> FIELD_BITS)));
  for (let word = 1; word < places.length && ends.length; word++) {
    const before = ends;
    let from = 0;
    ends = places[word].filter((place) => {
      while (from < before.length && before[from] + steps[word] + slack < place) from++;
      return from < before.length && before[from] + steps[word] <= place && before[from] >>> FIELD_BITS === place >>> FIELD_BITS;
    });
  }
  return ends.length > 0;
}
