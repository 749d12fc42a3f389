// Exports, as far as they need no page; what they write is compared in tests/exports.

import assert from "node:assert/strict";
import test from "node:test";

/** A module of the browser code. */
const load = (name) => import(new URL(`../../generator/web/${name}`, import.meta.url));

test("the id in an address", async () => {
  const { idOf } = await load("lib/paper-ids.js");
  const { fileOf } = await load("exports/offer.js");
  assert.equal(idOf("papers/0001.00001/"), "0001.00001");
  assert.equal(idOf("papers/hep-th-9901001/"), "hep-th/9901001");
  assert.equal(idOf("papers/math.GT-0309136/"), "math.GT/0309136");
  assert.equal(idOf("papers/t-0123456789ab/"), "t-0123456789ab");
  assert.equal(idOf("papers/"), "");
  assert.equal(fileOf("topics/agents/"), "papers-topics-agents");
  assert.equal(fileOf(""), "papers-latest");
  assert.equal(fileOf("search-../../etc"), "papers-search-..-..-etc");
  assert.equal(fileOf("search-李明 \"x\""), "papers-search-x");
});

test("entries are gathered from few files, in the order asked for", async () => {
  const { gather } = await load("exports/entries.js");
  const files = new Map([
    ["0001-0", { rules: { abs: "a" }, papers: [{ id: "0001.00001" }, { id: "0001.00002" }] }],
    ["9901-0", { rules: { abs: "a" }, papers: [{ id: "hep-th/9901001" }] }],
  ]);
  const asked = [];
  const told = [];
  const found = await gather(
    ["hep-th/9901001", "0001.00002", "0001.00003", "0002.00001", "no id", "0001.00001"],
    async (name) => (asked.push(name), files.get(name) ?? null),
    (done, of) => told.push([done, of]),
  );
  assert.deepEqual(asked.toSorted(), ["0001-0", "0002-0", "9901-0"]);
  assert.deepEqual(found.entries.map(({ id }) => id), ["hep-th/9901001", "0001.00002", "0001.00001"]);
  assert.equal(found.missing, 3);
  assert.deepEqual(told.at(-1), [3, 3]);
  await assert.rejects(gather(["0001.00001"], () => Promise.reject(new Error("no net")), () => {}), /no net/);
});

test("an abstract becomes LaTeX", async () => {
  const { latexOf, abstractIn } = await load("exports/abstracts.js");
  const signs = { "%": "\\%", "α": "$\\alpha$", "β": "$\\beta$", "“": "``", "”": "''", $: "\\$" };
  assert.equal(latexOf('"5%" of αβ ("x") costs $2', signs), "``5\\%'' of $\\alpha \\beta$ (``x'') costs \\$2");
  assert.equal(latexOf("constructor", signs), "constructor");
  const joined = { ...signs, joining: "\u0590-\u1cff\u{11000}-\u{11fff}", "\u200c": "", "\u200d": "" };
  assert.equal(latexOf("می\u200cخواهم 5% a\u200cb 👩\u200d💻", joined), "می\u200cخواهم 5\\% ab 👩💻");
  assert.equal(latexOf("\u{11005}\u200d", joined), "\u{11005}\u200d");
  const page = (told) => ({ querySelector: (wanted) => (wanted in told ? { getAttribute: () => told[wanted] } : null) });
  assert.equal(abstractIn(page({ ".abstract": "", "meta[name=description]": "whole" })), "whole");
  assert.equal(abstractIn(page({ ".abstract": "", "meta[name=description]": "ours", "meta[name=citation_abstract]": "whole" })), "whole");
  assert.equal(abstractIn(page({ "meta[name=description]": "a summary" })), "");
});

test("abstracts are in the citations of entries that have them", async () => {
  const { FORMATS } = await load("exports/formats.js");
  const rules = { abs: "https://arxiv.org/abs/", doi: "10.1/", months: ["jan"], formula: "", escaped: "", referred: "" };
  const one = { id: "0001.00001", key: "a", title: "T", authors: ["A B"], listed: "2025-01-02", abstract: "5%", abstractLatex: "5\\%" };
  const [bib, ris, csl, csv] = FORMATS.map((format) => format.make([one], rules));
  assert.ok(bib.endsWith(",\n  abstract={5\\%}\n}\n"));
  assert.ok(ris.includes("\r\nAB  - 5%\r\nER  - "));
  assert.equal(JSON.parse(csl)[0].abstract, "5%");
  assert.ok(!csv.includes("5%"));
});

test("a few at a time", async () => {
  const { inTurns } = await load("lib/turns.js");
  let now = 0;
  let most = 0;
  const done = [];
  await inTurns([...Array(40).keys()], async (item) => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((go) => setTimeout(go, 1));
    now -= 1;
    done.push(item);
  });
  assert.equal(done.length, 40);
  assert.ok(most > 1 && most <= 6);
});

test("an export has the papers that the list shows", async () => {
  const { idsOfList } = await load("exports/load.js");
  /** A page with a list; `.numbers` are hidden while a filtered list is shown. */
  const page = (shown) => ({
    querySelectorAll: (selector) =>
      selector.includes("#list") && selector.includes(":not([hidden])") ? shown.map((paper) => ({ dataset: { paper } })) : [],
  });
  assert.deepEqual(await idsOfList(page(["0001.00002", "no id", "0001.00001"])), ["0001.00002", "0001.00001"]);
});
