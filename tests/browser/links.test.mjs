// What finding names and sorting decide without a browser. Run by test_links_scripts.py with `node --test`.

import assert from "node:assert/strict";
import test from "node:test";

/** A module of the browser code. */
const load = (name) => import(new URL(`../../generator/web/${name}`, import.meta.url));

test("names fold and lie in the parts that the builder puts them in", async () => {
  const { keyOf, partOf } = await load("shell/names.js");
  const names = JSON.parse(process.env.NAMES ?? "[]");
  assert.ok(names.length > 5);
  for (const { name, key, parts } of names) {
    assert.equal(keyOf(name), key, name);
    assert.deepEqual(keyOf(name).split(" ").map(partOf), parts, name);
  }
});

test("every typed word begins a word of the name, in any order", async () => {
  const { matching } = await load("shell/names.js");
  const entries = ["Ada Example", "Bo Beispiel", "Jean-Luc M. Sample", "李明"].map((name) => [name, null, 1, []]);
  const found = (typed) => matching(entries, typed).map(([label]) => label);
  assert.deepEqual(found("exa"), ["Ada Example"]);
  assert.deepEqual(found("SAM jean"), ["Jean-Luc M. Sample"]);
  assert.deepEqual(found("luc.m"), ["Jean-Luc M. Sample"]);
  assert.deepEqual(found("ample"), []);
  assert.deepEqual(found("ada beispiel"), []);
  assert.deepEqual(found("李"), ["李明"]);
});

test("sorting is by date or votes, ties as they were, and can be undone", async () => {
  const { orderOf } = await load("shell/sorting.js");
  const items = [
    { day: "2026-01-05", votes: 3 },
    { day: "2026-02-05", votes: -1 },
    { day: "2026-01-05", votes: 12 },
    { day: "2026-03-05", votes: 3 },
  ];
  assert.deepEqual(orderOf(items, "best"), [0, 1, 2, 3]);
  assert.deepEqual(orderOf(items, "date"), [3, 1, 0, 2]);
  assert.deepEqual(orderOf(items, "votes"), [2, 0, 3, 1]);
  assert.deepEqual(orderOf([], "votes"), []);
});
