// The worker for readers without a connection. It is the end of `sw.js`, which begins with the texts, and with whether
// the operator wants it: if not, it removes what an earlier one kept, and itself.
import { LARGEST, MOST, inPlace, isGone, isWhole, keyOf, kindOf, marked, nameOf, noticeOf, surplus, timeOf } from "./offline/policy.js";
import { keeping } from "./offline/saved.js";

(() => {
  const worker = /** @type {any} */ (globalThis);
  /** @type {Record<"language" | "site" | "notice" | "title" | "text" | "home" | "saved", string> & { on: boolean }} */
  const told = worker.papersOffline;
  const root = new URL("./", worker.location.href);
  /** @param {"pages" | "saved" | "parts"} name */
  const opened = (name) => caches.open(nameOf(root, name));
  const LIST = new URL("saved/", root).href;
  const TIME = "x-time";
  /** Milliseconds without an answer after which a kept page is shown. */
  const PATIENCE = 10_000;
  let awayUntil = 0;

  worker.addEventListener("install", () => worker.skipWaiting());

  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(told.on ? begin() : end()));

  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const kind = told.on ? kindOf(event.request, root.href) : "";
    if (kind) event.respondWith(answer(kind, event));
  });

  const keepSaved = keeping(() => opened("saved"), LIST, async (one) => {
    if (one === LIST) await load("part", new URL("assets/saved-page.js", root).href, "parts");
    return load("page", one, "saved");
  });

  /** `saved` are addresses of the papers that the reader saved, `seen` those of a page and its parts. */
  worker.addEventListener("message", (/** @type {any} */ event) => {
    if (!told.on) return;
    const { saved, seen = [] } = event.data ?? {};
    const parts = seen.map((/** @type {string} */ one, /** @type {number} */ n) => load(n ? "part" : "page", one, n ? "parts" : "pages"));
    event.waitUntil(Promise.all([saved && keepSaved(saved).then(() => event.source?.postMessage("kept")), ...parts]));
  });

  async function begin() {
    await worker.registration.navigationPreload?.enable();
    await worker.clients.claim();
  }

  async function end() {
    for (const name of /** @type {const} */ (["pages", "saved", "parts"])) await caches.delete(nameOf(root, name));
    await worker.registration.unregister();
  }

  /** @param {"page" | "part"} kind @param {any} event */
  async function answer(kind, event) {
    const key = keyOf(event.request.url);
    const asked = ask(kind, event, key);
    asked.catch(() => {}); // It may fail when nobody waits for it any more.
    const isAway = kind === "part" && Date.now() < awayUntil;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const late = new Promise((done) => {
      timer = setTimeout(done, isAway ? 0 : PATIENCE);
    });
    try {
      return (await Promise.race([asked, late.then(() => copyOf(kind, key))])) ?? (await asked);
    } catch {
      return (await copyOf(kind, key)) ?? (kind === "page" ? await lost() : Response.error());
    } finally {
      clearTimeout(timer);
    }
  }

  /** @param {"page" | "part"} kind @param {any} event @param {string} key */
  async function ask(kind, event, key) {
    const early = kind === "page" && (await Promise.resolve(event.preloadResponse).catch(() => null));
    const got = early || (await fetch(event.request));
    if (kind === "page") awayUntil = 0;
    if (isWhole(kind, got)) event.waitUntil(keep(key, got.clone(), kind === "page" ? "pages" : "parts"));
    if (kind === "page" && isGone(got)) event.waitUntil(drop(key));
    return got;
  }

  /** What the site has taken away is not kept either. @param {string} key */
  async function drop(key) {
    for (const name of /** @type {const} */ (["pages", "saved"])) await (await opened(name)).delete(key);
  }

  /** False if the site does not answer. @param {"page" | "part"} kind @param {string} address @param {"pages" | "saved" | "parts"} name */
  async function load(kind, address, name) {
    if (!address.startsWith(root.href)) return true;
    try {
      const got = await fetch(address);
      if (isWhole(kind, got)) await keep(keyOf(address), got, name);
      return true;
    } catch {
      return false;
    }
  }

  /** @param {string} key @param {Response} got @param {"pages" | "saved" | "parts"} name */
  async function keep(key, got, name) {
    const headers = new Headers({ [TIME]: String(timeOf(got.headers.get("date"), Date.now())) });
    for (const one of ["content-type", "content-security-policy"]) {
      const value = got.headers.get(one);
      if (value) headers.set(one, value);
    }
    try {
      const body = await got.blob();
      if (body.size > LARGEST) return;
      const copy = new Response(body, { headers });
      const saved = await opened("saved");
      const kept = name === "pages" && (await saved.match(key)) ? "saved" : name;
      const cache = await opened(kept);
      await cache.put(key, copy);
      await Promise.all(surplus(await cache.keys(), MOST[kept]).map((one) => cache.delete(one)));
    } catch {
      // The storage is full: the browser removes all of it if it must.
    }
  }

  /** @param {"page" | "part"} kind @param {string} key @returns {Promise<Response | null>} */
  async function copyOf(kind, key) {
    /** @type {("pages" | "saved" | "parts")[]} */
    const places = kind === "page" ? ["saved", "pages"] : ["parts"];
    for (const name of places) {
      const copy = await (await opened(name)).match(key);
      if (copy && kind === "part") return copy;
      const html = copy && marked(await copy.text(), noticeOf(Number(copy.headers.get(TIME)), told));
      if (copy && html) {
        awayUntil = Date.now() + PATIENCE;
        return new Response(html, { headers: copy.headers });
      }
    }
    return null;
  }

  /** In place of a page that was not kept. */
  async function lost() {
    /** @type {[string, string][]} */
    const ways = [[root.href, told.home], [LIST, told.saved]];
    const kept = await Promise.all(ways.map(([way]) => caches.match(way)));
    const body = inPlace(told, root.pathname, ways.filter((_, n) => kept[n]));
    return new Response(body, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
  }
})();
