// The query language of search. Run by test_queries.py with `node --test`; CLIENT names the
// folder with the published client, CASES and HOSTILE are files of JSON.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { pathToFileURL } from "node:url";

const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const load = (name) => import(pathToFileURL(`${process.env.CLIENT}/${name}`).href);
const language = json(`${process.env.CLIENT}/language.json`);
const { parse, identifier } = await load("parse.js");
const { key, letters, mark } = await load("fold.js");
const { chunks, tokens, term } = await load("words.js");
const { default: lunr } = await load("../vendor/lunr.js");

const read = (text) => parse(text, language, "2026-11-23");
/** The clauses of a query in short: `+title:chain of thought (phrase)`. */
const brief = (text) =>
  read(text).clauses.map(({ kind, field, presence, text: typed, pattern, distance, boost, from, until }) => {
    const sign = { must: "+", not: "-", should: "" }[presence];
    const value = kind === "range" ? `${from}..${until}` : pattern || typed;
    const more = (distance ? `~${distance}` : "") + (boost === 1 ? "" : `^${boost}`);
    return `${sign}${field && `${field}:`}${value}${more}${kind === "word" ? "" : ` (${kind})`}`;
  });

test("both ends fold and part every text alike", () => {
  const cases = json(process.env.CASES);
  assert.ok(cases.length > 200);
  for (const one of cases) {
    assert.equal(letters(one.text, language), one.letters, one.text);
    assert.equal(key(one.text, language), one.key, one.text);
    assert.equal(mark(one.key), one.mark, one.text);
    const found = tokens(one.text, language).map(({ term, at, span }) => [term, at, span]);
    assert.deepEqual(found, one.tokens, one.text);
  }
});

test("ordinary words become the terms lunr.js makes of them", () => {
  const text = "Surveys of the laziest arrays try to relay generalizations about happily evolving policies";
  const pipeline = new lunr.Pipeline();
  pipeline.add(lunr.trimmer, lunr.stopWordFilter, lunr.stemmer);
  const wanted = pipeline.run(lunr.tokenizer(text)).map(String);
  assert.deepEqual(tokens(text, language).map((token) => token.term), wanted);
});

test("words that are properties of objects are words", () => {
  for (const word of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
    assert.notEqual(term(letters(word, language), language), "");
    assert.equal(read(word).clauses.length, 1);
  }
});

test("words, signs and phrases", () => {
  const cases = [
    ["", []],
    ["text-to-image models", ["text-to-image", "models"]],
    ["+GPT-4 -survey", ["+GPT-4", "-survey"]],
    ["- + -- -+ a", []],
    ["a -", []],
    ["--flag", ["flag"]],
    ["state of the art", ["state", "art"]],
    ['"chain of thought"', ["chain of thought (phrase)"]],
    ["“large models” «x y» ＂p q＂", ["large models (phrase)", "x y (phrase)", "p q (phrase)"]],
    ['-"large models" +title:"a b"', ["-large models (phrase)", "+title:a b (phrase)"]],
    ['"a b"~2^3 "c d"^2', ["a b~2^3 (phrase)", "c d^2 (phrase)"]],
    ['""', []],
    ['"word"', ["word"]],
    ['foo"x y"bar', ["foo", "x y (phrase)", "bar"]],
    ["ＷＩＤＥ　letters", ["WIDE", "letters"]],
    ["R&D TCP/IP", ["r", "d", "tcp", "ip"]],
    ["大模型", ["大模型"]],
    ["don't", ["don't"]],
  ];
  for (const [text, wanted] of cases) assert.deepEqual(brief(text), wanted, text);
});

test("fields, and colons that make none", () => {
  const cases = [
    ["title:attention Author:CHEN", ["title:attention", "author:CHEN"]],
    ["authors:chen topics:rl organization:nvidia keywords:moe", ["author:chen", "topic:rl", "org:nvidia", "keyword:moe"]],
    ["topic:diffusion-models -org:meta-llama", ["topic:diffusion-models", "-org:meta-llama"]],
    ['author:"Wei An" author:An', ["author:Wei An (phrase)", "author:An"]],
    ["LongVLM: a model", ["LongVLM:", "model"]],
    ["title: attention", ["title:", "attention"]],
    ["foo:bar", ["foo", "bar"]],
    ["a::b std::vector", ["b", "std", "vector"]],
    ["title:", ["title:"]],
    ["subtitle:x", ["subtitle", "x"]],
    ["constructor:x", ["constructor", "x"]],
    ["id:arXiv:2508.12345v2", ["id:arXiv:2508.12345v2"]],
  ];
  for (const [text, wanted] of cases) assert.deepEqual(brief(text), wanted, text);
  assert.equal(read("arxiv:2508.12345v2 x").clauses[0].key, "2508.12345");
});

test("years and days", () => {
  const cases = [
    ["year:2025", "2025-01-01..2025-12-31"],
    ["year:2024-2025", "2024-01-01..2025-12-31"],
    ["year:2025..2024", "2024-01-01..2025-12-31"],
    ["year:2024-", "2024-01-01.."],
    ["date:2025-08", "2025-08-01..2025-08-31"],
    ["date:2024-02", "2024-02-01..2024-02-29"],
    ["date:2025-08..2025-09", "2025-08-01..2025-09-30"],
    ["date:2025-09..2025-08", "2025-08-01..2025-09-30"],
    ["date:2025-12", "2025-12-01..2025-12-31"],
    ["date:..2025-08-20", "..2025-08-20"],
    ["before:2025-08", "..2025-07-31"],
    ["before:2025", "..2024-12-31"],
    ["after:2025-08", "2025-09-01.."],
    ["after:2025-08-31", "2025-09-01.."],
    ["since:2025-08", "2025-08-01.."],
    ["since:30d", "2026-10-24.."],
    ["date:yesterday", "2026-11-22..2026-11-22"],
    ["DATE:Today", "2026-11-23..2026-11-23"],
  ];
  for (const [text, wanted] of cases) assert.deepEqual(brief(text), [`date:${wanted} (range)`], text);
});

test("what is not a day is reported, and the rest is searched for", () => {
  for (const text of ["year:20x5", "year:25", "date:2025-13", "date:2025-02-30", "before:x..y", "date:..", "year:-", "after:2025-1-1-1"]) {
    const { clauses, notes } = read(`${text} word`);
    assert.deepEqual(clauses.map((one) => one.text), ["word"], text);
    assert.equal(notes.length, 1, text);
    assert.match(notes[0].text, /^(year|date|before|after): expected .* such as .*, got “/);
  }
  assert.equal(read("year:20x5").notes[0].text, "year: expected a year such as 2025, or 2024-2025, got “20x5”");
  assert.equal(parse("date:today x", language).notes.length, 1);
});

test("wildcards, distances and boosts", () => {
  const cases = [
    ["diffus*", ["diffus (prefix)"]],
    ["*former ef*t", ["*former (wildcard)", "ef*t (wildcard)"]],
    ["text-to-*", ["textto (prefix)"]],
    ["title:Über*", ["title:uber (prefix)"]],
    ["* ** -*", []],
    ["modle~1 modle~9 modle~0", ["modle~1 (fuzzy)", "modle~2 (fuzzy)", "modle"]],
    ["word^2 word~1^3 word^", ["word^2", "word~1^3 (fuzzy)", "word"]],
    ["word^99999999999 thing", ["word^100", "thing"]],
    ["word^2", ["word^2"], "a word by itself has nothing to be put before"],
    ["V^3 C^2DLM S\\* x^2^3", ["V^3", "C^2DLM", "S*", "x^2^3"]],
    ["gpt-4~1", ["gpt-4~1 (fuzzy)"]],
    ["~ ^ ~1 ^2", ["1", "2"]],
  ];
  for (const [text, wanted] of cases) assert.deepEqual(brief(text), wanted, text);
  assert.equal(read("word^2").clauses[0].boost, 1);
  assert.match(read("word~ other").notes[0].text, /^~ and \^ need a number/);
  assert.match(read("word~5").notes[0].text, /at most 2/);
});

test("notes say what a query lacks", () => {
  const told = (text) => read(text).notes.map(({ kind, text }) => `${kind}: ${text}`);
  assert.deepEqual(told("-survey"), ["excluded: All words are excluded, so there is nothing to search for. Add a word without a minus sign."]);
  assert.deepEqual(told("the of"), ["empty: Too common to search for: “the of”"]);
  assert.deepEqual(told('say "two words'), ["syntax: The closing quotation mark is missing: “two words”"]);
  assert.deepEqual(told("x".repeat(3000)), ["syntax: Only the first 2,000 characters were used."]);
  assert.deepEqual(told(""), []);
  assert.deepEqual(told("word -year:2024"), []);
});

test("a chunk has the terms by which it can be found in every way", () => {
  assert.deepEqual(read("GPT-4").clauses[0].words, [
    { term: "gpt", at: 0, span: 1 },
    { term: "gpt4", at: 0, span: 2 },
    { term: "4", at: 1, span: 1 },
  ]);
  assert.deepEqual(read('"chain of thoughts"').clauses[0].words, [
    { term: "chain", at: 0, span: 1 },
    { term: "thought", at: 2, span: 1 },
  ]);
  assert.deepEqual(chunks("Text-to-image Models", language).map((one) => one.words), [["text", "to", "image"], ["models"]]);
});

test("every form of an id of arXiv is one", () => {
  const forms = [
    "2508.12345", "2508.12345v2", "arXiv:2508.12345", "ARXIV: 2508.12345v1", "arXiv:2508.12345v2.pdf", "[2508.12345]",
    " 2508.12345. ", "https://arxiv.org/abs/2508.12345v1", "https://arxiv.org/pdf/2508.12345v1.pdf", "２５０８．１２３４５",
    "http://www.arxiv.org/html/2508.12345v1", "export.arxiv.org/abs/2508.12345", "https://arxiv.org/abs/2508.12345?x=1#y",
    "https://huggingface.co/papers/2508.12345", "hf.co/papers/2508.12345/", "https://www.alphaxiv.org/abs/2508.12345v1",
    "10.48550/arXiv.2508.12345", "doi:10.48550/arXiv.2508.12345", "https://doi.org/10.48550/arXiv.2508.12345",
  ];
  for (const form of forms) assert.equal(identifier(form), "2508.12345", form);
  assert.equal(identifier("hep-th/9901001"), "hep-th/9901001");
  assert.equal(identifier("arXiv:HEP-TH/9901001v3"), "hep-th/9901001");
  assert.equal(identifier("https://arxiv.org/abs/math.gt/0309136"), "math.GT/0309136");
  assert.equal(identifier("t-1f2e3d4c5b6a"), "t-1f2e3d4c5b6a");
  for (const other of ["", "2508", "2508.123", "2508.123456", "about 2508.12345", "gpt/4", "v2508.12345", "12508.12345"]) {
    assert.equal(identifier(other), "", other);
  }
});

test("nothing that is typed throws or takes long", () => {
  const texts = json(process.env.HOSTILE);
  const signs = ["+", "-", '"', "“", "~", "^", "*", ":", "\\", "title:", "year:", "\ud83d", "\udc69", " ", "a", "“a", "(", "'"];
  const long = signs.map((sign) => sign.repeat(Math.ceil(100_000 / sign.length)));
  const mixed = signs.flatMap((one) => signs.map((other) => `${one}${other}${one} ${other}x`));
  const start = process.cpuUsage();
  for (const text of [...texts, ...texts.map((one) => `title:${one} "${one}" -${one}*~1`), ...mixed, ...long]) {
    const { clauses, notes } = read(text);
    for (const clause of clauses) {
      assert.ok(clause.words.length || clause.pattern || clause.from || clause.until || clause.field, text);
      assert.ok(clause.distance >= 0 && clause.distance <= 2 && clause.boost >= 0 && clause.boost <= 100, text);
    }
    for (const note of notes) assert.ok(note.text.length < 200, note.text);
    identifier(text);
    tokens(text, language);
    mark(key(text, language));
  }
  const { user, system } = process.cpuUsage(start);
  assert.ok(user + system < 20_000_000);
});
