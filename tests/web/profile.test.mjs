// The reader's profile, as far as it needs no page.

import assert from "node:assert/strict";
import test from "node:test";

/** A module of the browser code. */
const load = (name) => import(new URL(`../../generator/web/${name}`, import.meta.url));
const { packed, unpacked } = await load("profile/packing.js");
const { emptyProfile, isOn, merged, renamed, savedIn, turned } = await load("profile/profile.js");
const { readProfile, writeProfile } = await load("profile/file.js");
const { openStore } = await load("profile/store.js");

const KEYS = { profile: "/a/.profile", earlier: "/a/.saved" };
const listed = (id, more = {}) => ({ id, title: `Paper ${id}`, by: "Ada Example", saved: "2026-01-02T03:04:05.678Z", read: false, ...more });

/** Numbers that are the same in every run. */
function chance(seed) {
  return (below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}

/** A profile with some marks of each kind, changed a few times. */
function anyProfile(next) {
  const profile = emptyProfile();
  const id = () => ["2501.00001", "2501.00002", "1407.1234", "hep-th/9901001", "t-0123456789ab"][next(5)];
  for (let n = next(6); n > 0; n--) {
    profile.read.set(id(), 1 + next(4));
    profile.away.set(id(), 1 + next(4));
    profile.saved.set(id(), { count: 1 + next(4), title: `T${next(3)}`, by: "", saved: `2026-01-0${1 + next(3)}T00:00:00Z` });
    profile.follows.set(["topics/kites", "authors/ada"][next(2)], { count: 1 + next(4), label: `L${next(2)}` });
    profile.searches.set(`?q=${next(2)}`, { count: 1 + next(3), label: `S${next(2)}`, seen: `2026-01-0${1 + next(4)}` });
    profile.seen = `2026-01-0${1 + next(4)}`;
  }
  return profile;
}

test("ids are packed and read back", () => {
  const ids = ["0001.00001", "0701.0001", "1412.9999", "1501.00001", "2501.00000", "2501.00001", "2501.00033", "2501.99999", "hep-th/9901001", "t-0123456789ab"];
  assert.deepEqual(unpacked(packed(ids)).sort(), ids);
  assert.deepEqual(packed([]), {});
  const next = chance(5);
  for (let round = 0; round < 50; round++) {
    const some = new Set(Array.from({ length: next(200) }, () => `25${10 + next(3)}.${String(next(30_000)).padStart(5, "0")}`));
    assert.deepEqual(new Set(unpacked(packed(some))), some);
  }
});

test("what is not packed is skipped, and never hangs", () => {
  for (const value of [null, 5, "x", [], { 2501: 5 }, { 250: "A" }, { 2501: "!!" }, { "": "x ../../y <b>" }]) {
    assert.deepEqual(unpacked(value), []);
  }
  assert.deepEqual(unpacked({ 2501: "zzzzzzzzzzzzzz" }), []);
  assert.deepEqual(unpacked({ 2501: "A!A" }), ["2501.00000"]);
});

test("ten thousand marks take two bytes each at most", () => {
  const next = chance(7);
  const profile = emptyProfile();
  while (profile.read.size < 10_000) {
    const month = next(24);
    profile.read.set(`${24 + Math.floor(month / 12)}${String(1 + (month % 12)).padStart(2, "0")}.${String(next(25_000)).padStart(5, "0")}`, 1);
  }
  const size = new TextEncoder().encode(writeProfile(profile)).length;
  assert.ok(size / 10_000 <= 2, `${size} bytes`);
  assert.deepEqual(readProfile(writeProfile(profile)).profile.read, new Map([...profile.read].sort()));
});

test("profiles are merged alike in any order, and more than once", () => {
  const next = chance(11);
  const text = (profile) => writeProfile(profile);
  for (let round = 0; round < 400; round++) {
    const [a, b, c] = [anyProfile(next), anyProfile(next), anyProfile(next)];
    assert.equal(text(merged(a, b)), text(merged(b, a)));
    assert.equal(text(merged(merged(a, b), c)), text(merged(a, merged(b, c))));
    assert.equal(text(merged(a, a)), text(a));
    assert.equal(text(merged(merged(a, b), b)), text(merged(a, b)));
  }
});

test("a merge keeps what was removed removed, and loses no mark", () => {
  const next = chance(13);
  for (let round = 0; round < 200; round++) {
    const [a, b] = [anyProfile(next), anyProfile(next)];
    const after = { ...a, read: new Map([...a.read].map(([id, count]) => [id, turned(count, false)])) };
    const found = merged(merged(a, after), after);
    assert.ok([...a.read.keys()].every((id) => !isOn(found.read.get(id))));
    const fresh = [...b.read].filter(([id, count]) => isOn(count) && !a.read.has(id));
    assert.ok(fresh.every(([id]) => isOn(merged(a, b).read.get(id))));
  }
});

test("a profile is read back as it was written", () => {
  const next = chance(17);
  for (let round = 0; round < 100; round++) {
    const one = anyProfile(next);
    const { profile, fault } = readProfile(writeProfile(one));
    assert.equal(fault, "");
    assert.equal(writeProfile(profile), writeProfile(one));
  }
});

test("hostile and damaged profiles do no harm", () => {
  const whole = { format: "papers-profile", version: 1, saved: [], read: {}, away: {}, follows: [], searches: [], seen: "" };
  const read = (more) => readProfile(JSON.stringify({ ...whole, ...more }));
  assert.equal(readProfile("{").fault, "json");
  for (const text of ["[]", "null", '"x"', "5", "{}", JSON.stringify({ ...whole, version: 0 }), JSON.stringify({ ...whole, version: "1" })]) {
    assert.equal(readProfile(text).fault, "format", text);
  }
  assert.equal(read({ version: 2, new: {} }).fault, "newer");
  const bare = writeProfile(emptyProfile());
  const good = { title: "A", by: "", saved: "2026-01-01T00:00:00Z" };
  for (const more of [
    { saved: [null, 5, { id: "../../x", ...good }, { id: "2501.00001", ...good, title: "a\nb" }, { id: "2501.00001", ...good, title: "x".repeat(501) }] },
    { saved: [{ id: "2501.00001", ...good, saved: "yesterday" }, { id: "2501.00001", ...good, count: 1.5 }, { id: "2501.00001", ...good, count: -1 }] },
    { saved: { length: 5 }, read: null, away: 7, follows: "x", searches: [[]] },
    { read: { 0: { 2501: "A" }, x: { 2501: "A" }, 99999: { 2501: "A" }, __proto__: { 2501: "A" } } },
    { follows: [{ page: "javascript:alert(1)", label: "x" }, { page: "topics/../../x", label: "x" }, { page: "topics/x", label: "a\u202eb" }] },
    { seen: "<b>" }, { seen: "2026-99-99" },
  ]) {
    assert.equal(writeProfile(read(more).profile), bare, JSON.stringify(more));
  }
  const polluted = read({ saved: [JSON.parse(`{"__proto__": {"x": 1}, "id": "2501.00001", "title": "A", "by": "", "saved": "2026-01-01T00:00:00Z"}`)] });
  assert.equal({}.x, undefined);
  assert.equal(savedIn(polluted.profile).length, 1);
});

test("papers whose real id is learnt later keep their marks", () => {
  const profile = emptyProfile();
  profile.read.set("t-0123456789ab", 1).set("2501.00001", 2);
  profile.saved.set("t-0123456789ab", { count: 1, title: "A", by: "", saved: "2026-01-01T00:00:00Z" });
  const moved = new Map([["t-0123456789ab", "2501.00009"]]);
  const found = renamed(profile, moved);
  assert.deepEqual(savedIn(found).map(({ id, read }) => [id, read]), [["2501.00009", true]]);
  assert.equal(renamed(found, moved), found);
});

/** A storage that may be full, and a window that tells of other tabs. */
function place({ full = false, kept = new Map() } = {}) {
  const listeners = [];
  const state = { full };
  return {
    kept,
    state,
    view: { addEventListener: (_, listener) => listeners.push(listener) },
    elsewhere: (key) => listeners.forEach((listener) => listener({ key, newValue: key === null ? null : (kept.get(key) ?? null) })),
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      removeItem: (key) => void kept.delete(key),
      setItem(key, value) {
        if (state.full) throw new Error("QuotaExceededError");
        kept.set(key, value);
      },
    },
  };
}

const opened = (one) => openStore(one.view, one.storage, KEYS);
const ids = (store) => store.papers().map(({ id }) => id);

test("the store saves, marks, removes, and tells", () => {
  const one = place();
  const store = opened(one);
  let told = 0;
  store.listen(() => (told += 1));
  assert.equal(store.save(listed("2501.00001"), true), "");
  assert.equal(store.mark("read", "2501.00001", true), "");
  assert.equal(store.mark("away", "2501.00002", true), "");
  assert.deepEqual(store.papers().map(({ id, read }) => [id, read]), [["2501.00001", true]]);
  assert.ok(store.has("away", "2501.00002"));
  assert.equal(store.save(listed("2501.00001"), false), "");
  assert.ok(!store.has("saved", "2501.00001"));
  assert.equal(told, 4);
  assert.deepEqual(ids(opened(place({ kept: one.kept }))), []);
});

test("changes of two tabs are merged, whoever writes last", () => {
  const kept = new Map();
  const [one, two] = [place({ kept }), place({ kept })];
  const [here, there] = [opened(one), opened(two)];
  here.save(listed("2501.00001"), true);
  const mine = kept.get(KEYS.profile);
  there.save(listed("2501.00002"), true);
  // The first tab had read the storage before the second one wrote, and overwrites it.
  here.papers();
  kept.set(KEYS.profile, mine);
  one.elsewhere(KEYS.profile);
  two.elsewhere(KEYS.profile);
  assert.deepEqual(ids(opened(place({ kept }))), ["2501.00001", "2501.00002"]);
  // All data of the site are deleted: no tab brings them back.
  kept.clear();
  one.elsewhere(null);
  two.elsewhere(null);
  assert.deepEqual(ids(here), []);
  assert.deepEqual(ids(there), []);
});

test("the reading list of the first version is taken over whenever it appears", () => {
  const one = place();
  const store = opened(one);
  store.save(listed("2501.00003"), true);
  store.save(listed("2501.00003"), false);
  one.kept.set(KEYS.earlier, JSON.stringify([listed("2501.00001", { read: true }), null, { id: "x" }, listed("2501.00003")]));
  assert.deepEqual(store.papers().map(({ id, read }) => [id, read]), [["2501.00001", true], ["2501.00003", false]]);
  assert.ok(!one.kept.has(KEYS.earlier));
  one.kept.set(KEYS.earlier, "{");
  assert.deepEqual(ids(store), ["2501.00001", "2501.00003"]);
  // If storage is full, the list stays where it is, and is there all the same.
  const full = place({ full: true, kept: new Map([[KEYS.earlier, JSON.stringify([listed("2501.00001")])]]) });
  assert.deepEqual(ids(opened(full)), ["2501.00001"]);
  assert.ok(full.kept.has(KEYS.earlier));
});

test("where nothing can be kept, marks last as long as the page, and the page says so", () => {
  const full = place({ full: true });
  const store = opened(full);
  assert.match(store.save(listed("2501.00001"), true), /full/);
  assert.ok(store.has("saved", "2501.00001"));
  full.state.full = false;
  assert.equal(store.mark("read", "2501.00001", true), "");
  assert.deepEqual(ids(opened(place({ kept: full.kept }))), ["2501.00001"]);
  const blocked = openStore(place().view, null, KEYS);
  assert.match(blocked.mark("read", "2501.00001", true), /blocking storage/);
  assert.ok(blocked.has("read", "2501.00001"));
  const closed = { getItem: () => { throw new Error("SecurityError"); }, setItem: () => { throw new Error("SecurityError"); } };
  assert.deepEqual(ids(openStore(place().view, closed, KEYS)), []);
});

test("a profile of a newer version is read and never overwritten; an unreadable one is kept aside", () => {
  const newer = JSON.stringify({ ...JSON.parse(writeProfile(emptyProfile())), version: 2, saved: [{ ...listed("2501.00001"), read: undefined }] });
  const one = place({ kept: new Map([[KEYS.profile, newer]]) });
  const store = opened(one);
  assert.deepEqual(ids(store), ["2501.00001"]);
  assert.match(store.mark("read", "2501.00001", true), /newer version/);
  assert.equal(one.kept.get(KEYS.profile), newer);
  const two = place({ kept: new Map([[KEYS.profile, "{half"]]) });
  assert.equal(opened(two).save(listed("2501.00002"), true), "");
  assert.equal(two.kept.get(`${KEYS.profile}.unreadable`), "{half");
  assert.deepEqual(ids(opened(place({ kept: two.kept }))), ["2501.00002"]);
});

test("a reading list holds ten thousand papers", () => {
  const profile = emptyProfile();
  for (let n = 0; n < 10_001; n++) {
    profile.saved.set(`2501.${String(n).padStart(5, "0")}`, { count: 1, title: "", by: "", saved: "2026-01-01T00:00:00Z" });
  }
  assert.match(opened(place()).merge(profile), /at most 10,000 papers/);
});

test("only unmarked papers of days after the last visit are new", async () => {
  const { newSince } = await load("profile/news.js");
  const days = [["2027-01-05", ["a", "b"]], ["2027-01-04", ["c"]], ["2026-12-31", ["d"]]];
  const found = (seen, marked = []) => {
    const { ids, days: count, more } = newSince(days, seen, (id) => marked.includes(id));
    return [[...ids].join(""), count, more];
  };
  assert.deepEqual(found("2026-12-31"), ["abc", 2, false]);
  assert.deepEqual(found("2026-12-31", ["a"]), ["bc", 2, false]);
  assert.deepEqual(found("2027-01-05"), ["", 0, false]);
  assert.deepEqual(found("9999-12-31"), ["", 0, false]);
  assert.deepEqual(found("2020-01-01"), ["abcd", 3, true]);
});

test("pages that can be followed", async () => {
  const { pageOf } = await load("profile/follow.js");
  const paths = ["topics/kites/", "authors/u--ada/", "orgs/nvidia/2/", "submitters/bo/", "topics/", "days/2025-01-01/", "keywords/x/", ""];
  assert.deepEqual(paths.map(pageOf), ["topics/kites", "authors/u--ada", "orgs/nvidia", "submitters/bo", "", "", "", ""]);
});

test("libraries of any form tell their ids, and what has none", async () => {
  const { readLibrary } = await load("profile/library.js");
  const bibtex = `@string{x = "y"}
@article{one, title = {First {K}ite}, eprint = {2501.00001v2}, archivePrefix = {arXiv}}
@misc(two, title = "Second", url = "https://arxiv.org/abs/hep-th/9901001")
@inproceedings{three, booktitle = {Book}, title = {Printed {{O}nly}}, author = "B\\'e, Ada and Cy", abstract = {Builds on 2501.99999 of others.}, year = 2020}
@comment{2501.88888}`;
  const none = { ids: [], pages: new Map(), titled: [], unknown: [] };
  const titled = [{ title: "Printed {{O}nly}", people: "B\\'e, Ada and Cy" }];
  assert.deepEqual(readLibrary(bibtex), { ...none, ids: ["2501.00001", "hep-th/9901001"], titled });
  const ris = "TY  - UNPB\r\nTI  - First\r\nUR  - https://arxiv.org/pdf/2501.00001v1.pdf\r\nER  - \r\nTY  - BOOK\r\nTI  - A Book\r\nAU  - Example, Ada\r\nAU  - Bo\r\nAB  - see 2501.00009\r\nER  - \r\n";
  assert.deepEqual(readLibrary(ris), { ...none, ids: ["2501.00001"], titled: [{ title: "A Book", people: "Example, Ada Bo" }] });
  const csl = JSON.stringify([{ title: "One", DOI: "10.48550/arXiv.2501.00002" }, { title: "Two", abstract: "2501.00003" }, null]);
  assert.deepEqual(readLibrary(csl), { ...none, ids: ["2501.00002"], titled: [{ title: "Two", people: '""' }] });
  const links = "https://arxiv.org/abs/2501.00001, arXiv:2501.00002\nhttps://huggingface.co/papers/2501.00001 10.1000/182\n On kites, and more ";
  assert.deepEqual(readLibrary(links), {
    ...none,
    ids: ["2501.00001", "2501.00002"],
    titled: ["10.1000/182", "On kites, and more"].map((title) => ({ title, people: "" })),
  });
  const opml = `<?xml version="1.0"?><opml version="2.0"><body><outline text="Kites &amp; co" xmlUrl="https://example.org/a/feeds/topics/kites.atom"/>
<outline text='Other' xmlUrl='https://example.org/x.xml'/><outline text="Group"/></body></opml>`;
  assert.deepEqual(readLibrary(opml), { ...none, pages: new Map([["topics/kites", "Kites & co"]]), unknown: ["https://example.org/x.xml"] });
  for (const nothing of ["", "  \n", "[]", "{}"]) assert.equal(readLibrary(nothing).ids.length, 0);
});

test("papers are found by their whole title, and by an author where both sides tell one", async () => {
  const { findByTitle, markOf, titleKey } = await load("profile/titles.js");
  // The keys and marks that the builder makes: tests/render/data/test_titles.py has the same.
  assert.equal(titleKey("\\emph{Caf{\\'e}} $\\alpha$-Kites: A {Survey}"), "cafealphakitesasurvey");
  assert.equal(markOf("cafealphakitesasurvey").toString(16), "7bd70");
  const papers = [
    { id: "2501.00001", title: "On Kites", authors: ["Ada Éxample"] },
    { id: "2501.00002", title: "On Kites", authors: ["Bo Other"] },
    { id: "2501.00003", title: "Of Maps", authors: [] },
  ];
  const packed = (...titles) => btoa(String.fromCharCode(...titles.flatMap((title) => [16, 8, 0].map((bits) => (markOf(titleKey(title)) >> bits) & 255))));
  const marks = { "2501-0": packed("On Kites", "Of Maps"), "2502-0": packed("Never asked") };
  const loaded = [];
  const found = async (titled) => {
    const entries = await findByTitle(titled, marks, async (part) => (loaded.push(part), { papers }));
    return entries.map((one) => one?.id);
  };
  const asked = [["{On} kites!", "Other, B."], ["On Kites", "Nobody"], ["on kites", ""], ["Of Maps", "Cy"], ["Of Map", ""], ["…", ""]];
  assert.deepEqual(await found(asked.map(([title, people]) => ({ title, people }))), ["2501.00002", undefined, "2501.00001", "2501.00003", undefined, undefined]);
  assert.deepEqual(loaded, ["2501-0"]);
});

test("a large hostile library is read in little time", async () => {
  const { readLibrary } = await load("profile/library.js");
  const start = process.cpuUsage().user;
  for (const text of ["@a{title={".repeat(100_000), `@a{x, abstract = {${"{".repeat(500_000)}`, "<opml>" + "<outline ".repeat(100_000), `TY  - X\n${"AB  - ".repeat(200_000)}`]) {
    readLibrary(text);
  }
  assert.ok((process.cpuUsage().user - start) / 1e6 < 5);
});

test("saved papers are counted without reading the rest", async () => {
  const { savedCount } = await load("profile/count.js");
  const profile = emptyProfile();
  for (const [id, count] of [["2501.00001", 1], ["2501.00002", 2], ["2501.00003", 3]]) {
    profile.saved.set(id, { count, title: "", by: "", saved: "2026-01-01T00:00:00Z" });
  }
  assert.equal(savedCount(writeProfile(profile)), 2);
  for (const text of [null, "{", "{}", "null", '{"saved":[null]}', '{"saved":5}']) assert.equal(savedCount(text), 0);
});

test("a saved search is asked from the day after the last one that was seen", async () => {
  const { newIn, sinceOf } = await load("saved/searches.js");
  assert.equal(sinceOf("?q=kites&topic=maps&from=2024", "2026-01-31"), "?q=kites&topic=maps&from=2026-02-01&order=newest");
  assert.equal(sinceOf("?q=kites", ""), "?q=kites&order=newest");
  assert.deepEqual([{ total: 3, counts: "all" }, { total: 9, counts: "some" }, { total: 9, counts: "near" }, null].map(newIn), [3, 0, null, null]);
});
