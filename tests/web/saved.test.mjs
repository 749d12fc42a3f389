// The reading list, as far as it needs no page.

import assert from "node:assert/strict";
import test from "node:test";

/** A module of the browser code. */
const load = (name) => import(new URL(`../../generator/web/${name}`, import.meta.url));

const paper = (id, more = {}) => ({
  id,
  title: `Paper ${id}`,
  by: "Ada Example",
  saved: "2026-01-02T03:04:05.678Z",
  read: false,
  ...more,
});

const file = (papers, more = {}) => JSON.stringify({ format: "papers-reading-list", version: 1, papers, ...more });

test("a list of the first version is read from its file", async () => {
  const { readFile: read } = await load("saved/file.js");
  const papers = [paper("0001.00001"), paper("hep-th/9901001", { read: true, title: "“A” <b> & \\ '\"" })];
  assert.deepEqual(read(file(papers)), { papers, fault: "" });
  assert.deepEqual(read(file([])), { papers: [], fault: "" });
});

test("a file that is no such list is refused whole, and the first fault is reported", async () => {
  const { readFile: read } = await load("saved/file.js");
  const { MOST } = await load("profile/file.js");
  const cases = [
    ["{", /isn't valid JSON/],
    ["", /isn't valid JSON/],
    ["[]", /isn't a reading list from this site/],
    ["null", /isn't a reading list from this site/],
    ['"x"', /isn't a reading list from this site/],
    [file([], { version: 2 }), /isn't a reading list from this site/],
    [file({}), /isn't a reading list from this site/],
    [file(Array(MOST + 1).fill(paper("0001.00001"))), /more than 10,000/],
    [" ".repeat(8_000_001), /too large/],
    [file([paper("0001.00001"), null]), /paper 2 isn't a paper/],
    [file([[]]), /paper 1 isn't a paper/],
    [file([paper("../../x")]), /no valid id/],
    [file([paper(1.5)]), /no valid id/],
    [file([paper("0001.00001", { extra: 1 })]), /unknown field "extra"/],
    ['{"format":"papers-reading-list","version":1,"papers":[{"__proto__":{},"id":"0001.00001"}]}', /unknown field "__proto__"/],
    [file([paper("0001.00001", { title: 5 })]), /no valid title/],
    [file([paper("0001.00001", { title: "x".repeat(501) })]), /no valid title/],
    [file([paper("0001.00001", { title: "a\nb" })]), /no valid title/],
    [file([paper("0001.00001", { by: "a\u202eb" })]), /no valid line of authors/],
    [file([paper("0001.00001", { saved: "yesterday" })]), /no valid saving time/],
    [file([paper("0001.00001", { saved: "2026-99-99T00:00:00Z" })]), /no valid saving time/],
    [file([paper("0001.00001", { read: "yes" })]), /whether it was read/],
    [file([{ id: "0001.00001" }]), /no valid title/],
  ];
  for (const [text, fault] of cases) {
    const found = read(text);
    assert.match(found.fault, fault, text.slice(0, 80));
    assert.deepEqual(found.papers, []);
  }
});

test("what was kept is read, entry by entry", async () => {
  const { readKept } = await load("profile/earlier.js");
  const good = paper("0001.00001");
  assert.deepEqual(readKept("{"), []);
  assert.deepEqual(readKept('{"a":1}'), []);
  assert.deepEqual(readKept(JSON.stringify([null, good, { id: "x" }])), [good]);
});

test("finding, showing and ordering", async () => {
  const { chosen } = await load("saved/file.js");
  const papers = [
    paper("0002.00001", { title: "Zebra Müller", saved: "2026-01-01T00:00:00Z" }),
    paper("hep-th/9901001", { title: "apple", saved: "2026-01-03T00:00:00Z", read: true }),
    paper("0001.00001", { title: "Mango", saved: "2026-01-02T00:00:00Z" }),
  ];
  const ids = (wish) => chosen(papers, { find: "", shown: "all", order: "saved", ...wish }).map(({ title }) => title[0]).join("");
  assert.equal(ids({}), "aMZ");
  assert.equal(ids({ order: "oldest" }), "ZMa");
  assert.equal(ids({ order: "listed" }), "ZMa");
  assert.equal(ids({ order: "title" }), "aMZ");
  assert.equal(ids({ shown: "read" }), "a");
  assert.equal(ids({ shown: "unread" }), "MZ");
  assert.equal(ids({ find: "muller ada" }), "Z");
  assert.equal(ids({ find: "9901001" }), "a");
  assert.equal(ids({ find: "none" }), "");
});
