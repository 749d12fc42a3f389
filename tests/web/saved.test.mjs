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

test("a list written to a file is read back", async () => {
  const { readFile: read, writeFile } = await load("saved/file.js");
  const papers = [paper("0001.00001"), paper("hep-th/9901001", { read: true, title: "“A” <b> & \\ '\"" })];
  assert.deepEqual(read(writeFile(papers)), { papers, fault: "" });
  assert.deepEqual(read(writeFile([])), { papers: [], fault: "" });
});

test("a file that is no such list is refused whole, and the first fault is reported", async () => {
  const { readFile: read } = await load("saved/file.js");
  const { MOST } = await load("saved/list.js");
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
  const { readKept } = await load("saved/list.js");
  const good = paper("0001.00001");
  assert.deepEqual(readKept(null), []);
  assert.deepEqual(readKept("{"), []);
  assert.deepEqual(readKept('{"a":1}'), []);
  assert.deepEqual(readKept(JSON.stringify([null, good, { id: "x" }, good])), [good]);
});

test("lists are put together without twins, and read stays read", async () => {
  const { merged } = await load("saved/list.js");
  const [a, b] = [paper("0001.00001"), paper("0001.00002")];
  assert.deepEqual(merged([a], [{ ...a, read: true, title: "Other" }, b]), [{ ...a, read: true }, b]);
  assert.deepEqual(merged([{ ...a, read: true }], [a]), [{ ...a, read: true }]);
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

/** A storage that may be full, and a window that tells of other tabs. */
function place(full = false) {
  const kept = new Map();
  const listeners = [];
  return {
    kept,
    view: { addEventListener: (_, listener) => listeners.push(listener) },
    elsewhere: (key) => listeners.forEach((listener) => listener({ key })),
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem(key, value) {
        if (full) throw new Error("QuotaExceededError");
        kept.set(key, value);
      },
    },
  };
}

test("the store adds, marks, removes, and tells", async () => {
  const { openStore } = await load("saved/store.js");
  const { view, storage, kept, elsewhere } = place();
  const store = openStore(view, storage, "/a/.saved");
  let told = 0;
  store.listen(() => (told += 1));
  assert.equal(store.add(paper("0001.00001")), "");
  assert.equal(store.add(paper("0001.00001")), "");
  assert.equal(store.mark("0001.00001", true), "");
  assert.ok(store.has("0001.00001"));
  assert.deepEqual(JSON.parse(kept.get("/a/.saved")), [paper("0001.00001", { read: true })]);
  // Another tab saves one more: none of it is lost by the next change here.
  kept.set("/a/.saved", JSON.stringify([paper("0001.00001"), paper("0001.00009")]));
  elsewhere("/a/.saved");
  elsewhere("/another/.saved");
  assert.equal(store.add(paper("0001.00002")), "");
  assert.deepEqual(store.papers().map(({ id }) => id), ["0001.00001", "0001.00009", "0001.00002"]);
  assert.equal(store.remove("0001.00001"), "");
  assert.ok(!store.has("0001.00001"));
  assert.equal(told, 6);
});

test("a store that is full, blocked or closed says so and stays as it was", async () => {
  const { openStore } = await load("saved/store.js");
  const { view, storage } = place(true);
  assert.match(openStore(view, storage, "k").add(paper("0001.00001")), /full/);
  assert.deepEqual(openStore(view, storage, "k").papers(), []);
  assert.match(openStore(view, null, "k").add(paper("0001.00001")), /blocking storage/);
  const closed = { getItem: () => { throw new Error("SecurityError"); } };
  assert.deepEqual(openStore(view, closed, "k").papers(), []);
  const many = Array.from({ length: 10_001 }, (_, n) => paper(`0001.${String(n).padStart(5, "0")}`));
  assert.match(openStore(view, place().storage, "k").merge(many), /at most 10,000 papers/);
});
