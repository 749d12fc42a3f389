// What several features share.

import assert from "node:assert/strict";
import test from "node:test";

/** A module of the browser code. */
const load = (name) => import(new URL(`../../generator/web/${name}`, import.meta.url));

const NONE = (await load("search-page/address.js")).requestOf("");

const texts = (parts) => parts.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");

test("blocked storage is none", async () => {
  const { storageOf } = await load("lib/storage.js");
  const kept = {};
  const blocked = {
    get localStorage() {
      throw new Error("SecurityError");
    },
  };
  assert.equal(storageOf({ localStorage: kept }), kept);
  assert.equal(storageOf(blocked), null);
});

test("a button says whether its text was copied", async (t) => {
  const { copyFrom } = await load("lib/controls.js");
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const before = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  t.after(() => (before ? Object.defineProperty(globalThis, "navigator", before) : delete globalThis.navigator));
  const told = [];
  for (const writeText of [async () => {}, () => Promise.reject(new Error("NotAllowedError"))]) {
    Object.defineProperty(globalThis, "navigator", { value: { clipboard: { writeText } }, configurable: true });
    const pressed = { textContent: "Copy" };
    await copyFrom(pressed, "Copy", "text", (one) => told.push(one));
    told.push(pressed.textContent);
    t.mock.timers.tick(1500);
    assert.equal(pressed.textContent, "Copy");
  }
  assert.deepEqual(told, ["Copied ✓", "Copied ✓", "", "Not copied", "Not copied", ""]);
});

test("what is kept belongs to one site of a host", async () => {
  const { keyOf } = await load("lib/storage.js");
  const page = (base) => ({ documentElement: { dataset: { base } }, baseURI: "https://example.org/a/b/" });
  assert.equal(keyOf(page("https://example.org/one/"), "last-day"), "/one/.last-day");
  assert.equal(keyOf(page("https://example.org/"), "__palette"), "/.__palette");
});

test("ids of papers and nothing else", async () => {
  const { isId } = await load("lib/paper-ids.js");
  for (const id of ["0001.00001", "0704.0001", "hep-th/9901001", "math.GT/0309136", "t-0123456789ab"]) assert.ok(isId(id), id);
  for (const id of ["", "0001.1", "../x", "0001.00001v2", " 0001.00001", "0001.00001\n", "t-x", "__proto__", 1.5, null, {}, "٠٠٠١.٠٠٠٠١"]) {
    assert.ok(!isId(id), String(id));
  }
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
  assert.equal(texts(begun("Zoë Äußerst", "zoe ausser")), "[Zoë] [Äußer]st");
  assert.equal(texts(begun("E\u0301tienne", "et")), "[E\u0301t]ienne");
  assert.equal(texts(begun("ﬁne", "fi")), "[ﬁ]ne");
  assert.equal(texts(begun("Anything", "")), "Anything");
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

test("great numbers are written in thousands", async () => {
  const { number: thousands } = await load("lib/wording.js");
  for (const [count, text] of [[0, "0"], [999, "999"], [1000, "1,000"], [1234567, "1,234,567"]]) {
    assert.equal(thousands(count), text);
    assert.equal(thousands(count), count.toLocaleString("en"));
  }
});
