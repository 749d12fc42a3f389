// Fetches the files of the index: each once, again after a failure, with errors in plain words.

import { expanded } from "./bytes.js";
import { MANIFEST, FILE } from "./layout.js";
import { say } from "../lib/wording.js";

const TRIES = 3;
const PAUSE = 250;

/** Network trouble that may be over at the next try. */
export class Unreachable extends Error {}

/** A file that no longer exists: the site was updated after its manifest was loaded. */
export class Gone extends Unreachable {}

/** @typedef {import("./layout.js").Manifest & { language: import("./fold.js").Language & import("./words.js").Language,
 *   weights: import("./rank.js").Weights }} Manifest */

/**
 * Loads the files next to the manifest.
 * @param {string} base the folder of the files, with a final slash
 * @param {typeof fetch} request
 * @param {(ms: number) => Promise<void>} pause
 */
export function library(base, request, pause = (ms) => new Promise((go) => setTimeout(go, ms))) {
  /** @type {Map<string, Promise<Uint8Array>>} */
  const known = new Map();

  /** @param {string} mark */
  return (mark) => {
    let found = known.get(mark);
    if (!found) {
      found = body(new URL(FILE.replace("{mark}", mark), base), "default", request, pause).then(expanded);
      found.catch(() => known.delete(mark));
      known.set(mark, found);
    }
    return found;
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
  const bytes = await body(new URL(MANIFEST, base), "no-cache", request, pause);
  return JSON.parse(new TextDecoder().decode(await expanded(bytes)));
}

/**
 * @param {URL} url
 * @param {RequestCache} cache
 * @param {typeof fetch} request
 * @param {(ms: number) => Promise<void>} pause
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function body(url, cache, request, pause) {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await request(url, { cache });
      if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
      const status = String(answer.status);
      const told = say("The search index could not be loaded (status {status}). It may have just been updated: try again.", { status });
      if (answer.status === 404 || answer.status === 410) throw new Gone(told);
      if (answer.status < 500 || attempt === TRIES) throw new Unreachable(told);
    } catch (error) {
      if (error instanceof Unreachable) throw error;
      if (attempt === TRIES) throw new Unreachable(say("The search index could not be reached. Are you online?"));
    }
    await pause(PAUSE * attempt);
  }
}
