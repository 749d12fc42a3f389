// What every page does.

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

test("a page is in the first folder below the site's own path", async () => {
  const { folderOf } = await load("shell/frame.js");
  assert.equal(folderOf("/daily-papers/papers/2508.12345/", "/daily-papers/"), "papers/");
  assert.equal(folderOf("/authors/ann-lee/2/index.html", "/"), "authors/");
  assert.equal(folderOf("/daily-papers/", "/daily-papers/"), "");
  assert.equal(folderOf("/papers/2508.12345/", "/daily-papers/"), "");
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

test("names fold and are in the parts that the builder puts them in", async () => {
  const { nameKey } = await load("lib/fold.js");
  const { partOf } = await load("names.js");
  const names = JSON.parse(process.env.NAMES ?? "[]");
  assert.ok(names.length > 5);
  for (const { name, key, parts } of names) {
    assert.equal(nameKey(name), key, name);
    const long = nameKey(name).split(" ").filter((word) => [...word].length > 1);
    assert.deepEqual(long.map((word) => partOf(word, 64)), parts, name);
  }
});

test("the longest word is the one with the most letters, not the most units of UTF-16", async () => {
  const { longest } = await load("names.js");
  assert.equal(longest(["𐐀𐐁", "ada"]), "ada");
  assert.equal(longest(["bo", "𐐀𐐁𐐂", "ada"]), "𐐀𐐁𐐂");
});

test("every typed word begins a word of the name, in any order", async () => {
  const { matching } = await load("names.js");
  const entries = ["Ada Example", "Bo Beispiel", "Jean-Luc M. Sample", "李明"].map((name) => [name, 1]);
  const found = (typed) => matching(entries, typed).map(([label]) => label);
  assert.deepEqual(found("exa"), ["Ada Example"]);
  assert.deepEqual(found("SAM jean"), ["Jean-Luc M. Sample"]);
  assert.deepEqual(found("luc.m"), ["Jean-Luc M. Sample"]);
  assert.deepEqual(found("ample"), []);
  assert.deepEqual(found("ada beispiel"), []);
  assert.deepEqual(found("李"), ["李明"]);
});

test("keys that lead to the search", async () => {
  const { asksForSearch } = await load("shell/search-box.js");
  const key = (name, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more });
  assert.equal(asksForSearch(key("/"), false), true);
  assert.equal(asksForSearch(key("/"), true), false);
  assert.equal(asksForSearch(key("k"), false), false);
  assert.equal(asksForSearch(key("k", { ctrlKey: true }), true), true);
  assert.equal(asksForSearch(key("K", { metaKey: true }), false), true);
  assert.equal(asksForSearch(key("k", { ctrlKey: true, altKey: true }), false), false);
});

test("the address that was not found becomes words", async () => {
  const { wordsOf } = await load("shell/lost.js");
  for (const [path, expected] of [
    ["/base/papers/2508.12345/", "2508.12345"],
    ["/base/papers/2508.12345v2", "2508.12345"],
    ["/base/topics/diffusion-models/", "diffusion models"],
    ["/base/authors/zo%C3%AB-%C3%A4/", "zoë ä"],
    ["/base/old/page.html", "page"],
    ["/base/404.html", ""],
    ["/base/", ""],
    ["/other/x/", ""],
    ["/base/%E0%A4%A/", ""],
    ["/base/%3Csvg%20onload%3D%22alert(1)%22%3E/", "svg onload alert 1"],
  ]) {
    assert.equal(wordsOf(path, "/base/"), expected, path);
  }
});

test("large numbers do not widen the bar", async () => {
  const { short } = await load("shell/count.js");
  assert.deepEqual([1, 99, 100, 10000].map(short), ["1", "99", "99+", "99+"]);
});

test("the current tab is in the middle, unless it is one of the first", async () => {
  const { centred } = await load("shell/tabs.js");
  assert.equal(centred(0, 60, 360), 0);
  assert.equal(centred(100, 60, 360), 0);
  assert.equal(centred(500, 60, 360), 350);
});
