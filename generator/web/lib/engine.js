// Starts the search, which runs in a worker.

const SITE = /** @type {{ papersEngine?: Worker | null, papersManifest?: Promise<void> }} */ (globalThis);

/** @typedef {Pick<Worker, "postMessage" | "terminate" | "addEventListener">} Engine */

/**
 * Starts the engine and, while its script is loading, fetches the manifest of the index, which it needs
 * next. The worker's name tells the script to expect it, and where its texts are, if not in English.
 * @param {string} assets the folder of the scripts, with a final slash
 * @param {boolean} translated
 * @returns {Worker}
 */
export function startEngine(assets, translated) {
  const engine = new Worker(new URL("search/worker.js", assets), { type: "module", name: translated ? "manifest texts" : "manifest" });
  SITE.papersManifest = fetch(new URL("../search/manifest.bin", assets), { cache: "no-cache" })
    .then((answer) => (answer.ok ? answer.arrayBuffer() : null))
    .catch(() => null) // the engine asks again and reports what is wrong
    .then((body) => engine.postMessage({ kind: "manifest", body }));
  return engine;
}

/**
 * Starts an engine before the script of the page is there, unless that was faster. One that could not be loaded is
 * not kept.
 * @param {string} assets
 * @param {boolean} translated
 */
export function startEarly(assets, translated) {
  if (SITE.papersEngine === null) return;
  const engine = startEngine(assets, translated);
  SITE.papersEngine = engine;
  engine.addEventListener("error", () => (SITE.papersEngine = null));
}

/** The engine that was started early, once; from then on none is. */
export function startedEarly() {
  const engine = SITE.papersEngine;
  SITE.papersEngine = null;
  return engine;
}

/** When the manifest is there, or at once if no engine was started. */
export function manifestThere() {
  return SITE.papersManifest ?? Promise.resolve();
}
