// Lists: what the address says, which papers are shown, in which order.

import assert from "node:assert/strict";
import test from "node:test";

/** A module of the browser code. */
const load = (name) => import(new URL(`../../generator/web/lists/${name}`, import.meta.url));

const item = (id, place, more = {}) => ({ id, votes: 0, when: place, day: 0, topics: [], categories: [], sources: [], code: false, venue: false, place, element: null, ...more });
/** A choice of nothing but what is named. */
const chosen = (more = {}) => ({ order: "votes", topic: "", category: "", source: "", on: [], ...more });
const ids = (items) => items.map(({ id }) => id).join("");

test("the address says what was chosen, and nothing else is believed", async () => {
  const { stateOf } = await load("state.js");
  const read = (search) => stateOf(search, ["votes", "time"], ["code", "unread"], "votes");
  assert.deepEqual(read(""), chosen());
  assert.deepEqual(read("?order=time&topic=agents&code=1"), chosen({ order: "time", topic: "agents", on: ["code"] }));
  assert.deepEqual(read("?category=cs.CL&source=arxiv"), chosen({ category: "cs.CL", source: "arxiv" }));
  assert.deepEqual(read("?order=constructor&code=yes&unread=1"), chosen({ on: ["unread"] }));
});

test("what was chosen is written into the address, the page's own order is not", async () => {
  const { queryOf } = await load("state.js");
  const write = (state, search = "") => queryOf(state, search, ["code", "unread"], "votes");
  assert.equal(write(chosen()), "");
  assert.equal(write(chosen({ order: "time", topic: "a b", on: ["code", "unread"] })), "?order=time&topic=a+b&code=1&unread=1");
  assert.equal(write(chosen({ category: "cs.CL", source: "arxiv" })), "?category=cs.CL&source=arxiv");
  assert.equal(write(chosen(), "?order=time&category=cs.CL&code=1&kept=2"), "?kept=2");
});

test("an address can name the order that a page would have without it", async () => {
  const { queryOf, stateOf } = await load("state.js");
  const query = queryOf(chosen(), "", [], "for-you");
  assert.equal(query, "?order=votes");
  assert.equal(stateOf(query, ["votes", "for-you"], [], "for-you").order, "votes");
});

test("data of a list belong to its papers by position", async () => {
  const { itemsOf } = await load("data.js");
  const papers = ["a", "b", "c"].map((id) => ({ id, votes: 1, element: null }));
  const data = { day: 100, days: [2, 0, 1], topics: [["t", "T", 9, [0, 2]], ["u", "U", 1, [2]]], code: [5, [1]] };
  const found = itemsOf(papers, data, 200);
  assert.deepEqual(found.map(({ when, day, topics, code, place }) => [when, day, topics, code, place]), [
    [102, 102, ["t"], false, 200],
    [100, 100, [], true, 201],
    [101, 101, ["t", "u"], false, 202],
  ]);
  const day = itemsOf(papers, { day: 100, times: [1, 2, 0] }, 0);
  assert.deepEqual(day.map(({ when, day }) => [when, day]), [[1, 100], [2, 100], [0, 100]]);
});

test("a list can be narrowed to published papers where venues are known", async () => {
  const { countOf, has, itemsOf } = await load("data.js");
  const { kept } = await load("arrange.js");
  const { filters } = await load("registry.js");
  const data = { day: 100, topics: [], code: [1, [0]], venue: [7, [1]] };
  const items = itemsOf(["a", "b"].map((id) => ({ id, votes: 1, element: null })), data, 0);
  assert.equal(ids(kept(items, chosen({ on: ["venue"] }), filters)), "b");
  assert.deepEqual([countOf(data, "venue"), countOf(data, "code"), countOf({ day: 1 }, "venue")], [7, 1, undefined]);
  assert.deepEqual([has(data, "venue"), has({ day: 1 }, "venue"), has({ day: 1 }, "code")], [true, false, false]);
});

test("a list can be narrowed to a category or a source where the page has them", async () => {
  const { has, itemsOf } = await load("data.js");
  const { kept } = await load("arrange.js");
  const { isNarrow, widest } = await load("state.js");
  const data = {
    day: 100,
    categories: [["cs.CL", 7, [0], [2]], ["cs.LG", 3, [2], [0]]],
    sources: [["huggingface", "Hugging Face", 2, [0, 1]], ["arxiv", "arXiv", 2, [1, 2]]],
  };
  const items = itemsOf(["a", "b", "c"].map((id) => ({ id, votes: 1, element: null })), data, 0);
  assert.deepEqual(items.map(({ first, lists }) => [first, lists]), [["cs.CL", "Hugging Face"], ["", "Hugging Face, arXiv"], ["cs.LG", "arXiv"]]);
  assert.equal(ids(kept(items, chosen({ category: "cs.CL" }), new Map())), "ac");
  assert.equal(ids(kept(items, chosen({ category: "cs.CL", source: "arxiv" }), new Map())), "c");
  assert.deepEqual(["category", "source", "time"].map((name) => has(data, name)), [true, true, true]);
  assert.deepEqual(["category", "source", "time"].map((name) => has({ day: 1 }, name)), [false, false, true]);
  assert.deepEqual([isNarrow(chosen({ source: "arxiv" })), isNarrow(widest(chosen({ source: "arxiv", category: "cs.CL" })))], [true, false]);
});

test("groups are in the order of their size, and papers of none are last", async () => {
  const { grouped } = await load("groups.js");
  const items = ["", "", "", "cs.LG", "cs.CL", "cs.CL", "cs.AI"].map((first, place) => item(String(place), place, { first }));
  const found = grouped(items, ({ first }) => first);
  assert.deepEqual(found.map(([name, some]) => [name, ids(some)]), [["cs.CL", "45"], ["cs.AI", "6"], ["cs.LG", "3"], ["", "012"]]);
});

test("a label that is left out is the slug as words", async () => {
  const { labelOf } = await load("data.js");
  assert.equal(labelOf(["policy-optimization", "", 2, []]), "Policy optimization");
  assert.equal(labelOf(["rl-for-reasoning", "RL for reasoning", 2, []]), "RL for reasoning");
});

test("filters leave out papers, and all of them must agree", async () => {
  const { kept } = await load("arrange.js");
  const { filters } = await load("registry.js");
  const items = [item("a", 0, { topics: ["t"] }), item("b", 1, { topics: ["t"], code: true }), item("c", 2, { code: true })];
  const show = (topic, on) => ids(kept(items, chosen({ topic, on }), filters));
  assert.equal(show("", []), "abc");
  assert.equal(show("t", []), "ab");
  assert.equal(show("t", ["code"]), "b");
  assert.equal(show("other", []), "");
  assert.equal(show("", ["unknown"]), "abc");
});

test("newest first keeps the page's order within a day", async () => {
  const { ranked } = await load("arrange.js");
  const { orders } = await load("registry.js");
  const items = [item("a", 0, { when: 1 }), item("b", 1, { when: 2 }), item("c", 2, { when: 1 })];
  assert.equal(ids(await ranked(items, orders.get("time"))), "bac");
  assert.equal(ids(await ranked(items.toReversed(), orders.get("votes"))), "abc");
});

test("an order that forgets or doubles papers loses none", async () => {
  const { ranked } = await load("arrange.js");
  const [a, b, c] = [item("a", 0), item("b", 1), item("c", 2)];
  assert.equal(ids(await ranked([a, b, c], { label: "", rank: async () => [c, c, item("d", 3)] })), "cab");
  assert.equal(ids(await ranked([b, a], undefined)), "ab");
});

test("a filter is switched on and off", async () => {
  const { toggled } = await load("controls.js");
  assert.deepEqual(toggled(["code"], "unread"), ["code", "unread"]);
  assert.deepEqual(toggled(["code", "unread"], "code"), ["unread"]);
});

test("what is shown is counted", async () => {
  const { countOf } = await load("arrange.js");
  assert.equal(countOf(1, 1), "1 paper");
  assert.equal(countOf(12, 1058), "12 of 1,058 papers");
});

test("a month is made of ISO weeks, also around the new year", async () => {
  const { weekOf, weeksOf } = await load("calendar.js");
  assert.deepEqual(weekOf("2027-01-01"), { key: "2026-W53", number: 53 });
  assert.deepEqual(weekOf("2024-12-30"), { key: "2025-W01", number: 1 });
  const weeks = weeksOf("2027-01", new Map([["2027-01-05", 40]]));
  assert.deepEqual(weeks.map(({ number }) => number), [53, 1, 2, 3, 4]);
  assert.deepEqual(weeks[0].days.map((day) => day?.date ?? ""), ["", "", "", "", "2027-01-01", "2027-01-02", "2027-01-03"]);
  assert.deepEqual(weeks[1].days[1], { date: "2027-01-05", count: 40 });
  assert.equal(weeks.flatMap(({ days }) => days).filter(Boolean).length, 31);
  assert.equal(weeksOf("2021-02", new Map()).length, 4);
});

test("the calendar opens where the page is", async () => {
  const { levelOf, monthAt, monthsOf } = await load("calendar.js");
  const cases = { "days/2026-05-28/": "2026-05", "weeks/2026-W53/": "2026-12", "weeks/2025-W01/2/": "2025-01", "months/2026-05/3/": "2026-05", "years/2026/": "2026-12", "": "", "topics/agents/": "" };
  for (const [path, month] of Object.entries(cases)) assert.equal(monthAt(path), month, path);
  assert.deepEqual(monthsOf(new Map([["2026-05-28", 1], ["2026-04-01", 1], ["2026-05-27", 1]])), ["2026-04", "2026-05"]);
  assert.deepEqual([0, 1, 9, 10, 35].map(levelOf), [0, 1, 1, 2, 4]);
});

test("what begins with the typed words is found first", async () => {
  const { matchesIn } = await load("finder.js");
  const items = ["large language models", "models of language", "language agents", "slang"].map((key) => ({ key }));
  const find = (typed) => matchesIn(items, typed).map(({ key }) => key);
  assert.deepEqual(find("Lang"), ["language agents", "large language models", "models of language"]);
  assert.deepEqual(find("language mod"), ["large language models", "models of language"]);
  assert.deepEqual(find("none"), []);
});
