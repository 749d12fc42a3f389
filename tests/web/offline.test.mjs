// What is kept for readers without a connection.

import assert from "node:assert/strict";
import test from "node:test";

/** A module of the browser code. */
const load = (name) => import(new URL(`../../generator/web/${name}`, import.meta.url));
const ROOT = "https://lists.example/daily-papers/";

test("a time is written in the language, or in English if browsers do not know its name", async () => {
  const { written } = await load("offline/policy.js");
  const time = Date.UTC(2026, 0, 5, 12);
  assert.match(written(time, "de"), /Januar 2026/);
  assert.match(written(time, "pt_BR"), /janeiro/);
  assert.match(written(time, "a language of our own"), /January 2026/);
});

test("pages and the files of their frame are kept; data, other sites and what changes something are not", async () => {
  const { kindOf } = await load("offline/policy.js");
  const asked = (url, more = {}) => ({
    method: "GET",
    mode: "no-cors",
    destination: "",
    url: new URL(url, ROOT).href,
    headers: new Headers(),
    ...more,
  });
  const page = { mode: "navigate", destination: "document" };
  const cases = [
    ["page", asked("", page)],
    ["page", asked("papers/2508.12345/", page)],
    ["page", asked("search/?q=a", page)],
    ["part", asked("assets/archive.js", { destination: "script" })],
    ["part", asked("assets/archive.css", { destination: "style" })],
    ["part", asked("assets/icon.svg", { destination: "image" })],
    ["", asked("assets/pictures/2508.12345.webp", { destination: "image" })],
    ["", asked("search/data/index.bin")],
    ["", asked("assets/search/worker.js", { destination: "worker" })],
    ["", asked("for-you/index.json")],
    ["", asked("feeds/papers.atom", page)],
    ["", asked("exports/papers.jsonl.gz", page)],
    ["", asked("papers/2508.12345/", { ...page, method: "POST" })],
    ["", asked("assets/archive.js", { destination: "script", headers: new Headers({ range: "bytes=0-9" }) })],
    ["", asked("../another/", page)],
    ["", asked("https://elsewhere.example/daily-papers/", page)],
  ];
  for (const [kind, one] of cases) assert.equal(kindOf(one, ROOT), kind, one.url);
});

test("a page is the same with any filter, question or part", async () => {
  const { keyOf } = await load("offline/policy.js");
  assert.equal(keyOf(`${ROOT}days/2026-01-05/?topic=agents&code=1#list`), `${ROOT}days/2026-01-05/`);
  assert.equal(keyOf(`${ROOT}days/index.html`), `${ROOT}days/`);
});

test("only whole answers of the site are kept", async () => {
  const { isWhole, LARGEST } = await load("offline/policy.js");
  const html = { "content-type": "text/html; charset=utf-8" };
  const answer = (headers, more = {}) => ({ status: 200, type: "basic", redirected: false, headers: new Headers(headers), ...more });
  assert.equal(isWhole("page", answer(html)), true);
  assert.equal(isWhole("part", answer({ "content-type": "text/javascript" })), true);
  assert.equal(isWhole("page", answer({ "content-type": "application/json" })), false);
  assert.equal(isWhole("part", answer(html)), false, "a page in place of a script");
  assert.equal(isWhole("page", answer({ ...html, "content-length": String(LARGEST + 1) })), false);
  for (const more of [{ status: 206 }, { status: 404 }, { status: 503 }, { type: "opaque" }, { redirected: true }]) {
    assert.equal(isWhole("page", answer(html, more)), false, JSON.stringify(more));
  }
});

test("a page is as old as the answer, and never from the future", async () => {
  const { timeOf } = await load("offline/policy.js");
  const now = Date.UTC(2026, 0, 5, 12);
  assert.equal(timeOf("Mon, 05 Jan 2026 11:50:00 GMT", now), Date.UTC(2026, 0, 5, 11, 50));
  for (const told of [null, "soon", "Tue, 06 Jan 2026 00:00:00 GMT"]) assert.equal(timeOf(told, now), now);
});

test("a kept page has the notice before all that it says, or is not shown", async () => {
  const { marked } = await load("offline/policy.js");
  const page = "<body><header>bar</header>\n<main class=day-page><h1>Day</h1></main>";
  assert.equal(marked(page, "<p>old"), "<body><header>bar</header>\n<p>old<main class=day-page><h1>Day</h1></main>");
  assert.equal(marked("<body><mainframe>", "<p>old"), null);
  assert.equal(marked("", "<p>old"), null);
});

test("what was seen longest ago goes first", async () => {
  const { surplus } = await load("offline/policy.js");
  assert.deepEqual(surplus(["a", "b", "c"], 2), ["a"]);
  assert.deepEqual(surplus(["a", "b"], 2), []);
});
