// Fetches the files of the index: each once, again after a failure, with errors in plain words.

import { expanded, lineOf } from "./bytes.js";
import { MANIFEST, FILE } from "./layout.js";
import { say } from "../lib/wording.js";

const TRIES = 3;
const PAUSE = 250;
const PARTIAL = 206;
/** Bytes that may be loaded in vain for one request less. Many words and ids are loaded at a time: there, bytes count more. */
export const APART = { words: 2048, ids: 2048, cards: 4096, groups: 5632 };

/** Network trouble that may be over at the next try. */
export class Unreachable extends Error {}

/** A file that no longer exists: the site was updated after its manifest was loaded. */
export class Gone extends Unreachable {}

/** The index was made by another version of this program. */
export class OtherVersion extends Error {}

/** @typedef {import("./layout.js").Manifest & { language: import("./fold.js").Language & import("./words.js").Language,
 *   weights: import("./rank.js").Weights, rest: Uint8Array }} Manifest `rest` is what is inside besides the line of JSON */

/** @typedef {import("./layout.js").Extent} Extent */
/** @typedef {(extent: Extent, apart?: number) => Promise<Uint8Array>} Fetched a shard, by where it is, and how much may come in vain */
/** @typedef {{ start: number, end: number, apart: number, give: (bytes: Uint8Array) => void, fail: (error: unknown) => void }} Wanted */

/**
 * Loads the packs next to the manifest: what it gives loads shards from some of them, each shard once.
 * @param {string} base the folder of the manifest, with a final slash
 * @param {typeof fetch} request
 * @param {(ms: number) => Promise<void>} pause
 * @returns {(names: string[]) => Fetched}
 */
export function library(base, request, pause = (ms) => new Promise((go) => setTimeout(go, ms))) {
  return (names) => {
    const packs = names.map((name) => partsOf(new URL(FILE.replace("{name}", name), base), request, pause));
    /** @type {Map<string, Promise<Uint8Array>>} */
    const known = new Map();
    return ([pack, start, size], apart = APART.groups) => {
      const key = `${pack} ${start}`;
      let found = known.get(key);
      if (!found) {
        if (!packs[pack]) throw new RangeError("the index lacks a pack");
        found = packs[pack](start, start + size, apart).then(expanded);
        found.catch(() => known.delete(key));
        known.set(key, found);
      }
      return found;
    };
  };
}

/**
 * Loads parts of a pack. Parts that are near each other and wanted at the same time are one request. A host
 * that cannot give parts answers with the whole pack, which is kept.
 * @param {URL} url
 * @param {typeof fetch} request
 * @param {(ms: number) => Promise<void>} pause
 */
function partsOf(url, request, pause) {
  /** @type {Wanted[]} */
  let wanted = [];
  /** @type {Uint8Array | null} */
  let whole = null;
  let loading = 0;

  /** @param {number} start @param {number} end */
  async function bytes(start, end) {
    if (!whole) {
      const headers = { Range: `bytes=${start}-${end - 1}` };
      // Browsers load parts of one file through their cache one after the other.
      const beside = loading ? { cache: /** @type {const} */ ("no-store") } : {};
      loading += 1;
      const { status, body } = await answer(url, { headers, ...beside }, request, pause).finally(() => (loading -= 1));
      if (status === PARTIAL && body.length === end - start) return body;
      if (status === PARTIAL) throw new RangeError("the pack ends too early");
      whole = body;
    }
    if (whole.length < end) throw new RangeError("the pack ends too early");
    return whole.subarray(start, end);
  }

  function load() {
    const left = wanted.sort((a, b) => b.start - a.start);
    wanted = [];
    for (let first = left.pop(); first; first = left.pop()) {
      const together = [first];
      let { start, end } = first;
      for (let next = left.at(-1); next && next.start <= end + first.apart; next = left.at(-1)) {
        together.push(next);
        left.pop();
        end = Math.max(end, next.end);
      }
      bytes(start, end).then(
        (found) => together.forEach((one) => one.give(found.subarray(one.start - start, one.end - start))),
        (error) => together.forEach((one) => one.fail(error)),
      );
    }
  }

  /**
   * @param {number} start
   * @param {number} end
   * @param {number} apart
   * @returns {Promise<Uint8Array>}
   */
  return (start, end, apart) => {
    if (!wanted.length) queueMicrotask(load);
    return new Promise((give, fail) => wanted.push({ start, end, apart, give, fail }));
  };
}

/**
 * The manifest, requested again each time: it is the only file that keeps its name when it changes.
 * @param {string} base
 * @param {typeof fetch} request
 * @param {(ms: number) => Promise<void>} pause
 * @returns {Promise<Manifest>}
 */
export async function manifest(base, request, pause = (ms) => new Promise((go) => setTimeout(go, ms))) {
  const { body } = await answer(new URL(MANIFEST, base), { cache: "no-cache" }, request, pause);
  const { line, rest } = lineOf(await expanded(body));
  return { ...JSON.parse(line), rest };
}

/**
 * @param {URL} url
 * @param {RequestInit} how
 * @param {typeof fetch} request
 * @param {(ms: number) => Promise<void>} pause
 * @returns {Promise<{ status: number, body: Uint8Array<ArrayBuffer> }>}
 */
async function answer(url, how, request, pause) {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await request(url, how);
      const { ok, status } = response;
      if (ok) return { status, body: new Uint8Array(await response.arrayBuffer()) };
      const told = say("The search index could not be loaded (status {status}). It may have just been updated: try again.", { status: String(status) });
      if (status === 404 || status === 410) throw new Gone(told);
      if (status < 500 || attempt === TRIES) throw new Unreachable(told);
    } catch (error) {
      if (error instanceof Unreachable) throw error;
      if (attempt === TRIES) throw new Unreachable(say("The search index could not be reached. Are you online?"));
    }
    await pause(PAUSE * attempt);
  }
}
