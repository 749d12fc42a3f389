// The reader's own order, as far as it needs no page.

import assert from "node:assert/strict";
import test from "node:test";

/** A module of the browser code. */
const load = (name) => import(new URL(`../../generator/web/${name}`, import.meta.url));
const { fileOf, indexOf, tagOf, traitsOf } = await load("ranking/files.js");
const { readTraits, writeTraits } = await load("ranking/kept.js");
const { openOrder } = await load("ranking/order.js");
const { byFit, mixed } = await load("ranking/places.js");
const { taste } = await load("ranking/taste.js");

/** A paper about a subject, far from all others, with the tags of some pages, topics first. */
function paper(subject, pages = []) {
  const halves = Array.from({ length: 64 }, (_, n) => 7 + (tagOf(`${subject} ${n}`) >> 12) % 2);
  const codes = Uint8Array.from({ length: 32 }, (_, n) => halves[2 * n] * 16 + halves[2 * n + 1]);
  const tags = pages.map(tagOf);
  const topics = pages.filter((page) => page.startsWith("topics/")).length;
  return traitsOf(codes, Uint8Array.from([tags.length, topics, ...tags.flatMap((tag) => [tag >> 16, (tag >> 8) & 255, tag & 255])]));
}

const known = (id, traits) => ({ id, title: `Title ${id}`, traits });
const reader = (more = {}) => ({ saved: [], away: [], follows: new Map(), ...more });
const pool = Array.from({ length: 40 }, (_, n) => paper(n));

test("a file follows from an id alone", () => {
  const files = new Set(["2501.1", "25", "07", "rest"]);
  const names = ["2501.12345", "2501.22345", "2502.12345", "0711.1234", "2612.00001", "hep-th/9901001", "t-0123456789ab"];
  assert.deepEqual(names.map((id) => fileOf(id, files)), ["2501.1", "25", "25", "07", "", "rest", "rest"]);
});

test("an index of another format is none", () => {
  assert.equal(indexOf(null), null);
  assert.equal(indexOf({ format: 2, basis: "a", files: [], days: [] }), null);
  assert.deepEqual(indexOf({ format: 1, basis: "a", files: ["25"], days: [] }), { basis: "a", files: new Set(["25"]), days: [], moved: new Map() });
});

test("a tag is the hash that the builder makes", () => {
  assert.equal(tagOf("topics/agents").toString(16), "d0f698");
  assert.equal(tagOf("authors/ada-example").toString(16), "c72b1f");
});

test("what is near to saved papers fits, and the reason is the nearest of them", () => {
  const fit = taste(reader({ saved: [known("a", paper(1)), known("b", paper(2))] }), pool);
  assert.ok(fit(paper(1)).score > fit(paper(9)).score);
  assert.deepEqual(fit(paper(2)).reason, { kind: "saved", label: "Title b" });
  assert.deepEqual(fit(paper(9)).reason, { kind: "", label: "" });
});

test("people that saved papers share count, the more often the more", () => {
  const [ada, bo] = ["authors/ada", "authors/bo"];
  const saved = [known("a", paper(1, [ada])), known("b", paper(2, [ada, bo])), known("c", paper(3, [ada]))];
  const fit = taste(reader({ saved }), pool);
  assert.ok(fit(paper(9, [ada])).score > fit(paper(9, [bo])).score);
  assert.ok(fit(paper(9, [bo])).score > fit(paper(9)).score);
  assert.deepEqual(fit(paper(9, [ada])).reason, { kind: "shared", label: "Title c" });
  const common = taste(reader({ saved }), pool.map(() => paper(9, [ada])));
  assert.ok(common(paper(9, [ada])).score < fit(paper(9, [ada])).score);
});

test("nobody shared is no reason, however far the saved papers are", () => {
  const opposite = traitsOf(new Uint8Array(32), new Uint8Array([0, 0]));
  const far = traitsOf(new Uint8Array(32).fill(255), new Uint8Array([0, 0]));
  assert.deepEqual(taste(reader({ saved: [known("a", opposite)] }), pool)(far).reason, { kind: "", label: "" });
  assert.deepEqual(taste(reader(), pool)(far).reason, { kind: "", label: "" });
});

test("a shared topic is a reason where nothing else is", () => {
  const saved = [known("a", paper(1, ["topics/kites"])), known("b", paper(2))];
  const fit = taste(reader({ saved }), pool);
  assert.ok(fit(paper(9, ["topics/kites"])).score > fit(paper(9)).score);
  assert.deepEqual(fit(paper(9, ["topics/kites"])).reason, { kind: "topic", label: "Title a" });
});

test("papers to save first are counted, none where something is followed", () => {
  const open = (papers, follows = new Map()) => openOrder({ papers: () => papers, now: () => ({ follows }) }, {}, null, "traits");
  assert.deepEqual([[], ["a"], ["a", "b", "c", "d"]].map((papers) => open(papers).lacking()), [3, 2, 0]);
  assert.equal(open([], new Map([["topics/kites", { count: 1, label: "Kites" }]])).lacking(), 0);
  assert.equal(open([], new Map([["topics/kites", { count: 2, label: "Kites" }]])).lacking(), 3);
});

test("a follow counts without anything saved, and names itself", () => {
  const follows = new Map([[tagOf("topics/kites"), "Kites"]]);
  const fit = taste(reader({ follows }), pool);
  assert.ok(fit(paper(9, ["topics/kites"])).score > fit(paper(9)).score);
  assert.deepEqual(fit(paper(9, ["topics/kites"])).reason, { kind: "follow", label: "Kites" });
});

test("what was put away pushes away what is like it", () => {
  const saved = [known("a", paper(1)), known("b", paper(2))];
  const [before, after] = [reader({ saved }), reader({ saved, away: [paper(2)] })].map((one) => taste(one, pool));
  assert.ok(after(paper(2)).score < before(paper(2)).score);
  assert.ok(after(paper(1)).score > after(paper(2)).score);
});

test("by fit alone, then as the page has them", () => {
  const papers = [[1, 5], [3, 0], [1, 9]].map(([score, votes], place) => ({ score, votes, place }));
  assert.deepEqual(byFit(papers).map(({ place }) => place), [1, 0, 2]);
});

test("of ten places two are by votes, and each paper has one place", () => {
  const papers = Array.from({ length: 12 }, (_, place) => ({ score: -place, votes: place, place }));
  const found = mixed(papers);
  assert.deepEqual(found.map(({ place }) => place), [0, 1, 2, 3, 11, 4, 5, 6, 7, 10, 8, 9]);
  assert.deepEqual(found.filter(({ byVotes }) => byVotes).map(({ place }) => place), [11, 10]);
});

test("traits are kept until the basis changes", () => {
  const traits = new Map([["2501.00001", paper(5, ["topics/kites", "authors/ada"])], ["t-0123456789ab", paper(6)]]);
  const text = writeTraits(traits, "one");
  assert.deepEqual(readTraits(text, "one"), traits);
  for (const other of [[text, "two"], [null, "one"], ["{", "one"], ['{"basis":"one","papers":{"a":"%"}}', "one"], ['{"basis":"one"}', "one"]]) {
    assert.equal(readTraits(...other).size, 0);
  }
});
