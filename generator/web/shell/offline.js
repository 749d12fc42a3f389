// Starts the worker for readers without a connection (`sw.js`), if the page links the manifest: the operator wants it.
// Then it tells the worker which papers are saved, with every page and every change.
import { pathOf } from "../lib/paper-ids.js";
import { SAVED, nameOf } from "../offline/policy.js";

/** @typedef {import("../profile/store.js").Store} Store */

/**
 * What a saved paper asks for, the reader has started; nothing else here depends on who reads.
 * @param {Window & typeof globalThis} view
 * @param {Store} store
 * @param {URL} root
 */
export function offerOffline(view, store, root) {
  if (!view.navigator.serviceWorker) return; // A browser or an address for which there is none.
  /** @type {ServiceWorker | null} */
  let started = null;
  const tell = (/** @type {string[]} */ seen) => (workerOf(view, root) ?? started)?.postMessage({ saved: savedLast(store, root), seen });
  const begin = async () => {
    if (!workerOf(view, root)) started = await start(view, root);
    tell(started ? loaded(view) : []);
  };
  if (workerOf(view, root) || view.document.querySelector("link[rel=manifest]")) {
    const ready = () => void begin().catch(() => {}); // Without a worker, the site is as it always was.
    if (view.document.readyState === "complete") ready(); // On an opened search, what all pages offer comes last.
    else view.addEventListener("load", ready, { once: true });
  }
  let before = String(savedLast(store, root));
  store.listen(() => {
    const now = String(savedLast(store, root));
    if (now !== before) tell([]);
    before = now;
  });
}

/**
 * How many of the saved papers open without a connection, and how many may; null if there is no worker.
 * @param {Window & typeof globalThis} view
 * @param {Store} store
 * @param {URL} root
 */
export async function countKept(view, store, root) {
  const name = nameOf(root, "saved");
  if (!workerOf(view, root) || !(await view.caches.has(name))) return null;
  const kept = new Set((await (await view.caches.open(name)).keys()).map(({ url }) => url));
  return { kept: savedLast(store, root).filter((one) => kept.has(one)).length, most: SAVED };
}

/** A site above this one may have a worker for all that is below it. @param {Window} view @param {URL} root */
function workerOf({ navigator: { serviceWorker } }, root) {
  return serviceWorker?.controller?.scriptURL === new URL("sw.js", root).href ? serviceWorker.controller : null;
}

/** Addresses of the papers that were saved last. @param {Store} store @param {URL} root */
function savedLast(store, root) {
  const papers = store.papers().slice(-SAVED).reverse();
  return papers.map(({ id }) => new URL(pathOf(id), root).href);
}

/** @param {Window} view @param {URL} root */
async function start({ navigator: { serviceWorker } }, root) {
  await serviceWorker.register(new URL("sw.js", root));
  return (await serviceWorker.ready).active;
}

/** What the page loaded before there was a worker. @param {Window} view */
function loaded({ location, performance }) {
  const parts = performance.getEntriesByType("resource").map(({ name }) => name);
  return [location.href, ...parts.filter((one) => /\/assets\/[^?]+\.(?:css|js|svg)$/.test(one))];
}
