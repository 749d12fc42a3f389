// Starts the worker for readers without a connection (`sw.js`), if the page links the manifest: the operator wants it.
import { pathOf } from "../lib/paper-ids.js";

/** Papers that are kept after an import: the ones that were saved last. */
const AT_ONCE = 50;

/**
 * What a saved paper asks for, the reader has started; nothing else here depends on who reads.
 * @param {Window & typeof globalThis} view
 * @param {import("../profile/store.js").Store} store
 * @param {URL} root
 */
export function offerOffline(view, store, root) {
  const { serviceWorker } = view.navigator;
  if (!serviceWorker) return; // A browser or an address for which there is none.
  // A site above this one may have a worker for all that is below it.
  const own = () => (serviceWorker.controller?.scriptURL === new URL("sw.js", root).href ? serviceWorker.controller : null);
  const saved = () => new Map(store.papers().map(({ id, saved: time }) => [new URL(pathOf(id), root).href, time]));
  if (view.document.querySelector("link[rel=manifest]") && !own()) {
    view.addEventListener("load", () => void begin(view, root, () => newest([...saved()])), { once: true });
  }
  let before = saved();
  store.listen(async () => {
    const now = saved();
    const keep = newest([...now].filter(([one]) => !before.has(one)));
    const drop = [...before.keys()].filter((one) => !now.has(one));
    before = now;
    if (keep.length || drop.length) own()?.postMessage({ keep, drop });
  });
}

/** @param {[address: string, time: string][]} saved @returns {string[]} addresses */
function newest(saved) {
  const ordered = saved.sort(([, one], [, other]) => (one < other ? 1 : -1));
  return ordered.slice(0, AT_ONCE).map(([one]) => one);
}

/**
 * It learns what was saved, and what this page loaded, before it was there.
 * @param {Window & typeof globalThis} view
 * @param {URL} root
 * @param {() => string[]} saved addresses
 */
async function begin({ location, navigator, performance }, root, saved) {
  try {
    await navigator.serviceWorker.register(new URL("sw.js", root));
    const { active } = await navigator.serviceWorker.ready;
    const parts = performance.getEntriesByType("resource").map(({ name }) => name);
    active?.postMessage({ keep: saved(), seen: [location.href, ...parts.filter((one) => /\/assets\/[^?]+\.(?:css|js|svg)$/.test(one))] });
  } catch {
    // Without a worker, the site is as it always was.
  }
}
