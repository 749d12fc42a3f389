// The worker for readers without a connection, with a network and a storage of its own.

import assert from "node:assert/strict";
import test from "node:test";

const ROOT = "https://lists.example/daily-papers/";
const NOTICE = "Saved on {date}.";

let now = Date.UTC(2026, 0, 5, 12);
/** @type {{ at: number, done: () => void }[]} */
let waiting = [];
const tick = (milliseconds) => {
  now += milliseconds;
  const due = waiting.filter(({ at }) => at <= now);
  waiting = waiting.filter(({ at }) => at > now);
  for (const { done } of due) done();
};
Date.now = () => now;
globalThis.setTimeout = (done, after) => {
  const one = { at: now + after, done };
  waiting.push(one);
  return one;
};
globalThis.clearTimeout = (one) => void (waiting = waiting.filter((other) => other !== one));

/** @type {Record<string, (event: any) => void>} */
const heard = {};
/** @type {Map<string, Map<string, Response>>} */
const stored = new Map();
/** What the site answers; tests set it. @type {(address: string) => Promise<Response>} */
let site;

const cacheOf = (name) => {
  if (!stored.has(name)) stored.set(name, new Map());
  const kept = stored.get(name);
  return {
    match: async (key) => kept.get(key)?.clone(),
    put: async (key, answer) => void (kept.delete(key), kept.set(key, answer)),
    keys: async () => [...kept.keys()].map((url) => ({ url })),
    delete: async (key) => kept.delete(key.url ?? key),
  };
};
Object.assign(globalThis, {
  papersOffline: { on: true, language: "en", site: "Lists", notice: NOTICE, title: "Offline", text: "", home: "Home", saved: "" },
  location: { href: `${ROOT}sw.js` },
  addEventListener: (name, listener) => (heard[name] = listener),
  caches: {
    open: async (name) => cacheOf(name),
    match: async (key) => (await Promise.all([...stored.keys()].map((name) => cacheOf(name).match(key)))).find(Boolean),
  },
  fetch: (asked) => site(asked.url ?? asked),
});
await import(new URL("../../generator/web/offline.js", import.meta.url));

const answer = (body, type, status = 200) => {
  const made = new Response(body, { status, headers: { "content-type": type, date: new Date(now).toUTCString() } });
  return Object.defineProperty(made, "type", { value: "basic" });
};
const page = (words, status) => answer(`<body><main>${words}</main>`, "text/html", status);

/** What a browser shows at an address. `later` is called while it waits. */
async function shown(path, { destination = "document", mode = "navigate" } = {}, later = async () => {}) {
  const lasting = [];
  let given;
  heard.fetch({
    request: { url: new URL(path, ROOT).href, method: "GET", mode, destination, headers: new Headers() },
    respondWith: (promise) => (given = promise),
    waitUntil: (promise) => lasting.push(promise),
  });
  await later();
  const found = await given;
  await Promise.all(lasting);
  return { status: found.status, text: await found.text() };
}
const SCRIPT = { destination: "script", mode: "no-cors" };
const turns = async () => {
  for (let n = 0; n < 20; n += 1) await Promise.resolve();
};
const gone = async () => {
  throw new TypeError("no connection");
};

test("while the site answers, nothing else is shown, however long ago the last answer was", async () => {
  site = async (address) => (address.endsWith(".js") ? answer("old", "text/javascript") : page("old"));
  assert.match((await shown("days/")).text, />old</);
  assert.equal((await shown("assets/archive.js", SCRIPT)).text, "old");
  tick(60_000);
  await turns();
  let arrive;
  site = () => new Promise((settle) => (arrive = settle));
  const late = async () => {
    await turns();
    tick(1_000);
    await turns();
    arrive(answer("new", "text/javascript"));
  };
  assert.equal((await shown("assets/archive.js", SCRIPT, late)).text, "new");
  site = async () => page("new");
  assert.equal((await shown("days/?code=1")).text, "<body><main>new</main>");
  site = async () => page("gone", 404);
  assert.deepEqual(await shown("days/"), { status: 404, text: "<body><main>gone</main>" });
});

test("without a connection, a page says when it was saved", async () => {
  site = async () => page("Monday's list");
  await shown("days/");
  tick(86_400_000);
  site = gone;
  const { text } = await shown("days/?topic=agents");
  assert.match(text, /^<body><p class=offline role=status>Saved on [56] January 2026 at \d\d:\d\d\.<\/p><main>Monday's list</);
  assert.equal((await shown("assets/archive.js", SCRIPT)).text, "new");
});

test("what was not kept, or has no place for the notice, is not shown", async () => {
  site = async () => answer("<body>no main", "text/html");
  await shown("weeks/");
  site = gone;
  for (const path of ["weeks/", "months/"]) {
    const { status, text } = await shown(path);
    assert.equal(status, 503);
    assert.match(text, /<h1>Offline<\/h1>/);
  }
});

test("a site that does not answer is waited for: ten seconds if there is a copy", async () => {
  site = async () => page("copy");
  await shown("years/");
  site = () => new Promise(() => {});
  const wait = async () => {
    await turns();
    tick(10_000);
  };
  assert.match((await shown("years/", {}, wait)).text, /class=offline.*copy/);
});

test("what the site has taken away is not shown without a connection either", async () => {
  site = async () => page("a paper");
  await shown("papers/2508.00001/");
  site = async () => page("withdrawn", 410);
  assert.equal((await shown("papers/2508.00001/")).status, 410);
  site = gone;
  assert.equal((await shown("papers/2508.00001/")).status, 503);
});

/** What pages tell the worker; the answers that they get. */
async function told(...data) {
  const said = [];
  const lasting = [];
  for (const one of data) {
    heard.message({ data: one, source: { postMessage: (text) => said.push(text) }, waitUntil: (promise) => lasting.push(promise) });
  }
  await Promise.all(lasting);
  return said;
}
const many = (number) => [...Array(number).keys()].map((n) => `${ROOT}papers/2507.${String(n).padStart(5, "0")}/`);
const keptPapers = () => [...(stored.get("/daily-papers/.saved")?.keys() ?? [])].filter((one) => one.includes("/papers/"));

test("many saved papers are loaded one after the other, and none twice, however many pages tell of them", async () => {
  const papers = many(40);
  let [open, most] = [0, 0];
  const asked = [];
  site = async (address) => {
    if (address.includes("/papers/")) asked.push(address);
    open += address.includes("/papers/") ? 1 : 0;
    most = Math.max(most, open);
    await turns();
    open -= address.includes("/papers/") ? 1 : 0;
    return address.endsWith(".js") ? answer("list", "text/javascript") : page("a paper");
  };
  assert.deepEqual(await told({ saved: papers }, { saved: papers }), ["kept", "kept"]);
  assert.deepEqual(asked, papers);
  assert.equal(most, 1);
});

test("of more papers, fifty are loaded with each page; what is not there is asked for once", async () => {
  const papers = many(130);
  const asked = [];
  site = async (address) => {
    asked.push(address);
    if (address.endsWith(".js")) return answer("list", "text/javascript");
    return address === papers[41] ? page("gone", 404) : page("a paper");
  };
  for (const more of [50, 40, 0, 0]) {
    asked.length = 0;
    await told({ saved: papers });
    assert.equal(asked.filter((one) => one.includes("/papers/")).length, more);
  }
  assert.deepEqual(keptPapers().sort(), papers.filter((one) => one !== papers[41]));
});

test("without a connection nothing is lost: the next page loads what is missing", async () => {
  const papers = [...many(130), `${ROOT}papers/2507.99999/`];
  site = gone;
  assert.deepEqual(await told({ saved: papers }), ["kept"]);
  site = async (address) => (address.endsWith(".js") ? answer("list", "text/javascript") : page("a paper"));
  await told({ saved: papers });
  assert.ok(keptPapers().includes(papers[130]));
});

test("a saved paper is loaded and kept with the reading list; one that is taken out goes", async () => {
  site = async (address) => (address.endsWith(".js") ? answer("list", "text/javascript") : page("a paper"));
  const paper = `${ROOT}papers/2508.12345/`;
  await told({ saved: [paper, "https://elsewhere.example/papers/2508.12345/"] });
  assert.deepEqual([...stored.get("/daily-papers/.saved").keys()].sort(), [paper, `${ROOT}saved/`]);
  site = gone;
  assert.match((await shown("papers/2508.12345/")).text, /class=offline.*a paper/);
  await told({ saved: [] });
  assert.equal((await shown("papers/2508.12345/")).status, 503);
  assert.match((await shown("saved/")).text, /class=offline.*a paper/);
});
