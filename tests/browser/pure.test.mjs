// What the browser code decides without a browser. Run by test_scripts.py with `node --test`.

import assert from "node:assert/strict";
import test from "node:test";

/** A module of the browser code. */
const load = (name) => import(new URL(`../../generator/web/${name}`, import.meta.url));

test("the focus moves within the list and stops at its ends", async () => {
  const { moved } = await load("shell/keys.js");
  const cases = [
    [-1, 1, 3, 0],
    [-1, -1, 3, 0],
    [0, 1, 3, 1],
    [2, 1, 3, 2],
    [0, -1, 3, 0],
    [2, -1, 3, 1],
    [0, 1, 1, 0],
  ];
  for (const [at, step, count, expected] of cases) assert.equal(moved(at, step, count), expected);
});

test("colours go from the system's to light to dark and round again", async () => {
  const { following } = await load("shell/schemes.js");
  assert.equal(following(undefined), 1);
  assert.equal(following(""), 1);
  assert.equal(following("default"), 2);
  assert.equal(following("slate"), 0);
});

test("a scheme nobody knows starts again with the system's", async () => {
  const { following } = await load("shell/schemes.js");
  assert.equal(following("sepia"), 0);
});

test("only days after the last visit are news", async () => {
  const { since, told } = await load("shell/news.js");
  const days = [
    { day: "2027-01-05", count: 5 },
    { day: "2027-01-04", count: 2 },
    { day: "2026-12-31", count: 7 },
  ];
  assert.deepEqual(since("2026-12-31", days), { days: 2, papers: 7, more: false });
  assert.deepEqual(since("2027-01-05", days), { days: 0, papers: 0, more: false });
  assert.deepEqual(since("2020-01-01", days), { days: 3, papers: 14, more: true });
  assert.deepEqual(since("2020-01-01", []), { days: 0, papers: 0, more: true });
});

test("a list that begins after the last visit gives no exact number", async () => {
  const { told } = await load("shell/news.js");
  assert.equal(told({ days: 2, papers: 7, more: false }), "Since your last visit: 7 papers on 2 days.");
  assert.equal(told({ days: 1, papers: 1, more: false }), "Since your last visit: 1 paper on 1 day.");
  assert.equal(told({ days: 3, papers: 14, more: true }), "More than 14 papers since your last visit.");
});

test("blocked storage is none", async () => {
  const { storageOf } = await load("lib/storage.js");
  const kept = {};
  const blocked = {
    get localStorage() {
      throw new Error("SecurityError");
    },
  };
  assert.equal(storageOf({ localStorage: kept }), kept);
  assert.equal(storageOf(blocked), null);
});

test("what is kept belongs to one site of a host", async () => {
  const { keyOf } = await load("lib/storage.js");
  const page = (base) => ({ documentElement: { dataset: { base } }, baseURI: "https://example.org/a/b/" });
  assert.equal(keyOf(page("https://example.org/one/"), "last-day"), "/one/.last-day");
  assert.equal(keyOf(page("https://example.org/"), "__palette"), "/.__palette");
});
