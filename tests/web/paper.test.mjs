// What a paper's page does.

import assert from "node:assert/strict";
import test from "node:test";
import { partsOf } from "../../generator/web/paper/lookups.js";
import { mostFirst, placesOf } from "../../generator/web/paper/related.js";

test("an order is one digit for each place", () => {
  assert.deepEqual(placesOf("2013", 4), [2, 0, 1, 3]);
  assert.deepEqual(placesOf("", 0), []);
});

test("what is no order leaves all as it was", () => {
  for (const written of [undefined, "", "201", "20135", "2213", "201x"]) {
    assert.deepEqual(placesOf(written, 4), [0, 1, 2, 3]);
  }
});

test("the most votes come first, ties as they were", () => {
  assert.deepEqual(mostFirst([3, -1, 12, 3]), [2, 0, 3, 1]);
  assert.deepEqual(mostFirst([]), []);
});

test("names without a page are found between commas", () => {
  const names = new Set(["Ada Lovelace", "Lin Wei", "Sun, Jr."]);
  const text = ", Ada Lovelace, Lin Wei, and 3 more";
  const parts = partsOf(text, names);
  assert.deepEqual(parts.filter(([, isName]) => isName).map(([part]) => part), ["Ada Lovelace", "Lin Wei"]);
  assert.equal(parts.map(([part]) => part).join(""), text);
  assert.deepEqual(partsOf(", ", names), [[", ", false]]);
});
