// The index as described by its manifest. Everything is loaded on demand.

import { Reader, dayOf } from "./bytes.js";
import { Papers } from "./cards.js";
import { columns } from "./columns.js";
import { commonOf } from "./common.js";
import { extentsIn } from "./extents.js";
import { foreignOf } from "./foreign.js";
import { centresIn, directions, groupOf } from "./groups.js";
import { CENTRE_BITS, DIMENSIONS, FORMAT, LABEL } from "./layout.js";
import { wordsOf } from "./lexicon.js";
import { OtherVersion } from "./load.js";
import { Shelf } from "./shelf.js";
import { Terms } from "./terms.js";
import { say } from "../lib/wording.js";

/** @typedef {[slug: string, label: string][]} Labels */

/**
 * @param {import("./load.js").Manifest} manifest
 * @param {ReturnType<typeof import("./load.js").library>} library
 */
export function opened(manifest, library) {
  if (manifest.format !== FORMAT) throw new OtherVersion(say("this page and its search index are from different versions. Reload the page"));
  const { papers: count, language, weights } = manifest;
  const fetched = library(manifest.packs);
  /** @param {import("./layout.js").Inside} where */
  const inside = ([start, size]) => manifest.rest.subarray(start, start + size);
  const codes = once(async () => centresIn(inside(manifest.centroids)));
  /** @type {Shelf | undefined} */
  let shelf;
  const segments = manifest.segments.map(({ first, count: held, packs, shard, page, columns: where, ...roots }) => {
    const within = library(packs);
    const terms = new Shelf(async () => inside(roots.terms), within, shelf);
    shelf ??= terms;
    const shelves = { terms, places: new Shelf(() => within(roots.places), within) };
    const [cards, ids, groups] = [roots.cards, roots.ids, roots.groups].map((list) => extentsIn(inside(list)));
    const group = once(async (n) => {
      const at = groups[Number(n)];
      return at ? groupOf(await within(at), (await codes()).subarray(Number(n) * DIMENSIONS)) : null;
    });
    return { first, count: held, ...shelves, shard, cards, page, ids, group, columns: where, fetched: within };
  });
  const topics = once(async () => labelsOf(inside(manifest.topics)));
  return {
    count,
    language,
    weights,
    segments,
    topics,
    papers: new Papers(segments, topics),
    terms: new Terms(segments),
    columns: columns(segments, count),
    completions: new Shelf(() => fetched(manifest.completions), fetched),
    orgs: once(async () => labelsOf(await fetched(manifest.orgs))),
    common: once(async () => commonOf(await fetched(manifest.common))),
    lexicon: once(async () => wordsOf(await fetched(manifest.lexicon))),
    foreign: once(async () => foreignOf(await fetched(manifest.foreign))),
    /** The list days (each has a page), ascending. */
    days: once(async () => listedOf(await fetched(manifest.days))),
    centres: once(async () => directions(await codes(), CENTRE_BITS)),
    /** The group of each paper. */
    grouped: once(async () => groupedOf(inside(manifest.grouped), count)),
    /**
     * A group's papers in all segments.
     * @param {number} n
     */
    async group(n) {
      const found = await Promise.all(segments.map(({ group }) => group(String(n))));
      return found.flatMap((one) => one ?? []);
    },
  };
}

/** @typedef {ReturnType<typeof opened>} Index */

/**
 * Loads something once, and again after a failure.
 * @template T
 * @param {(name: string) => Promise<T>} load
 * @returns {(name?: string) => Promise<T>}
 */
function once(load) {
  /** @type {Map<string, Promise<T>>} */
  const known = new Map();
  return (name = "") => {
    const found = known.get(name) ?? load(name);
    known.set(name, found);
    found.catch(() => known.delete(name));
    return found;
  };
}

/**
 * @param {Uint8Array} file
 * @returns {Labels}
 */
function labelsOf(file) {
  const reader = new Reader(file);
  /** @type {Labels} */
  const found = [];
  while (!reader.done) {
    const { slug, label } = reader.record(LABEL);
    found.push([slug, label || slug.slice(0, 1).toUpperCase() + slug.slice(1).replaceAll("-", " ")]);
  }
  return found;
}

/** @param {Uint8Array} file @param {number} count */
function groupedOf(file, count) {
  const reader = new Reader(file);
  return Uint16Array.from({ length: count }, () => reader.number());
}

/** @param {Uint8Array} file */
function listedOf(file) {
  const reader = new Reader(file);
  const found = [];
  for (let day = 0; !reader.done; ) found.push(dayOf((day += reader.number())));
  return found;
}
