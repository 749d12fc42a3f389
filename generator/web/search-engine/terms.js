// The terms of all segments, decoded once.

import { Kept } from "./kept.js";
import { KEYED, SEPARATOR } from "./layout.js";
import { merged, mergedPlaces, termsOf } from "./merge.js";
import { placesOf } from "./places.js";
import { pairIn, postings } from "./postings.js";
import { Shelf } from "./shelf.js";

/** @typedef {import("./rank.js").Known} Known */
/** @typedef {{ known: Known, places: import("./places.js").Places[] }} Placed a term and, for each of its parts, its places */
/** @typedef {{ first: number, count: number, terms: Shelf, places: Shelf }} Segment */

/** How many postings and places are cached: about 32 MB. */
const CACHED = 4_000_000;

export class Terms {
  /** @param {Segment[]} segments */
  constructor(segments) {
    this.segments = segments;
    this.kept = new Kept(CACHED);
  }

  /**
   * A term, a pair as "a b", or several merged terms, across all segments; null if no paper has it.
   * @param {string} term
   * @returns {Promise<Known | null>}
   */
  find(term) {
    return this.kept.keep(term, () => this.load(term), (known) => known?.df ?? 1);
  }

  /**
   * The same for a word that is also beside a name, where a query that is the name has loaded it.
   * @param {string} word
   * @param {string} name folded
   */
  findBeside(word, name) {
    return this.kept.keep(word, () => this.load(word, ({ terms }) => terms.findName(name, KEYED)), (known) => known?.df ?? 1);
  }

  /**
   * Whether papers of the first segment have a word.
   * @param {string} word
   */
  async isOld(word) {
    return (await this.segments[0]?.terms.find(word)) !== null;
  }

  /**
   * Those of some terms that occur in papers.
   * @param {string[]} terms
   * @returns {Promise<Known[]>}
   */
  async all(terms) {
    const known = await Promise.all(terms.map((term) => this.find(term)));
    return known.filter((one) => one !== null);
  }

  /**
   * A term with its places.
   * @param {string} term
   * @returns {Promise<Placed | null>}
   */
  placed(term) {
    return this.kept.keep(`${term}\n`, () => this.loadPlaces(term), (found) => found?.places.reduce((sum, { places }) => sum + places.length, 1) ?? 1);
  }

  /**
   * Up to `most` terms with a prefix.
   * @param {string} beginning
   * @param {number} most
   * @returns {Promise<string[]>}
   */
  async begin(beginning, most) {
    const found = await Promise.all(this.segments.map(({ terms }) => terms.begin(beginning, most)));
    return [...new Set(found.flat().map(({ word }) => word))].sort().slice(0, most);
  }

  /**
   * @param {string} term
   * @param {(segment: Segment) => Promise<Uint8Array | null>} [look] what a segment knows about it, if it is a word
   */
  async load(term, look = ({ terms }) => terms.find(term)) {
    const several = termsOf(term);
    if (several.length > 1) return merged(term, await this.all(several));
    const parts = (await Promise.all(term.includes(SEPARATOR) ? this.pair(term) : this.word(look))).filter((part) => part !== null);
    /** @param {"df" | "held"} name */
    const sum = (name) => parts.reduce((whole, part) => whole + part[name], 0);
    return parts.length ? { term, df: sum("df"), held: sum("held"), parts } : null;
  }

  /** @param {(segment: Segment) => Promise<Uint8Array | null>} look */
  word(look) {
    return this.segments.map(async (segment) => {
      const value = await look(segment);
      return value && postings(value, segment);
    });
  }

  /** @param {string} pair */
  pair(pair) {
    const words = Promise.all(pair.split(SEPARATOR).map((word) => this.find(word)));
    return this.segments.map(async ({ first }) => {
      const [one, other] = (await words).map((known) => known?.parts.find((part) => part.first === first));
      return one && other ? pairIn(one.df <= other.df ? one : other, pair) : null;
    });
  }

  /** @param {string} term */
  async loadPlaces(term) {
    const several = termsOf(term);
    if (several.length > 1) {
      const placed = await Promise.all(several.filter((one) => !one.includes(SEPARATOR)).map((one) => this.placed(one)));
      return mergedPlaces(term, placed.filter((one) => one !== null));
    }
    const [known, ...values] = await Promise.all([
      this.find(term),
      ...this.segments.map(({ places }) => places.find(term)),
    ]);
    const held = values.filter((value) => value !== null);
    if (!known) return null;
    if (held.length !== known.parts.length) throw new RangeError("the index of places lacks a term");
    return { known, places: known.parts.map((part, n) => placesOf(held[n], part.df)) };
  }
}
