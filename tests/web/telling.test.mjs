// What pages tell the worker for readers without a connection.

import assert from "node:assert/strict";
import test from "node:test";

const { countKept, offerOffline } = await import(new URL("../../generator/web/shell/offline.js", import.meta.url));
const ROOT = new URL("https://lists.example/daily-papers/");
const addressOf = (id) => `${ROOT}papers/${id}/`;

/** A page, its store and what its worker hears; `worker` is the one that it begins with. */
function opened({ papers = [], hasWorker = true, links = true } = {}) {
  const heard = [];
  const own = { scriptURL: `${ROOT}sw.js`, postMessage: (data) => heard.push(data) };
  const listeners = [];
  let load = async () => {};
  const view = {
    navigator: { serviceWorker: { controller: hasWorker ? own : null, register: async () => {}, ready: Promise.resolve({ active: own }) } },
    document: { querySelector: () => (links ? {} : null) },
    location: { href: `${ROOT}days/` },
    performance: { getEntriesByType: () => [{ name: `${ROOT}assets/archive.js` }, { name: `${ROOT}api/a.json` }] },
    addEventListener: (_, listener) => (load = listener),
    caches: { has: async () => true, open: async () => ({ keys: async () => [addressOf("0001.00001"), `${ROOT}saved/`].map((url) => ({ url })) }) },
  };
  const store = { papers: () => papers, listen: (listener) => listeners.push(listener) };
  offerOffline(view, store, ROOT);
  const settled = async () => {
    for (let n = 0; n < 10; n += 1) await Promise.resolve();
  };
  return {
    heard,
    view,
    store,
    loaded: async () => (load(), await settled()),
    changed: () => listeners.forEach((listener) => listener()),
  };
}

test("a worker that is there hears of all saved papers with each page, the last first, and of each change at once", async () => {
  const papers = [{ id: "0001.00001" }, { id: "0001.00002" }];
  const { heard, loaded, changed } = opened({ papers });
  await loaded();
  assert.deepEqual(heard, [{ saved: [addressOf("0001.00002"), addressOf("0001.00001")], seen: [] }]);
  changed(); // Something else was marked.
  assert.equal(heard.length, 1);
  papers.push({ id: "0001.00003" });
  changed();
  assert.deepEqual(heard[1].saved[0], addressOf("0001.00003"));
  papers.length = 0;
  changed();
  assert.deepEqual(heard[2], { saved: [], seen: [] });
});

test("a worker that the page starts hears what was loaded before, and of papers saved before it leads the page", async () => {
  const papers = [];
  const { heard, loaded, changed } = opened({ papers, hasWorker: false });
  papers.push({ id: "0001.00001" });
  changed();
  assert.deepEqual(heard, []);
  await loaded();
  assert.deepEqual(heard, [{ saved: [addressOf("0001.00001")], seen: [`${ROOT}days/`, `${ROOT}assets/archive.js`] }]);
  papers.push({ id: "0001.00002" });
  changed();
  assert.equal(heard[1].saved.length, 2);
});

test("at most five hundred papers are reported, and none where the operator wants no worker", async () => {
  const papers = [...Array(600).keys()].map((n) => ({ id: `0001.${String(n).padStart(5, "0")}` }));
  const { heard, loaded, view, store } = opened({ papers });
  await loaded();
  assert.deepEqual([heard[0].saved.length, heard[0].saved.at(-1)], [500, addressOf("0001.00100")]);
  assert.deepEqual(await countKept(view, store, ROOT), { kept: 0, most: 500 });
  const none = opened({ papers, hasWorker: false, links: false });
  await none.loaded();
  assert.deepEqual(none.heard, []);
  assert.equal(await countKept(none.view, none.store, ROOT), null);
  offerOffline({ navigator: {} }, store, ROOT);
});

test("a page counts the saved papers that are kept", async () => {
  const { view, store } = opened({ papers: [{ id: "0001.00001" }, { id: "0001.00002" }] });
  assert.deepEqual(await countKept(view, store, ROOT), { kept: 1, most: 500 });
});
