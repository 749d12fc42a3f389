// Exports, as far as they need no page; what they write is compared in tests/exports.

import assert from "node:assert/strict";
import test from "node:test";

/** A module of the browser code. */
const load = (name) => import(new URL(`../../generator/web/${name}`, import.meta.url));

test("the id in an address", async () => {
  const { idOf } = await load("lib/paper-ids.js");
  const { fileOf } = await load("exports/offer.js");
  assert.equal(idOf("papers/0001.00001/"), "0001.00001");
  assert.equal(idOf("papers/hep-th-9901001/"), "hep-th/9901001");
  assert.equal(idOf("papers/math.GT-0309136/"), "math.GT/0309136");
  assert.equal(idOf("papers/t-0123456789ab/"), "t-0123456789ab");
  assert.equal(idOf("papers/"), "");
  assert.equal(fileOf("topics/agents/"), "papers-topics-agents");
  assert.equal(fileOf(""), "papers-latest");
  assert.equal(fileOf("search-../../etc"), "papers-search-..-..-etc");
  assert.equal(fileOf("search-李明 \"x\""), "papers-search-x");
});

test("entries are gathered from few files, in the order asked for", async () => {
  const { gather } = await load("exports/entries.js");
  const files = new Map([
    ["0001-0", { rules: { abs: "a" }, papers: [{ id: "0001.00001" }, { id: "0001.00002" }] }],
    ["9901-0", { rules: { abs: "a" }, papers: [{ id: "hep-th/9901001" }] }],
  ]);
  const asked = [];
  const told = [];
  const found = await gather(
    ["hep-th/9901001", "0001.00002", "0001.00003", "0002.00001", "no id", "0001.00001"],
    async (name) => (asked.push(name), files.get(name) ?? null),
    (done, of) => told.push([done, of]),
  );
  assert.deepEqual(asked.toSorted(), ["0001-0", "0002-0", "9901-0"]);
  assert.deepEqual(found.entries.map(({ id }) => id), ["hep-th/9901001", "0001.00002", "0001.00001"]);
  assert.equal(found.missing, 3);
  assert.deepEqual(told.at(-1), [3, 3]);
  await assert.rejects(gather(["0001.00001"], () => Promise.reject(new Error("no net")), () => {}), /no net/);
});

test("a few at a time", async () => {
  const { inTurns } = await load("lib/turns.js");
  let now = 0;
  let most = 0;
  const done = [];
  await inTurns([...Array(40).keys()], async (item) => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((go) => setTimeout(go, 1));
    now -= 1;
    done.push(item);
  });
  assert.equal(done.length, 40);
  assert.ok(most > 1 && most <= 6);
});

test("an export has the papers that the list shows", async () => {
  const { idsOfList } = await load("exports/load.js");
  /** A page with a list; `.numbers` are hidden while a filtered list is shown. */
  const page = (shown) => ({
    querySelectorAll: (selector) =>
      selector.includes("#list") && selector.includes(":not([hidden])") ? shown.map((paper) => ({ dataset: { paper } })) : [],
  });
  assert.deepEqual(await idsOfList(page(["0001.00002", "no id", "0001.00001"])), ["0001.00002", "0001.00001"]);
});
