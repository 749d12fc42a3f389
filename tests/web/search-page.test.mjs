// What the page of results decides without a page.

import assert from "node:assert/strict";
import test from "node:test";

/** A module of the browser code. */
const load = (name) => import(new URL(`../../generator/web/${name}`, import.meta.url));

const { addressOf, fewAtFirst, isAsking, isFiltered, isSameQuestion, requestOf, unfiltered } = await load("search-page/address.js");
const NONE = requestOf("");

test("an address says the whole question and leaves defaults out", () => {
  const full =
    "?q=chain+of+%22thought%22&order=newest&topic=agents&topic=diffusion-models&org=nvidia&code=1&project=1" +
    "&votes=10&from=2025&until=2025-06&word=order&n=100";
  const request = requestOf(full);
  assert.deepEqual(request, {
    q: 'chain of "thought"',
    order: "newest",
    topics: ["agents", "diffusion-models"],
    orgs: ["nvidia"],
    code: true,
    project: true,
    votes: 10,
    from: "2025",
    until: "2025-06",
    kept: ["order"],
    limit: 100,
  });
  assert.equal(addressOf(request), full);
  assert.equal(addressOf(NONE), "");
  assert.equal(addressOf({ ...NONE, q: "a&b=c#d%" }), "?q=a%26b%3Dc%23d%25");
});

test("whatever is asked comes back from its address", () => {
  for (const q of ["<svg onload=alert(1)>", "李明 نور", "+must -not", "a\u0000b", "100% & more", "\ud83e\uddea", "?q=x#y"]) {
    for (const order of ["relevance", "newest", "oldest", "votes"]) {
      for (const limit of [50, 150]) {
        const request = { ...NONE, q, order, limit, topics: ["a b", "ü"], from: "2025-01-31" };
        assert.deepEqual(requestOf(addressOf(request)), request);
      }
    }
  }
});

test("nonsense in an address is not taken", () => {
  const request = requestOf("?order=up&votes=-3&from=yesterday&until=20&n=abc&code=yes&topic=&topic=a&topic=a");
  assert.deepEqual(request, { ...NONE, topics: ["a"] });
  assert.equal(requestOf("?n=51").limit, 100);
  assert.equal(requestOf("?n=0").limit, 50);
  assert.equal(requestOf("?n=9999999").limit, 1000);
  assert.equal(requestOf(`?q=${"x".repeat(5000)}`).q.length, 2000);
});

test("a question has words or filters; blanks are none", () => {
  assert.equal(isAsking(NONE), false);
  assert.equal(isAsking({ ...NONE, q: "  " }), false);
  assert.equal(isAsking({ ...NONE, q: "x" }), true);
  assert.equal(isAsking({ ...NONE, votes: 5 }), true);
  assert.equal(isFiltered({ ...NONE, q: "x", order: "votes", limit: 40 }), false);
  assert.equal(isFiltered({ ...NONE, orgs: ["a"] }), true);
  const request = requestOf("?q=x&order=votes&code=1&n=60");
  assert.deepEqual(unfiltered(request), { ...NONE, q: "x", order: "votes" });
  assert.equal(isSameQuestion(request, { ...request, limit: 80 }), true);
  assert.equal(isSameQuestion(request, { ...request, q: "y" }), false);
});

test("few papers are enough of a long text at first, and then as many as the reader wants", () => {
  const few = fewAtFirst();
  const [one, other] = [{ ...NONE, q: "one" }, { ...NONE, q: "other" }];
  assert.deepEqual(few.asked(one), { ...one, few: 10 });
  assert.equal(few.more(10), true);
  assert.deepEqual(few.asked(one), one);
  assert.equal(few.more(50), false);
  const more = { ...one, limit: 100 };
  assert.deepEqual(few.asked(more), more);
  assert.deepEqual(few.asked(other), { ...other, few: 10 });
  assert.equal(few.more(50), false, "all that it asks for came at once");
  assert.deepEqual(few.asked(one), { ...one, few: 10 }, "another question in between");
  const back = fewAtFirst();
  assert.deepEqual([back.asked(one, true), back.asked(one)], [one, one], "the reader comes back to them");
  assert.deepEqual(back.asked(other), { ...other, few: 10 });
});

test("papers that stay are where they were, the rest follows the wanted order", async () => {
  const { arranged } = await load("search-page/order.js");
  assert.deepEqual(arranged(["a", "b", "c"], ["c", "d", "a"], 0), ["c", "d", "a"]);
  assert.deepEqual(arranged(["a", "b", "c"], ["c", "d", "a"], 2), ["a", "b", "c", "d"]);
  assert.deepEqual(arranged([], ["a"], 5), ["a"]);
  assert.deepEqual(arranged(["a"], [], 1), ["a"]);
});

test("moves lead from any order to any other and leave alone what is in place", async () => {
  const { moves } = await load("search-page/order.js");
  const play = (now, { gone, put }) => {
    const left = now.filter((id) => !gone.includes(id));
    for (const [id, before] of put) {
      const from = left.indexOf(id);
      if (from >= 0) left.splice(from, 1);
      left.splice(before === null ? left.length : left.indexOf(before), 0, id);
    }
    return left;
  };
  const lists = ["", "a", "ab", "ba", "abc", "cab", "bca", "abcd", "dcba", "xaybz", "edcba", "fa"].map((word) => [...word]);
  for (const now of lists) for (const wanted of lists) assert.deepEqual(play(now, moves(now, wanted)), wanted);
  assert.deepEqual(moves([..."abcd"], [..."abdc"]), { gone: [], put: [["d", "c"]] });
  assert.deepEqual(moves([..."ab"], [..."abc"]), { gone: [], put: [["c", null]] });
});

test("counts, filters and what was tried are put into words", async () => {
  const { chipsOf, found, tried } = await load("search-page/words.js");
  assert.equal(found({ total: 1, counts: "all" }, 1, false), "1 paper");
  assert.equal(found({ total: 1234, counts: "all" }, 50, true), "1,234 papers");
  assert.equal(found({ total: 1, counts: "all" }, 50, false), "1 paper, plus close matches");
  assert.equal(found({ total: 2, counts: "all" }, 50, true), "2 papers with all words, plus close matches");
  assert.equal(found({ total: 5, counts: "some" }, 50, true), "No paper has all words. Best matches:");
  assert.equal(found({ total: 5, counts: "near" }, 50, true), "Best matches");
  const request = requestOf("?q=x&topic=long-context&org=nvidia&from=2025&until=2026&code=1&project=1&votes=10");
  const chips = chipsOf(request, new Map([["org:nvidia", "NVIDIA"]]));
  assert.deepEqual(
    chips.map(({ text }) => text),
    ["long context", "NVIDIA", "from 2025", "until 2026", "with code", "with project page", "10 upvotes or more"],
  );
  assert.equal(addressOf(chips[0].without), "?q=x&org=nvidia&code=1&project=1&votes=10&from=2025&until=2026");
  for (const { without } of chips) assert.equal(chipsOf(without, new Map()).length, chips.length - 1);
  assert.equal(tried(request, ["with code"]), "Nothing found for “x” with these filters: with code.");
  assert.equal(tried(NONE, []), "Nothing found.");
});

test("what was read in a query can be taken back", async () => {
  const { readingsOf } = await load("search-page/words.js");
  const request = requestOf("?q=best+agents+2025&word=time&word=rhyme&code=1");
  assert.deepEqual(request.kept, ["time"]);
  const [{ text, without }] = readingsOf(request, [{ kind: "order", text: "most upvotes first" }]);
  assert.equal(text, "most upvotes first");
  assert.equal(addressOf(without), "?q=best+agents+2025&code=1&word=time&word=order");
  assert.deepEqual(requestOf(addressOf(without)).kept, ["time", "order"]);
});

test("lists of filters show the chosen and the most frequent", async () => {
  const { listed, SHOWN } = await load("search-page/choices.js");
  const counted = Array.from({ length: 12 }, (_, n) => [`t-${n}`, n === 11 ? "Große Modelle" : `Topic ${n}`, 100 - n]);
  assert.equal(listed(counted, [], "").length, SHOWN);
  assert.deepEqual(listed(counted, ["gone", "t-0"], "").slice(0, 2), ["gone", "t-0"]);
  assert.deepEqual(listed(counted, [], "mod"), ["t-11"]);
  assert.deepEqual(listed(counted, ["t-3"], "GROSSE".replace("SS", "ß")), ["t-3", "t-11"]);
});

test("cards around the focus are asked for", async () => {
  const { around } = await load("search-page/pending.js");
  const ids = Array.from({ length: 30 }, (_, n) => String(n));
  assert.deepEqual(around(ids, 0), ids.slice(0, 9));
  assert.deepEqual(around(ids, 12), ids.slice(4, 21));
  assert.deepEqual(around(ids, 29), ids.slice(21));
  assert.deepEqual(around([], 0), []);
});

test("a paper's address and day", async () => {
  const { pathOf } = await load("lib/paper-ids.js");
  const { shortDate } = await load("lib/wording.js");
  assert.equal(pathOf("2508.12345"), "papers/2508.12345/");
  assert.equal(pathOf("hep-th/0000007"), "papers/hep-th-0000007/");
  assert.equal(pathOf('"><svg>'), "papers/%22%3E%3Csvg%3E/");
  assert.equal(shortDate("2025-08-20"), "20 Aug 2025");
  assert.equal(shortDate("2025-09-01"), "1 Sep 2025");
  assert.equal(shortDate("2025-09"), "Sep 2025");
  assert.equal(shortDate("2025"), "2025");
  assert.equal(shortDate("2025-13-01"), "2025-13-01");
  assert.equal(shortDate("?"), "?");
});
