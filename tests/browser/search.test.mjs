// Pure functions of what the search shows. Run by test_search_scripts.py, or `node --test tests/browser/`.
import assert from "node:assert/strict";
import { test } from "node:test";

/** A module of the browser code. */
const load = (name) => import(new URL(`../../generator/web/${name}`, import.meta.url));

const texts = (parts) => parts.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");

const { addressOf, isAsking, isFiltered, isSameQuestion, requestOf, unfiltered } = await load("search-page/address.js");
const NONE = requestOf("");

test("an address says the whole question and leaves defaults out", () => {
  const full =
    "?q=chain+of+%22thought%22&order=newest&topic=agents&topic=diffusion-models&org=nvidia&code=1&project=1" +
    "&votes=10&from=2025&until=2025-06&n=100";
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

test("words of a stem are marked, others are not", async () => {
  const { isStemOf, marked } = await load("lib/marks.js");
  for (const [word, stem, expected] of [
    ["diffusion", "diffus", true],
    ["diffuse", "diffus", true],
    ["studies", "studi", true],
    ["study", "studi", true],
    ["tokenization", "token", true],
    ["rl", "rl", true],
    ["rls", "rl", true],
    ["rlhf", "rl", false],
    ["art", "arti", false],
    ["artificially", "art", false],
    ["transformers", "transform", true],
    ["transformational-grammars".replace("-", ""), "trans", false],
    ["a", "agent", false],
  ]) {
    assert.equal(isStemOf(word, stem), expected, `${word} ${stem}`);
  }
  assert.equal(texts(marked("Diffusion, and Études of RL-agents", ["diffus", "etud", "rl"])), "[Diffusion], and [Études] of [RL]-agents");
  assert.equal(texts(marked("<b>diffusion</b>", ["diffus"])), "<b>[diffusion]</b>");
  assert.deepEqual(marked("", ["x"]), []);
  assert.equal(texts(marked("nothing", [])), "nothing");
});

test("a marked text is the same text", async () => {
  const { begun, marked } = await load("lib/marks.js");
  for (const text of ["ﬁne-tuning ﬁnetuned", "Straße", "e\u0301tude É", "نور مثال", "a.b,c", "🧪 x", "İstanbul", "  "]) {
    for (const word of ["fine", "strass", "etu", "نور", "a", "ist"]) {
      for (const cut of [marked(text, [word]), begun(text, word)]) {
        assert.equal(cut.map((part) => part.text).join(""), text);
      }
    }
  }
});

test("what was typed is marked where words begin", async () => {
  const { begun } = await load("lib/marks.js");
  assert.equal(texts(begun("Diffusion Models for Indifferent Differences", "diff mod")), "[Diff]usion [Mod]els for Indifferent [Diff]erences");
  assert.equal(texts(begun("Zoë Äußerst", "zoe ausser")), "[Zoë] Äußerst");
  assert.equal(texts(begun("E\u0301tienne", "et")), "[E\u0301t]ienne");
  assert.equal(texts(begun("ﬁne", "fi")), "[ﬁ]ne");
  assert.equal(texts(begun("Anything", "")), "Anything");
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

test("counts, filters and what was tried are told in words", async () => {
  const { chipsOf, counted, found, tried } = await load("search-page/words.js");
  assert.equal(counted(1234, false), "about 1,234 papers");
  assert.equal(counted(1, true), "1 paper");
  assert.equal(found({ total: 80, exact: true }, 50), "80 papers");
  assert.equal(found({ total: 1, exact: true }, 50), "1 paper · 49 more close in meaning");
  assert.equal(found({ total: 5, exact: false }, 50), "about 5 papers");
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

test("completions come in groups, unknown kinds last", async () => {
  const { grouped } = await load("search-page/words.js");
  const item = (kind, label) => ({ kind, label, path: "", count: 1 });
  const groups = grouped([item("keyword", "k"), item("venue", "v"), item("title", "t"), item("keyword", "l")]);
  assert.deepEqual(groups.map(({ name, items }) => [name, items.map(({ label }) => label)]), [
    ["Papers", ["t"]],
    ["Keywords", ["k", "l"]],
    ["venue", ["v"]],
  ]);
});

test("arrows go through the completions and back to what was typed", async () => {
  const { stepped } = await load("search-box/complete.js");
  assert.deepEqual([-1, 0, 1].map((at) => stepped(at, 1, 2)), [0, 1, -1]);
  assert.deepEqual([-1, 0, 1].map((at) => stepped(at, -1, 2)), [1, -1, 0]);
  assert.equal(stepped(-1, 1, 0), -1);
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

test("keys that lead to the search", async () => {
  const { asksForSearch } = await load("search-box/box.js");
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

test("a paper's address and day", async () => {
  const { pathOf, shortDate } = await load("search-page/card.js");
  assert.equal(pathOf("2508.12345"), "papers/2508.12345/");
  assert.equal(pathOf("hep-th/0000007"), "papers/hep-th-0000007/");
  assert.equal(pathOf('"><svg>'), "papers/%22%3E%3Csvg%3E/");
  assert.equal(shortDate("2025-08-20"), "20 Aug 2025");
  assert.equal(shortDate("2025-09-01"), "1 Sep 2025");
  assert.equal(shortDate("2025-13-01"), "2025-13-01");
  assert.equal(shortDate("?"), "?");
});

test("the client drops answers to old questions and starts a lost engine again", async () => {
  const { openClient } = await load("lib/client.js");
  const engines = [];
  const client = openClient(() => {
    const heard = {};
    const engine = {
      sent: [],
      ended: false,
      postMessage: (message) => engine.sent.push(message),
      terminate: () => (engine.ended = true),
      addEventListener: (name, listen) => (heard[name] = listen),
      say: (data) => heard.message({ data }),
      fail: () => heard.error({ preventDefault() {} }),
    };
    engines.push(engine);
    return engine;
  });
  assert.equal(engines.length, 0);
  const told = [];
  const tell = (name) => (answer) => told.push([name, answer.kind, answer.state ?? answer.message ?? ""]);
  client.query({ ...NONE, q: "a" }, tell("a"));
  client.query({ ...NONE, q: "ab" }, tell("ab"));
  client.complete("ab", tell("completion"));
  const [engine] = engines;
  assert.deepEqual(engine.sent.map(({ id, kind }) => [id, kind]), [[1, "query"], [2, "query"], [3, "complete"]]);
  engine.say({ id: 1, kind: "results", state: "done" });
  engine.say({ id: 2, kind: "results", state: "partial" });
  engine.say({ id: 2, kind: "results", state: "done" });
  engine.say({ id: 2, kind: "results", state: "done" });
  client.forget("complete");
  engine.say({ id: 3, kind: "completions", items: [] });
  assert.deepEqual(told, [["ab", "results", "partial"], ["ab", "results", "done"]]);
  client.query({ ...NONE, q: "x" }, tell("x"));
  client.facets(NONE, [], tell("facets"));
  client.cards(["1"], tell("one card"));
  client.cards(["2"], tell("another"));
  for (const id of [6, 7]) engine.say({ id, kind: "cards", cards: [] });
  assert.deepEqual(told.splice(2), [["one card", "cards", ""], ["another", "cards", ""]]);
  engine.fail();
  assert.deepEqual(told.slice(2), [
    ["x", "failed", "The search could not be loaded."],
    ["facets", "failed", "The search could not be loaded."],
  ]);
  assert.equal(engine.ended, true);
  client.query({ ...NONE, q: "y" }, tell("y"));
  assert.equal(engines.length, 2);
  engines[1].say({ id: 8, kind: "results", state: "done" });
  assert.deepEqual(told.at(-1), ["y", "results", "done"]);
  client.forget("query");
});

test("great numbers are told in thousands", async () => {
  const { thousands } = await load("lib/parts.js");
  for (const [count, text] of [[0, "0"], [999, "999"], [1000, "1,000"], [1234567, "1,234,567"]]) {
    assert.equal(thousands(count), text);
    assert.equal(thousands(count), count.toLocaleString("en"));
  }
});
