// Pure functions of the search client. CLIENT names the folder with the published client, LIBRARY that of an index.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(`${process.env.CLIENT}/${name}`).href);
const { replaced } = await load("also.js");
const { inEnglish } = await load("foreign.js");
const { fieldsOf, holdsPhrase, inFields } = await load("places.js");
const { between } = await load("columns.js");
const { directions, meanOf, nearest } = await load("groups.js");
const { opened } = await load("index.js");
const { EPOCH, FIELDS, FIELD_BITS } = await load("layout.js");
const { library, manifest } = await load("load.js");
const { feedback } = await load("order.js");
const { add, best, queryWeight, refined, termWeight } = await load("rank.js");
const { closest, differing, within } = await load("lexicon.js");
const { respelled } = await load("likely.js");
const { Terms } = await load("terms.js");

test("fields and phrases", () => {
  const placed = (field) => (n) => FIELDS.indexOf(field) * 2 ** FIELD_BITS + n;
  const [title, abstract] = [placed("title"), placed("abstract")];
  assert.ok(inFields(Uint32Array.of(title(3), abstract(2)), fieldsOf("title")));
  assert.ok(!inFields(Uint32Array.of(abstract(0)), fieldsOf("title")));
  assert.ok(inFields(Uint32Array.of(placed("summary")(0)), fieldsOf("abstract")), "a summary tells of the abstract");
  const phrase = (words, steps, slack = 0, field = "") =>
    holdsPhrase(words.map((list) => Uint32Array.from(list)), steps, slack, fieldsOf(field));
  assert.ok(phrase([[1, 9], [10]], [0, 1]));
  assert.ok(phrase([[1, 9], [11, 30], [31]], [0, 2, 1], 0) === false);
  assert.ok(phrase([[1, 9], [11, 12], [13]], [0, 2, 1], 1));
  assert.ok(!phrase([[1], [4]], [0, 1], 1));
  assert.ok(!phrase([[abstract(0) - 1], [abstract(0)]], [0, 1]), "a phrase does not leave its field");
  assert.ok(!phrase([[title(1)], [title(2)]], [0, 1], 0, "abstract"));
});

test("names in other languages", async () => {
  const base = pathToFileURL(`${process.env.LIBRARY}/whole/search/`).href;
  const request = async (url, { headers } = {}) => {
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers?.Range ?? "") ?? [];
    const whole = readFileSync(new URL(url));
    return first ? new Response(whole.subarray(Number(first), Number(last) + 1), { status: 206 }) : new Response(whole);
  };
  const { foreign, language } = opened(await manifest(base, request), library(base, request));
  const names = await foreign();
  const english = (text, ...lacking) => inEnglish(text, lacking.map((one) => ({ text: one })), names, language)?.query ?? null;
  assert.equal(english("Sprachmodell loss", "Sprachmodell"), "language model loss", "a word of papers stays");
  assert.equal(english("dense retrieval Sprachmodelle", "Sprachmodelle"), "dense retrieval language model");
  assert.equal(english("was sind Diffusionsmodelle?", "sind", "Diffusionsmodelle?"), "diffusion model");
  for (const lacking of ["losss function", "undr the hood", "Manx cat", "Donner Kebab", "odel models"]) {
    assert.equal(english(lacking, lacking.split(" ")[0]), null, lacking);
  }
  assert.equal(english("RAGについて", "について"), "RAG", "as typed");
  assert.equal(english("大模型".repeat(600), "大模型"), "large language model");
  const begun = performance.now();
  assert.equal(english("的".repeat(2000), "的"), null);
  assert.ok(performance.now() - begun < 400);
});

test("words are replaced as a whole", () => {
  assert.equal(replaced("KAIST AI", "ai", "artificial intelligence"), "KAIST artificial intelligence");
  assert.equal(replaced("GPT模型大", "模型", "model"), "GPTmodel大", "a script without spaces has no borders");
  assert.equal(replaced("c++ (is", "c++", "$&"), "$& (is");
  assert.equal(replaced("kites", "boats", "ships"), "ships");
});

test("the papers between two days", () => {
  const days = Uint32Array.from(["2025-02-01", "2024-12-31", "2025-01-01", "2024-12-31"], (day) => Date.parse(day) / 86_400_000 + EPOCH);
  const range = (from, until) => [...between(days, from, until)].join("");
  assert.equal(range("", ""), "1111");
  assert.equal(range("2025", ""), "1010");
  assert.equal(range("", "2024"), "0101");
  assert.equal(range("2025-01", "2025-01"), "0010");
  assert.equal(range("2025-01-02", "2025-01-31"), "0000");
  assert.equal(range("2026", "2024"), "0000");
});

test("the nearest groups, and of equally near ones the first", () => {
  const one = directions(Uint8Array.from({ length: 64 }, (_, n) => n % 4), 2);
  assert.ok(Math.abs(Math.hypot(...one) - 1) < 1e-6);
  const centres = new Float32Array([...one.map((part) => -part), ...one, ...one]);
  assert.deepEqual([...nearest(centres, meanOf([one, one]), 2)], [1, 2]);
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
  const vectors = directions(new Uint8Array(64), 2);
  const group = { numbers: [0], ids: [""], vectors, priors: Uint8Array.of(255) };
  const tuned = { miss: 0.3, semantic: 1, prior: 0.15, full: 6 };
  const found = refined(Float64Array.of(0, 1, 0), [group], vectors, 12, tuned);
  assert.deepEqual([...found].map((one) => Number(one.toFixed(6))), [0.575, 1.15, -Infinity]);
});

test("what was meant by a typo", () => {
  const words = [["diffusion", 9], ["diffue", 3], ["fusion", 200], ["infusion", 4]].map(([word, papers]) => ({ word, papers }));
  const meant = (...asked) => closest(...asked)?.word ?? null;
  assert.equal(meant(words, "difusion", 3, 10), "diffusion");
  assert.equal(meant(words, "fusoin", 3, 10), "fusion");
  assert.equal(meant(["diffusion", "illusion"].map((word) => ({ word, papers: 9 })), "iffusion", 3, 10), "diffusion", "a first letter is missing, rather than two others wrong");
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
});

test("a typo that has the stem of the right word", async () => {
  const base = pathToFileURL(`${process.env.LIBRARY}/whole/search/`).href;
  const index = await manifest(base, async (url) => new Response(readFileSync(url)));
  const words = [["reinforcement", 9], ["models", 9], ["generative", 9], ["judgement", 3]].map(([word, papers]) => ({ word, papers }));
  const meant = (word) => respelled(word, words, index);
  assert.equal(meant("reinforcment"), "reinforcement");
  assert.deepEqual(["reinforcement", "reinforcements", "model", "modelz", "generate", "judgment", "xyz"].map(meant), Array(7).fill(""));
});

test("decoded terms are kept up to a bound", async () => {
  const base = pathToFileURL(`${process.env.LIBRARY}/whole/search/`).href;
  const request = async (url) => new Response(readFileSync(url));
  const index = opened(await manifest(base, request), library(base, request));
  const value = await index.segments[0].terms.find("graph");
  let loads = 0;
  const shelf = { find: async () => (loads++, value) };
  const terms = new Terms([{ ...index.segments[0], terms: shelf, places: shelf }]);
  await Promise.all([terms.find("a"), terms.find("a")]);
  await terms.find("a");
  assert.equal(loads, 1);
  terms.kept.charge({ weight: 0 }, 5_000_000);
  await terms.find("a");
  assert.equal(loads, 2);
});


test("parts of one pack that are wanted at the same time do not wait for each other in the browser's cache", async () => {
  const asked = [];
  const request = async (url, { headers, cache = "" }) => {
    const [, from, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.Range);
    asked.push(`${from} ${cache}`.trim());
    return new Response(new Uint8Array(Number(last) - Number(from) + 1), { status: 206 });
  };
  const fetched = library("https://site.example/search/", request)(["pack"]);
  await Promise.all([fetched([0, 0, 9]), fetched([0, 20_000, 9]), fetched([0, 9, 9])]);
  await fetched([0, 40_000, 9]);
  assert.deepEqual(asked, ["0", "20000 no-store", "40000"]);
});

test("a query means what its best papers are about, or the one paper whose title of many words it is", () => {
  const scores = Float64Array.from([0, 3, 1, 2]);
  const weights = { feedback: 2, full: 6 };
  const meant = (terms, titles, like = -1) => feedback({ like, exact: { titles }, soon: { terms } }, scores, { weights });
  assert.deepEqual(meant(3, []), [1, 3]);
  assert.deepEqual(meant(3, [2]), [1, 3], "a short title may be a subject, too");
  assert.deepEqual(meant(7, [2, 3]), [2]);
  assert.deepEqual(meant(7, [2], 0), [0]);
  assert.deepEqual(feedback({ like: -1, exact: { titles: [2] }, soon: { terms: 3 }, titled: true }, scores, { weights }), [2]);
});
