// The engine over the index of an invented archive. CLIENT names the folder with the published client, LIBRARY
// that of the index.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(`${process.env.CLIENT}/${name}`).href);
const language = JSON.parse(readFileSync(`${process.env.CLIENT}/language.json`, "utf8"));
const { open } = await load("engine.js");
const { tokens } = await load("words.js");
const { Terms } = await load("terms.js");
const { DIMENSIONS } = await load("layout.js");
const { opened } = await load("index.js");
const { library, manifest } = await load("load.js");

const NOUNS = ["diffusion", "transformer", "attention", "robot", "protein", "speech", "graph", "video", "policy", "token"];
const VERBS = ["learning", "scaling", "pruning", "aligning", "planning", "editing", "grounding"];

/** The files of an index by their path below its folder. */
function filesOf(name) {
  const folder = `${process.env.LIBRARY}/${name}/search`;
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((one) => (one.isFile() ? [`${one.parentPath ?? one.path}/${one.name}`] : []));
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path)]));
}

const papersOf = (name) => JSON.parse(readFileSync(`${process.env.LIBRARY}/${name}/papers.json`, "utf8"));

/** The index as its decoders read it, for what is computed here again. */
async function readOf(name) {
  const [files, papers, base] = [filesOf(name), papersOf(name), "https://site.example/x/search/"];
  const request = async (url) => new Response(files.get(String(url).slice(base.length)));
  const told = await manifest(base, request);
  const index = opened(told, library(base, request));
  const terms = new Map();
  for (const term of new Set(papers.flatMap(({ title, abstract }) => tokens(`${title} ${abstract}`, language).map((one) => one.term)))) {
    terms.set(term, await index.terms.find(term));
  }
  return { files, papers, manifest: told, index, terms };
}

const INDEX = await readOf("whole");
const PAPERS = INDEX.papers;
const { weights: WEIGHTS } = INDEX.manifest;
const LONGVLM = PAPERS.find(({ id }) => id === "0001.00010");
const CHAIN = PAPERS.find(({ id }) => id === "0003.00090");
const OLD = PAPERS.find(({ id }) => id === "cs/0112017");

/** The papers that hold a term, and its impact there. */
const scoresOf = ({ parts }) => new Map(parts.flatMap(({ numbers, impacts }) => [...numbers].map((number, n) => [number, impacts[n]])));

/** A sequence that is the same every time. */
let seed = 7;
const next = (most) => (seed = (seed * 48271) % 2147483647) % most;

const ids = (cards) => cards.map(({ id }) => id);
const REQUEST = { q: "", order: "relevance", topics: [], orgs: [], code: false, project: false, votes: 0, from: "", until: "", kept: [], limit: 50 };

/** The pack of a shard of the manifest's own, and what a request for it has to cover. */
const shardOf = ([pack, start, size]) => ({ name: `data/${INDEX.manifest.packs[pack]}.bin`, start, end: start + size });
const covers = (asked, shard) => {
  const [name, from, until] = asked.split(" ");
  return name === shard.name && Number(from) <= shard.start && shard.end <= Number(until);
};

/** An engine over some files, with the requests it makes: "name from until". `faults` are what some of them get. */
function engine(files = INDEX.files, faults = () => undefined) {
  const asked = [];
  const request = async (url, { headers } = {}) => {
    const name = String(url).replace("https://site.example/x/search/", "");
    const [, from, last] = /^bytes=(\d+)-(\d+)$/.exec(headers?.Range ?? "") ?? [];
    const part = from === undefined ? name : `${name} ${from} ${Number(last) + 1}`;
    asked.push(part);
    const whole = files.get(name);
    const body = faults(part) ?? (whole && !(whole instanceof Error) && from !== undefined ? whole.subarray(Number(from), Number(last) + 1) : whole);
    if (body instanceof Error) throw body;
    return new Response(body ?? "", { status: body ? (from === undefined ? 200 : 206) : 404 });
  };
  const means = { base: "https://site.example/x/search/", request, now: () => Date.parse("2003-06-01T00:00:00Z") };
  return { ...open(means), asked };
}

async function ask(request, over = engine()) {
  const answers = [];
  await over.query({ ...REQUEST, ...(typeof request === "string" ? { q: request } : request) }, (one) => answers.push(one));
  return { ...answers.at(-1), states: answers.map(({ state }) => state), first: answers[0] };
}

/** What a query of plain words scores, computed from the postings. */
function expected(query) {
  const scores = new Float64Array(PAPERS.length);
  const times = new Map();
  for (const { term } of tokens(query, language)) times.set(term, (times.get(term) ?? 0) + 1);
  const long = [...times.keys()].filter((term) => INDEX.terms.has(term)).length >= WEIGHTS.long;
  for (const [term, named] of times) {
    const one = INDEX.terms.get(term);
    if (!one) continue;
    const rare = Math.log(1 + (PAPERS.length - one.df + 0.5) / (one.df + 0.5));
    const count = long ? (1 + Math.log(named)) * Math.sqrt(rare / 5) : named;
    const idf = Math.log(1 + Math.abs((PAPERS.length - one.held + 0.5) / (one.held + 0.5)));
    for (const [n, impact] of scoresOf(one)) scores[n] += count * idf * impact * WEIGHTS.quantum;
  }
  return scores;
}

const byScore = (scores) => [...scores.keys()].sort((a, b) => scores[b] - scores[a] || b - a);

/** How many papers have all words that any paper has, or some words if none has all. */
function counted(query) {
  const terms = [...new Set(tokens(query, language).filter(({ span }) => span === 1).map(({ term }) => term))].filter((term) => INDEX.terms.get(term));
  const held = terms.map((term) => scoresOf(INDEX.terms.get(term)));
  const all = PAPERS.filter((_, n) => held.every((one) => one.has(n))).length;
  return terms.length > WEIGHTS.soon || !all ? PAPERS.filter((_, n) => held.some((one) => one.has(n))).length : all;
}

/** Its papers by day, the newest first. */
const newestFirst = (papers) => papers.toSorted((a, b) => b.day.localeCompare(a.day) || PAPERS.indexOf(b) - PAPERS.indexOf(a));

/** The same scores and what pairs add, unless there are many words. */
async function paired(query) {
  const { index } = INDEX;
  const found = expected(query);
  const row = tokens(query, language).filter(({ span }) => span === 1).map(({ term }) => term);
  if (new Set(tokens(query, language).map(({ term }) => term)).size > WEIGHTS.soon) return { found, row };
  for (const pair of new Set(row.slice(1).map((term, n) => `${row[n]} ${term}`))) {
    const one = await index.terms.find(pair);
    if (!one) continue;
    const idf = Math.log(1 + (PAPERS.length - one.df + 0.5) / (one.df + 0.5));
    for (const [n, impact] of scoresOf(one)) found[n] += WEIGHTS.pair * idf * impact * WEIGHTS.quantum;
  }
  return { found, row };
}

/** The refined order, from vectors and groups: a long query looks through the groups of its best papers alone, and a
 * longer one through none. */
async function refinedOrder(query) {
  const { index } = INDEX;
  const { found, row } = await paired(query);
  const most = Math.max(...found);
  const terms = new Set(row.filter((term) => INDEX.terms.has(term))).size;
  const [centres, grouped] = await Promise.all([index.centres(), index.grouped()]);
  const centre = (group) => [...centres.subarray(group * DIMENSIONS, (group + 1) * DIMENSIONS)];
  const mean = (vectors) => {
    const sum = vectors[0].map((_, part) => vectors.reduce((all, vector) => all + vector[part], 0));
    return sum.map((part) => part / Math.hypot(...sum));
  };
  const dot = (a, b) => a.reduce((all, part, n) => all + part * b[n], 0);
  const first = byScore(found).slice(0, WEIGHTS.feedback).filter((n) => found[n] > 0);
  const own = first.map((n) => grouped[n]);
  const middle = mean(own.map(centre));
  const all = Array.from({ length: centres.length / DIMENSIONS }, (_, group) => dot(centre(group), middle));
  const near = byScore(all.map((one) => -one)).reverse().slice(0, WEIGHTS.groups);
  const told = new Map();
  const far = terms > WEIGHTS.far ? [] : own;
  for (const group of terms <= WEIGHTS.full ? [...near, ...own.slice(0, WEIGHTS.own)] : far) {
    for (const { numbers, vectors, priors } of await index.group(group)) {
      numbers.forEach((n, at) => told.set(n, { vector: vectors.slice(at * DIMENSIONS, (at + 1) * DIMENSIONS), prior: priors[at] }));
    }
  }
  const direction = mean(first.map((n) => [...(told.get(n)?.vector ?? centre(grouped[n]))]));
  const share = Math.min(1, WEIGHTS.full / Math.max(1, terms));
  const refined = [...found].map((score, n) => {
    const one = told.get(n);
    if (one) return score / most + share * (dot(one.vector, direction) * WEIGHTS.semantic + (WEIGHTS.prior * one.prior) / 255);
    return score > 0 ? score / most + share * WEIGHTS.miss : -Infinity;
  });
  return byScore(refined).filter((n) => refined[n] > -Infinity);
}

test("words rank by lunr's scores and by pairs at once, and in refined order then", async () => {
  for (const query of ["diffusion policy", "robot", "graph token speech attention", "diffusion learning for robots and robots", `${NOUNS.join(" ")} graph robot graph`]) {
    const found = await ask({ q: query, limit: 30 });
    assert.deepEqual(found.states, ["partial", "done"]);
    const { found: scores, row } = await paired(query);
    const soon = new Set(row).size > WEIGHTS.soon ? 3 : 4;
    assert.equal(found.total, counted(query));
    assert.deepEqual(ids(found.first.cards), byScore(scores).filter((n) => scores[n] > 0).slice(0, soon).map((n) => PAPERS[n].id));
    assert.deepEqual(ids(found.cards), (await refinedOrder(query)).slice(0, 30).map((n) => PAPERS[n].id));
  }
});

test("of many words the rarest answer at once, and the same as ever then", async () => {
  const query = [...NOUNS, ...VERBS].slice(0, WEIGHTS.most).join(" ");
  const over = engine();
  const found = await ask({ q: query, limit: 30 }, over);
  assert.deepEqual(found.states, ["partial", "done"]);
  assert.ok(over.asked.some((part) => covers(part, shardOf(INDEX.manifest.common))));
  assert.deepEqual([found.first.counts, found.counts], ["near", "near"]);
  assert.ok(found.first.total <= found.total);
  assert.deepEqual(found.first.marks.toSorted(), found.marks.toSorted());
  assert.deepEqual(ids(found.cards), (await refinedOrder(query)).slice(0, 30).map((n) => PAPERS[n].id));
  const size = (term) => INDEX.terms.get(term).df;
  const rarest = tokens(query, language).map(({ term }) => term).sort((a, b) => size(a) - size(b) || (a < b ? -1 : 1)).slice(0, WEIGHTS.soon);
  assert.equal(found.first.total, PAPERS.filter((_, n) => rarest.some((term) => scoresOf(INDEX.terms.get(term)).has(n))).length);
});

/** Terms that are looked up while something is asked. */
async function lookedUp(ask) {
  const { find } = Terms.prototype;
  const found = new Set();
  Terms.prototype.find = function (term) {
    found.add(term);
    return find.call(this, term);
  };
  await ask().finally(() => (Terms.prototype.find = find));
  return [...found];
}

test("of a text of very many words few are looked up, however they are joined", async () => {
  const words = Array.from({ length: 240 }, (_, n) => `w${n.toString(36).replace(/[0-9]/g, (digit) => "qrstuvxyz_"[digit])}`);
  const signs = Array.from({ length: 900 }, (_, n) => String.fromCodePoint(0x4e00 + 7 * n)).join("");
  for (const text of [words.join(" "), words.join("-"), signs]) {
    const found = await lookedUp(() => ask(`diffusion ${text}`));
    assert.ok(found.includes(tokens("diffusion", language)[0].term));
    assert.ok(found.length > 20 && found.length <= 24 + 24, `${found.length} of ${text.slice(0, 20)}`);
  }
});

/** An engine over the index with other weights. @param {Record<string, number>} changed */
function weighted(changed) {
  const { rest, ...told } = INDEX.manifest;
  const line = JSON.stringify({ ...told, weights: { ...WEIGHTS, ...changed } });
  return engine(new Map([...INDEX.files, ["manifest.bin", Buffer.concat([Buffer.from(`\0${line}\n`), rest])]]));
}

const TITLED = PAPERS[30];
const termsIn = (text) => [...new Set(tokens(text, language).map(({ term }) => term))];

test("the long words of a title are not read, and nothing is counted", async () => {
  const [few, all] = [weighted({ light: 1 }), weighted({ light: 1_000_000 })];
  let found = {};
  const read = await lookedUp(async () => (found = await ask(TITLED.title, few)));
  assert.deepEqual(read.filter((term) => termsIn(TITLED.title).includes(term)), []);
  assert.deepEqual([found.cards[0].id, found.cards[0].exact, found.counts], [TITLED.id, "title", "near"]);
  assert.ok(found.cards.length > 1, "papers like it follow");
  assert.deepEqual(found.marks.toSorted(), (await ask(TITLED.title, all)).marks.toSorted());
  const { counts, total, cards } = await ask(TITLED.title, all);
  assert.deepEqual([counts, total, cards[0].id], ["all", counted(TITLED.title), TITLED.id]);
});

test("all words are read of what is not a title, too short, not plain, or in another order", async () => {
  const asked = [
    { q: `${TITLED.title} lantern` },
    { q: TITLED.title.split(" ").slice(0, 4).join(" ") },
    { q: `"${TITLED.title}"` },
    { q: TITLED.title, order: "newest" },
    { q: TITLED.title, order: "votes" },
  ];
  for (const one of asked) {
    const [few, all] = await Promise.all([weighted({ light: 1 }), weighted({ title: 99 })].map((over) => ask(one, over)));
    assert.deepEqual([ids(few.cards), few.total, few.counts], [ids(all.cards), all.total, all.counts], JSON.stringify(one));
    const read = await lookedUp(() => ask(one, weighted({ light: 1 })));
    assert.deepEqual(termsIn(one.q).filter((term) => !read.some((name) => name.split("\t").includes(term))), [], JSON.stringify(one));
  }
});

test("another order of a title's papers is that of the papers with all words, and back", async () => {
  const over = weighted({ light: 1 });
  const before = await ask(TITLED.title, over);
  const { counts, total, cards } = await ask({ q: TITLED.title, order: "newest" }, over);
  assert.deepEqual([counts, total, cards.length], ["all", counted(TITLED.title), counted(TITLED.title)]);
  const again = await ask(TITLED.title, over);
  assert.deepEqual([ids(again.cards), again.counts], [ids(before.cards), "near"]);
});

test("filters and their counts cover what a title finds", async () => {
  const over = weighted({ light: 1 });
  const whole = ids((await ask(TITLED.title, over)).cards).map((id) => PAPERS.find((one) => one.id === id));
  const { cards } = await ask({ q: TITLED.title, code: true }, over);
  assert.deepEqual(ids(cards), ids(whole.filter(({ code }) => code)));
  const { total } = await ask({ q: TITLED.title, code: true }, over);
  const { code } = await over.facets({ ...REQUEST, q: TITLED.title }, []);
  assert.equal(code, total);
});

test("of a long text no more is read than there are bytes for, and all words are marked at first", async () => {
  const query = [...NOUNS, ...VERBS].slice(0, WEIGHTS.most).join(" ");
  const whole = await lookedUp(() => ask(query));
  const some = await lookedUp(() => ask(query, weighted({ heavy: 3_000 })));
  assert.ok(some.length && some.length < whole.length, `${some.length} of ${whole.length}`);
  assert.deepEqual(some.filter((term) => !whole.includes(term)), []);
  const found = await ask(query, weighted({ heavy: 3_000 }));
  assert.deepEqual([found.states, found.counts], [["partial", "done"], "near"]);
  assert.deepEqual(await lookedUp(() => ask("diffusion robot", weighted({ heavy: 0 }))), await lookedUp(() => ask("diffusion robot")), "a short one is read");
});

test("what does not fit is left out, and what is behind it still fits", async () => {
  const { fitting } = await load("weighed.js");
  const bytes = new Map(Object.entries({ a: 5, b: 9, c: 3, d: 2 }));
  assert.deepEqual(fitting(["a", "b", "c", "d"], bytes, 10), ["a", "c", "d"]);
  assert.deepEqual(fitting(["a", "b"], bytes, -1), []);
  assert.deepEqual(fitting(["b", "unknown"], bytes, 0), ["unknown"]);
});

test("few papers are enough at first of a title and of a long text", async () => {
  const long = Array.from({ length: 9 }, (_, n) => NOUNS[n % 3]).join(" ");
  for (const [q, length] of [[TITLED.title, 5], [long, 5], ["diffusion robot", 50]]) {
    const over = engine();
    const found = await ask({ q, few: 5, screen: 4 }, over); // as the page does, which names its screen last
    assert.deepEqual([found.cards.length, found.more], [length, true], q);
    const all = await ask({ q, screen: 4 }, over);
    assert.deepEqual(ids(all.cards).slice(0, length), ids(found.cards), "more of the same");
    assert.deepEqual(all.states, ["done"], "they are there until the others are");
  }
});

test("nobody's rest is loaded", async () => {
  const [over, whole, robot] = [engine(), engine(), engine()];
  const query = [...NOUNS, ...VERBS].join(" ");
  const answers = [];
  let loaded = 0;
  let newer = Promise.resolve();
  await over.query({ ...REQUEST, q: query }, (one) => {
    answers.push(one.state);
    loaded = over.asked.length;
    newer = over.query({ ...REQUEST, q: "robot" }, () => {});
  });
  assert.deepEqual(answers, ["partial"]);
  await newer;
  await ask(query, whole);
  await ask("robot", robot);
  const rest = whole.asked.filter((name) => ![...over.asked.slice(0, loaded), ...robot.asked].includes(name));
  assert.ok(rest.length > 1, String(rest.length));
  assert.deepEqual(over.asked.filter((name) => rest.includes(name)), []);
  assert.ok(!over.asked.some((name) => name.includes("undefined")));
  const pairs = await lookedUp(async () => void (await over.query({ ...REQUEST, q: query }, () => over.query(REQUEST, () => {}))));
  assert.deepEqual(pairs.filter((term) => term.includes(" ")), []);
});

test("a failure behind the first answer is reported, and over when it is over", async () => {
  let isDown = true;
  const over = engine(INDEX.files, (part) => (isDown && covers(part, shardOf(INDEX.manifest.common)) ? new TypeError("no network") : undefined));
  const query = [...NOUNS, ...VERBS].join(" ");
  assert.equal((await ask(query, over)).kind, "failed");
  isDown = false;
  assert.deepEqual((await ask(query, over)).states, ["partial", "done"]);
});

test("a screen of cards comes at once and the others when they are asked for", async () => {
  const over = engine();
  const { cards } = await ask("diffusion", over);
  assert.equal(cards.length, 50);
  const wanted = PAPERS.find(({ id }) => id === cards[0].id);
  const { title, day, votes, code } = cards[0];
  assert.deepEqual([title, day, votes, code], [wanted.title, wanted.day, wanted.votes ?? null, wanted.code]);
  assert.deepEqual(cards[10], { id: cards[10].id, pending: true });
  const bare = await ask({ q: "diffusion", screen: 0 }, over);
  assert.deepEqual(bare.cards, cards.map(({ id }) => ({ id, pending: true })), "a program that shows nothing asks for none");
  const more = await over.cards([cards[10].id, cards[49].id, PAPERS[5].id, "9999.99999"]);
  assert.equal(more.kind, "cards");
  assert.deepEqual(ids(more.cards), [cards[10].id, cards[49].id, PAPERS[5].id]);
  assert.equal(more.cards[1].title, PAPERS.find(({ id }) => id === cards[49].id).title);
});

test("every id and title is first", async () => {
  const over = engine();
  for (const paper of PAPERS) {
    const byId = await ask(`https://arxiv.org/abs/${paper.id}v2`, over);
    assert.deepEqual([byId.cards[0].id, byId.cards[0].exact], [paper.id, "id"]);
    const byTitle = await ask(paper.title.toUpperCase(), over);
    assert.deepEqual([byTitle.cards[0].id, byTitle.cards[0].exact], [paper.id, "title"]);
  }
  assert.equal((await ask("longvlm", over)).cards[0].exact, "title");
  assert.equal((await ask("-longvlm", over)).total, 0);
});

test("a name's papers are first and its page is offered", async () => {
  const found = await ask("zoe nandu");
  assert.equal(found.cards[0].exact, "author");
  assert.deepEqual(found.notes.map(({ kind, path }) => [kind, path.replace(/-[0-9a-f]{8}/, "")]), [["author", "authors/zoe-nandu/"]]);
  const stop = await ask("An");
  assert.deepEqual([ids(stop.cards), stop.total, stop.cards[0].exact], [[CHAIN.id], 1, "author"]);
  assert.deepEqual(ids((await ask("author:An")).cards), [CHAIN.id]);
});

test("phrases, fields, must and not", async () => {
  const one = async (q) => ids((await ask(q)).cards);
  assert.deepEqual(await one('"chain of thought"'), [LONGVLM.id]);
  assert.deepEqual(await one('"thought of a chain"'), [CHAIN.id]);
  assert.deepEqual(await one("title:longvlm"), [LONGVLM.id]);
  assert.deepEqual(await one("abstract:longvlm"), []);
  assert.deepEqual(await one("+text-to-image"), [LONGVLM.id, CHAIN.id]);
  assert.deepEqual(await one("id:cs/0112017"), [OLD.id]);
  const held = (word) => new Set(scoresOf(INDEX.terms.get(tokens(word, language)[0].term)).keys());
  const [robots, graphs] = [held("robot"), held("graph")];
  assert.equal((await ask("+robot +graph")).total, [...robots].filter((n) => graphs.has(n)).length);
  assert.equal((await ask("robot -graph")).total, [...robots].filter((n) => !graphs.has(n)).length);
  const topical = PAPERS.filter(({ topics }) => topics.includes("kites"));
  const found = await ask("topic:kites");
  assert.deepEqual([found.total, ids(found.cards)], [topical.length, ids(newestFirst(topical)).slice(0, 50)]);
  assert.equal((await ask('topic:"Lanterns"')).total, PAPERS.filter(({ topics }) => topics.includes("lanterns")).length);
  assert.equal((await ask('author:"Wei Fiction" org:nowhere')).total, PAPERS.filter((p) => p.authors[0] === "Wei Fiction" && p.organization === "nowhere").length);
  assert.equal((await ask("year:2002")).total, 40);
  assert.equal((await ask("since:60d robot")).total, [...robots].filter((n) => PAPERS[n].day >= "2003-04-02").length);
});

test("signs and quotes of a pasted text are no operators", async () => {
  const text = "robot graph token speech attention diffusion policy protein video learning scaling pruning";
  const pasted = `${text} ${text} ${text} -editing “a phrase nobody wrote”`;
  const plain = await ask(`${text} ${text} ${text} editing a phrase nobody wrote`);
  assert.ok(plain.total > 100);
  assert.deepEqual(ids((await ask(pasted)).cards), ids(plain.cards));
  assert.equal((await ask(`${text} "a phrase nobody wrote"`)).total, 0);
});

test("beginnings, patterns, typos", async () => {
  const total = async (q) => (await ask(q)).total;
  const base = await total("transformer");
  assert.equal(await total("transfo*"), base);
  assert.equal(await total("transformer*"), base);
  assert.equal(await total("tr*ormer"), base);
  assert.equal(await total("+transfomer~1"), base);
  const found = await ask("difusion robot");
  assert.deepEqual(found.notes, [{ kind: "corrected", text: "No papers contain “difusion”. Showing results for “diffusion robot”.", query: "diffusion robot" }]);
  assert.deepEqual(ids(found.cards), ids((await ask("diffusion robot")).cards));
  const none = await ask("qqqqqqqq");
  assert.deepEqual([none.total, none.cards, none.state, none.notes[0].kind], [0, [], "done", "unknown"]);
});

test("filters, other orders and no query", async () => {
  const newest = await ask("");
  assert.deepEqual([newest.total, newest.states, ids(newest.cards)], [120, ["done"], ids(newestFirst(PAPERS)).slice(0, 50)]);
  const set = { topics: ["kites", "rivers"], orgs: ["nowhere", "nothing"], code: true, votes: 10, from: "2001-02", until: "2002" };
  const passes = (paper) =>
    paper.topics.includes("kites") && paper.topics.includes("rivers") && paper.organization && paper.code &&
    (paper.votes ?? -1) >= 10 && paper.day >= "2001-02" && paper.day < "2003";
  const wanted = PAPERS.filter(passes);
  assert.ok(wanted.length);
  assert.deepEqual(ids((await ask(set)).cards), ids(newestFirst(wanted)));
  const robots = expected("robot");
  const both = PAPERS.filter((paper, n) => passes(paper) && robots[n] > 0);
  assert.deepEqual(ids((await ask({ ...set, q: "robot", order: "oldest" })).cards), ids(newestFirst(both)).reverse());
  const voted = newestFirst(PAPERS).sort((a, b) => (b.votes ?? -1) - (a.votes ?? -1));
  assert.deepEqual(ids((await ask({ order: "votes" })).cards), ids(voted).slice(0, 50));
  assert.equal((await ask({ topics: ["unheard-of"] })).total, 0);
  for (const q of ["the", "-robot", "???"]) assert.equal((await ask(q)).total, 0, q);
  assert.ok((await ask({ q: "-robot", code: true })).total);
  const refined = await ask({ q: "robot", code: true });
  assert.ok(refined.cards.slice(0, 7).every(({ code }) => code));
});

test("counts beside the filters", async () => {
  const over = engine();
  const found = await over.facets({ ...REQUEST, q: "robot", code: true, topics: ["kites"] }, [5, 60]);
  const robots = expected("robot");
  const count = (holds) => PAPERS.filter((paper, n) => robots[n] > 0 && holds(paper)).length;
  const kites = ({ topics }) => topics.includes("kites");
  assert.deepEqual(new Map(found.topics.map(([slug, , n]) => [slug, n])).get("rivers"), count((p) => kites(p) && p.code && p.topics.includes("rivers")));
  assert.equal(found.code, count((p) => kites(p) && p.code));
  assert.equal(found.project, count((p) => kites(p) && p.code && p.project));
  assert.deepEqual(found.years, ["2001", "2002", "2003"].map((year) => [year, count((p) => kites(p) && p.code && p.day.startsWith(year))]));
  assert.deepEqual(found.votes, [5, 60].map((least) => [least, count((p) => kites(p) && p.code && (p.votes ?? -1) >= least)]));
  assert.deepEqual(found.orgs.map(([, label]) => label).sort(), ["Institute of Nothing", "nowhere"]);
});

test("a word that is just being typed is not corrected", async () => {
  const over = engine();
  const lexicon = () => over.asked.filter((part) => covers(part, shardOf(INDEX.manifest.lexicon))).length;
  const early = await ask({ q: "robot Difus", typing: true }, over);
  assert.deepEqual([early.unended, early.notes, lexicon()], [true, [], 0]);
  assert.deepEqual(ids(early.cards), ids((await ask("robot")).cards));
  const alone = await ask({ q: "difus", typing: true }, over);
  assert.deepEqual([alone.unended, alone.total, alone.notes], [true, 0, []]);
  for (const q of ["robot", "difusion robot"]) assert.equal((await ask({ q, typing: true }, over)).unended, false, q);
  assert.equal(lexicon(), 1);
  const ended = await ask({ q: "robot difusion ", typing: true }, over);
  assert.deepEqual([ended.unended, ended.notes.map(({ query }) => query)], [false, ["robot diffusion "]]);
  assert.deepEqual((await ask({ q: "robot difusion" }, over)).notes.map(({ query }) => query), ["robot diffusion"]);
});

test("completions", async () => {
  const { kind, items } = await engine().complete("LongV");
  assert.deepEqual([kind, items.map(({ path }) => path)], ["completions", ["papers/0001.00010/"]]);
});

test("a newer query stops the older", async () => {
  const over = engine();
  const answers = [];
  const older = over.query({ ...REQUEST, q: "robot" }, (one) => answers.push(["older", one]));
  await Promise.all([older, over.query({ ...REQUEST, q: "graph" }, (one) => answers.push(["newer", one]))]);
  assert.deepEqual(answers.map(([whose, { state }]) => [whose, state]), [["newer", "partial"], ["newer", "done"]]);
});

test("nothing is loaded before it is needed, and nothing twice", async () => {
  const over = engine();
  assert.equal(over.asked.length, 0);
  await ask("robot graph", over);
  const asked = over.asked.length;
  await ask("robot graph", over);
  assert.equal(over.asked.length, asked);
  assert.deepEqual((await ask({ q: "robot graph", limit: 70 }, over)).states, ["done"], "more of the same comes in one answer");
  assert.equal(new Set(over.asked).size, asked);
  assert.ok(!over.asked.some((part) => covers(part, shardOf(INDEX.manifest.lexicon))));
});

test("a site that was renewed is read again", async () => {
  const files = new Map(INDEX.files);
  const over = engine(files);
  assert.equal((await ask("robot", over)).total, expected("robot").filter(Boolean).length);
  const renewed = await readOf("part");
  files.clear();
  for (const [name, body] of renewed.files) files.set(name, body);
  const found = await ask("graph", over);
  assert.equal(found.total, renewed.terms.get("graph").df);
  const { packs, columns } = renewed.manifest.segments[0];
  files.delete(`data/${packs[columns.votes[0]]}.bin`);
  const lost = await ask({ order: "votes" }, over);
  assert.deepEqual([lost.kind, lost.retry], ["failed", true]);
});

test("trouble is reported and not thrown, and gone when it is over", async () => {
  const files = new Map([["manifest.bin", new Error("offline")]]);
  const over = engine(files);
  const lost = await ask("robot", over);
  assert.deepEqual([lost.kind, lost.retry], ["failed", true]);
  assert.equal((await over.complete("x")).kind, "failed");
  assert.equal((await over.facets(REQUEST, [])).kind, "failed");
  for (const [name, body] of INDEX.files) files.set(name, body);
  assert.equal((await ask("robot", over)).state, "done");
  files.set("manifest.bin", Buffer.from("<!doctype html>"));
  const wrong = await ask("robot", engine(files));
  assert.deepEqual([wrong.kind, wrong.retry], ["failed", false]);
});

test("garbled and cut files are reported, whichever it is", async () => {
  const query = { q: '"chain of thought" difusion robot transfo*', votes: 1, code: true, from: "2001" };
  const tried = async (faults) => {
    const over = engine(INDEX.files, faults);
    return { found: await ask(query, over), counts: await over.facets({ ...REQUEST, q: "robot" }, [5]), asked: over.asked };
  };
  const { asked } = await tried();
  const read = [...new Set(asked)];
  assert.ok(read.length > 15, String(read.length));
  const bodyOf = (part) => {
    const [name, from = 0, until = Infinity] = part.split(" ");
    return INDEX.files.get(name).subarray(Number(from), Number(until));
  };
  for (const spoil of [(body) => body.subarray(0, body.length >> 1), (body) => body.map((byte, n) => (n ? byte ^ 0x5a : byte)), () => new Uint8Array(1)]) {
    for (const name of read) {
      const { found, counts } = await tried((part) => (part === name ? spoil(bodyOf(part)) : undefined));
      assert.ok(["results", "failed"].includes(found.kind));
      assert.ok(["facets", "failed"].includes(counts.kind));
    }
  }
});

test("a host that gives whole packs is asked for each once, and the answers are the same", async () => {
  const [parts, whole] = [engine(), engine()];
  const asked = [];
  const request = async (url) => {
    const name = String(url).replace("https://site.example/x/search/", "");
    asked.push(name);
    return new Response(INDEX.files.get(name));
  };
  const over = { ...open({ base: "https://site.example/x/search/", request, now: Date.now }), asked };
  for (const q of ["robot graph", "difusion", '"chain of thought"', "robot graph"]) {
    assert.deepEqual(ids((await ask(q, over)).cards), ids((await ask(q, parts)).cards));
  }
  const settled = asked.length;
  await ask("video policy", over);
  await ask("robot", over);
  assert.equal(asked.length, settled, "packs that are known are not asked for");
  assert.ok(whole);
});

test("a site that was renewed meanwhile has other packs", async () => {
  const lost = await ask("robot", engine(INDEX.files, (part) => (part === "manifest.bin" ? undefined : new Uint8Array(3))));
  assert.deepEqual([lost.kind, lost.retry], ["failed", false]);
});
