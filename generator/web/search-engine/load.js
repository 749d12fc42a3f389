// Fetches the files of the index: each once, again after a failure, with errors in plain words.

import { expanded, lineOf } from "./bytes.js";
import { MANIFEST, FILE } from "./layout.js";
import { partsOf } from "./parts.js";
import { say } from "../lib/wording.js";

const TRIES = 3;
const PAUSE = 250;
/** Bytes that may be loaded in vain for one request less. Many words and ids are loaded at a time: there, bytes count more. Where one
 * paper is meant, few are loaded, and those of the cards count more as well. */
export const APART = { words: 3072, ids: 3072, cards: 4096, groups: 5632, brief: 1024 };

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

/**
 * Loads the packs next to the manifest: what it gives loads shards from some of them, each shard once.
 * @param {string} base the folder of the manifest, with a final slash
 * @param {typeof fetch} request
 * @param {(ms: number) => Promise<void>} pause
 * @returns {(names: string[]) => Fetched}
 */
export function library(base, request, pause = (ms) => new Promise((go) => setTimeout(go, ms))) {
  return (names) => {
    const packs = names.map((name) => partsOf((how) => answer(new URL(FILE.replace("{name}", name), base), how, request, pause)));
    /** @type {Map<string, Promise<Uint8Array>>} */
    const known = new Map();
    return ([pack, start, size], apart = APART.groups) => {
      const key = `${pack} ${start}`;
      let found = known.get(key);
      if (!found) {
        if (!packs[pack]) throw new RangeError("the index lacks a pack");
        found = packs[pack].bytes(start, start + size, apart).then(expanded);
        found.catch(() => {
          known.delete(key);
          packs[pack].forget();
        });
        known.set(key, found);
      }
      return found;
    };
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
