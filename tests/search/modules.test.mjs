// Decoders and pure functions of the search client. CLIENT names the folder with the published client.

import assert from "node:assert/strict";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { Files, bits, number, postingsValue, rice, shelve, word } from "./encode.mjs";

const load = (name) => import(pathToFileURL(`${process.env.CLIENT}/${name}`).href);
const { even, rising } = await load("bits.js");
const { expanded } = await load("bytes.js");
const { postings } = await load("postings.js");
const { fieldsOf, holdsPhrase, inFields, placesOf } = await load("places.js");
const { between, columns } = await load("columns.js");
const { centresOf, groupOf, meanOf, nearest, vectorOf } = await load("groups.js");
const { add, best, queryWeight, refined, termWeight } = await load("rank.js");
const { closest, differing, within, wordsOf } = await load("lexicon.js");
const { Shelf } = await load("shelf.js");
const { Terms } = await load("terms.js");

const bytes = (...parts) => Uint8Array.from(parts.flatMap((part) => [...(typeof part === "object" ? part : [part])]));
const SEGMENT = { first: 100, count: 5000 };

test("gaps in Rice code of every width, and those that are written out", () => {
  for (const low of [0, 1, 3, 7, 24]) {
    const gaps = [0, 1, 5, 11, 12, 300, 2 ** 20, 0];
    const file = bytes(bits(gaps.map((gap) => rice(gap, low)).join("")));
    const into = new Uint32Array(gaps.length);
    rising(file, 0, low, into, 7);
    let last = 6;
    assert.deepEqual([...into], gaps.map((gap) => (last += gap + 1)));
  }
});

test("numbers of every width from any bit on", () => {
  for (const width of [0, 1, 5, 13, 24]) {
    const values = [0, 1, 2 ** width - 1, 3].map((value) => value % 2 ** width);
    const file = bytes(bits(`101${values.map((value) => (width ? value.toString(2).padStart(width, "0") : "")).join("")}`));
    const into = new Uint32Array(values.length);
    even(file, 3, width, into);
    assert.deepEqual([...into], values);
  }
});

test("postings come back as they were written", () => {
  const numbers = [0, 1, 17, 4000, 4999];
  const impacts = [3, 900, 3, 77, 250];
  const found = postings(bytes(postingsValue(numbers, impacts, 9)), SEGMENT);
  assert.deepEqual([...found.numbers], numbers.map((n) => n + 100));
  assert.deepEqual([...found.impacts], impacts);
  assert.deepEqual([found.df, found.held], [5, 9]);
  const steep = impacts.map((impact) => 3 + 8 * impact);
  assert.deepEqual([...postings(bytes(postingsValue(numbers, steep, 9, 3)), SEGMENT).impacts], steep);
  const whole = [2, 2 + 255 * 4, 2, 18, 2 + 200 * 4];
  assert.deepEqual([...postings(bytes(postingsValue(numbers, whole, 9, 2)), SEGMENT).impacts], whole);
  const one = postings(bytes(postingsValue([4], [70000], 1)), SEGMENT);
  assert.deepEqual([[...one.numbers], [...one.impacts]], [[104], [70000]]);
});

test("postings that are cut off or garbled are refused", () => {
  const whole = bytes(postingsValue([0, 9, 4000], [1, 2, 300], 3));
  for (let length = 0; length < whole.length; length++) {
    assert.throws(() => postings(whole.subarray(0, length), SEGMENT), RangeError, `of length ${length}`);
  }
  assert.throws(() => postings(bytes(postingsValue([0, 4999], [1, 2], 2)), { first: 0, count: 4999 }), RangeError);
  assert.throws(() => postings(bytes(number(2 ** 40), [1, 0, 0, 1]), SEGMENT), RangeError);
  assert.throws(() => postings(bytes([1, 1, 25, 0, 1, 255, 255, 255, 255]), SEGMENT), RangeError);
});

test("100,000 postings are decoded in less than 10 ms", () => {
  const numbers = Array.from({ length: 100_000 }, (_, n) => n * 3 + (n % 2));
  const value = bytes(postingsValue(numbers, numbers.map((n) => (n * 7) % 500), 5));
  const segment = { first: 0, count: 400_000 };
  const took = Array.from({ length: 20 }, () => {
    const start = performance.now();
    assert.equal(postings(value, segment).df, 100_000);
    return performance.now() - start;
  });
  assert.ok(Math.min(...took) < 10, `${took}`);
});

test("places, fields and phrases", () => {
  const title = (n) => n;
  const abstract = (n) => 65536 + n;
  const lists = [[title(3), abstract(2), abstract(70)], [], [abstract(65535)]];
  const value = bytes(lists.flatMap((list) => [...number(list.length), ...list.flatMap((n, at) => number(n - (list[at - 1] ?? 0)))]));
  const { starts, places } = placesOf(value, 3);
  assert.deepEqual(lists, [0, 1, 2].map((n) => [...places.subarray(starts[n], starts[n + 1])]));
  assert.throws(() => placesOf(value.subarray(0, 4), 3), RangeError);
  assert.throws(() => placesOf(value, 2 ** 40), RangeError);
  assert.ok(inFields(Uint32Array.from(lists[0]), fieldsOf("title")));
  assert.ok(!inFields(Uint32Array.from(lists[2]), fieldsOf("title")));
  const phrase = (words, steps, slack = 0, field = "") =>
    holdsPhrase(words.map((list) => Uint32Array.from(list)), steps, slack, fieldsOf(field));
  assert.ok(phrase([[1, 9], [10]], [0, 1]));
  assert.ok(phrase([[1, 9], [11, 30], [31]], [0, 2, 1], 0) === false);
  assert.ok(phrase([[1, 9], [11, 12], [13]], [0, 2, 1], 1));
  assert.ok(!phrase([[1], [4]], [0, 1], 1));
  assert.ok(!phrase([[65535], [65536]], [0, 1]), "a phrase does not leave its field");
  assert.ok(!phrase([[1], [2]], [0, 1], 0, "abstract"));
});

test("columns over two segments", async () => {
  const files = new Map();
  const file = (name, ...parts) => files.set(name, bytes(...parts)) && name;
  const part = (first, count, days, topics, links) => ({
    ...{ first, count },
    columns: { days: file(`d${first}`, days), topics: file(`t${first}`, topics), links: file(`l${first}`, links), orgs: "", votes: "" },
  });
  const day = (text) => Date.parse(`${text}T00:00:00Z`) / 86400000 + 719163;
  const segments = [
    part(0, 3, [...number(day("2024-12-31")), 2, 1, 1], [1, 4, 0, 2, 0, 1], [0, 1, 3]),
    part(3, 1, [...number(day("2025-02-01")), 1], [1, 2], [2]),
  ];
  const found = columns(segments, 4, async (mark) => files.get(mark));
  const days = await found.days();
  assert.deepEqual(days.map((one) => [one.day, one.first]), [["2024-12-31", 0], ["2025-01-01", 2], ["2025-02-01", 3]]);
  const range = (from, until) => Object.values(between(days, from, until, 4));
  assert.deepEqual(range("", ""), [0, 4]);
  assert.deepEqual(range("2025", ""), [2, 4]);
  assert.deepEqual(range("", "2024"), [0, 2]);
  assert.deepEqual(range("2025-01", "2025-01"), [2, 3]);
  assert.deepEqual(range("2025-01-02", "2025-01-31"), [3, 3]);
  assert.deepEqual(range("2026", "2024"), [4, 4]);
  const { starts, places } = await found.topics();
  assert.deepEqual([[...starts], [...places]], [[0, 1, 1, 3, 4], [4, 0, 1, 2]]);
  assert.deepEqual([...(await found.links())], [0, 1, 3, 2]);
  files.set("l0", bytes([0]));
  await assert.rejects(columns(segments, 4, async (mark) => files.get(mark)).links(), RangeError);
});

test("groups, vectors and what is nearest", () => {
  const codes = bytes([0b00011011, ...new Array(15).fill(0)]);
  const vector = vectorOf(codes);
  assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-6);
  assert.ok(vector[0] === vector[4] && vector[1] < 0 && vector[2] > 0 && Math.abs(vector[3] + vector[0]) < 1e-6);
  const file = bytes(number(2), number(5), number(3), number(2 * 250812345 + 1), number(0), word("cs/0112017"), codes, codes, [7, 255]);
  const group = groupOf(file);
  assert.deepEqual([group.numbers, group.ids, [...group.priors]], [[5, 8], ["2508.12345", "cs/0112017"], [7, 255]]);
  assert.throws(() => groupOf(file.subarray(0, 30)), RangeError);
  assert.throws(() => groupOf(bytes(number(2 ** 45))), RangeError);
  const centres = centresOf(bytes(new Array(32).fill(0xff), new Array(32).fill(0x00), new Array(32).fill(0x0f)));
  assert.deepEqual(nearest(centres, meanOf([vector, vector]), 2), [1, 2]);
  assert.throws(() => centresOf(bytes(new Array(31).fill(1))), RangeError);
});

test("the best papers, the newer first among equals", () => {
  const scores = Float64Array.from([1, 3, 3, -Infinity, 2, 0, 3]);
  assert.deepEqual(best(scores, 4), [6, 2, 1, 4]);
  assert.deepEqual(best(scores, 100), [6, 2, 1, 4, 0, 5]);
  assert.deepEqual(best(scores, 0), []);
  const many = Float64Array.from({ length: 3000 }, (_, n) => (n * 7919) % 501);
  const sorted = [...many.keys()].sort((a, b) => many[b] - many[a] || b - a);
  assert.deepEqual(best(many, 77), sorted.slice(0, 77));
});

test("scores are lunr's, and in long queries rare words weigh more", () => {
  const parts = [{ df: 1, held: 2, numbers: Uint32Array.of(1), impacts: Uint16Array.of(250) }];
  const known = { term: "x", df: 1, held: 2, parts };
  const scores = new Float64Array(3);
  add(scores, known, 0.004 * termWeight(known, 10));
  assert.ok(Math.abs(scores[1] - Math.log(1 + 8.5 / 2.5)) < 1e-12);
  const weights = { long: 9, rare: 0.5 };
  assert.equal(queryWeight(known, 2, 8, 10, weights), 2);
  const wanted = (1 + Math.log(2)) * Math.sqrt(Math.log(1 + 9.5 / 1.5) / 5);
  assert.ok(Math.abs(queryWeight(known, 2, 9, 10, weights) - wanted) < 1e-12);
  const group = { numbers: [0], ids: [""], vectors: vectorOf(new Uint8Array(16)), priors: Uint8Array.of(255) };
  const tuned = { miss: 0.3, semantic: 1, prior: 0.15, full: 6 };
  const found = refined(Float64Array.of(0, 1, 0), [group], vectorOf(new Uint8Array(16)), 12, tuned);
  assert.deepEqual([...found].map((one) => Number(one.toFixed(6))), [0.575, 1.15, -Infinity]);
});

test("what was meant by a typo", () => {
  const file = bytes([0, ...word("diffusion"), 9, 5, ...word("e"), 3, 0, ...word("fusion"), ...number(200), 0, ...word("infusion"), 4]);
  const words = wordsOf(file);
  const meant = (...asked) => closest(...asked)?.word ?? null;
  assert.deepEqual(words.map((one) => [one.word, one.papers]), [["diffusion", 9], ["diffue", 3], ["fusion", 200], ["infusion", 4]]);
  assert.equal(meant(words, "difusion", 3, 10), "diffusion");
  assert.equal(meant(words, "fusoin", 3, 10), "fusion");
  assert.equal(meant(words, "transformer", 3, 10), null);
  assert.equal(meant([], "x", 3, 10), null);
  const usual = [{ word: "transformers", papers: 90 }, { word: "transducer", papers: 9 }, { word: "kite", papers: 2 }];
  assert.equal(meant(usual, "trasnfomer", 3, 10_000), "transformer", "one and many");
  assert.equal(meant(usual, "trnsfrmr", 3, 10_000), null, "of so few letters so many may not differ");
  assert.equal(meant(usual, "trasnducr", 3, 10_000), "transducer");
  assert.equal(meant(usual, "transfrmerz", 1, 10_000), null, "no more than are allowed");
  assert.deepEqual([meant(usual, "kute", 3, 10), meant(usual, "kute", 3, 10_000)], ["kite", null], "a rare word of many papers");
  assert.equal(meant(usual, "bransfomer", 3, 10_000), "transformer");
  assert.equal(meant(usual, "bransfome", 3, 10_000), null, "three only where the first is right");
  assert.deepEqual(within(words, "fusion", 2).map((one) => one.word), ["fusion", "infusion"]);
  assert.equal(differing("ab", "ba", 2), 1);
  assert.equal(differing("kitten", "sitting", 2), 3);
  assert.throws(() => wordsOf(file.subarray(0, 5)), RangeError);
  assert.throws(() => wordsOf(bytes([9, ...word("x"), 1])), RangeError);
});

test("beginnings pass over pairs, and find bytes", async () => {
  const files = new Files();
  const utf8 = (text) => [...Buffer.from(text)];
  const names = ["model", "modelzoo", "moder", "mod", "zebra"];
  const pairs = Array.from({ length: 400 }, (_, n) => `model w${n}`);
  const root = Buffer.from(shelve([...names, ...pairs].map((name) => [utf8(name), utf8(name)]), 60, files), "base64");
  let asked = 0;
  const shelf = new Shelf(async () => new Uint8Array(root), async (mark) => {
    asked += 1;
    return expanded(files.bodies.get(`data/${mark}.bin`));
  });
  const begun = async (text, most) => (await shelf.begin(text, most)).map((one) => one.word);
  assert.deepEqual(await begun("mod", 50), ["mod", "model", "modelzoo", "moder"]);
  assert.ok(asked < 20, `${asked} files`);
  assert.deepEqual(await begun("mod", 2), ["mod", "model"]);
  assert.deepEqual(await begun("model w39", 9), []);
  assert.equal(String.fromCharCode(...(await shelf.findBytes(Uint8Array.from(utf8("model w7"))))), "model w7");
  assert.equal(await shelf.find("modem"), null);
});

test("decoded terms are kept up to a bound", async () => {
  let loads = 0;
  const value = bytes(postingsValue([0], [1], 1));
  const shelf = { find: async () => (loads++, value) };
  const terms = new Terms([{ first: 0, count: 1, terms: shelf, places: shelf }]);
  await Promise.all([terms.find("a"), terms.find("a")]);
  await terms.find("a");
  assert.equal(loads, 1);
  terms.charge({ weight: 0 }, 5_000_000);
  await terms.find("a");
  assert.equal(loads, 2);
});

test("completions that begin so as a whole are first, but for people", async () => {
  const { complete } = await load("complete.js");
  const named = (kind, label) => [kind, ...word(label), ...word(""), 1];
  const offered = async (kind, typed, ...labels) => {
    const value = Uint8Array.from(labels.flatMap((label) => named(kind, label)));
    const shelf = { find: async (beginning) => (beginning === typed.slice(0, 1) ? value : null) };
    return (await complete(shelf, typed, (text) => text.toLowerCase())).map(({ label }) => label);
  };
  const titles = ["A diffusion model", "Diffusion Of heat", "Fast Diffusion Models", "Diffusion Magic"];
  assert.deepEqual(await offered(4, "diffusionm", ...titles), ["Diffusion Magic", "A diffusion model", "Fast Diffusion Models"]);
  assert.deepEqual(await offered(2, "chen", "Kai Chen", "Chen Wei"), ["Kai Chen", "Chen Wei"]);
});
