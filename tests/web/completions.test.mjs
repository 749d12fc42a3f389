// What is offered below a search box.

import assert from "node:assert/strict";
import test from "node:test";

/** A module of the browser code. */
const load = (name) => import(new URL(`../../generator/web/${name}`, import.meta.url));

test("completions come in groups, unknown kinds last", async () => {
  const { grouped } = await load("completions/options.js");
  const item = (kind, label) => ({ kind, label, path: "", count: 1 });
  const groups = grouped([item("keyword", "k"), item("venue", "v"), item("title", "t"), item("keyword", "l")]);
  assert.deepEqual(groups.map(({ name, items }) => [name, items.map(({ label }) => label)]), [
    ["Papers", ["t"]],
    ["Keywords", ["k", "l"]],
    ["venue", ["v"]],
  ]);
});

test("arrows go through the completions and back to what was typed", async () => {
  const { stepped } = await load("completions.js");
  assert.deepEqual([-1, 0, 1].map((at) => stepped(at, 1, 2)), [0, 1, -1]);
  assert.deepEqual([-1, 0, 1].map((at) => stepped(at, -1, 2)), [1, -1, 0]);
  assert.equal(stepped(-1, 1, 0), -1);
});
