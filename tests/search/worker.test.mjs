// The worker's message loop, with what a worker has put in the place of a worker. CLIENT names the
// folder with the published client.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { encode } from "./encode.mjs";

const language = JSON.parse(readFileSync(`${process.env.CLIENT}/language.json`, "utf8"));
const paper = { id: "0001.00001", title: "Small worlds", abstract: "On worlds.", authors: ["Ada Invented"], day: "2001-02-03" };
const { files } = encode([paper], [["worlds", "Worlds"]], language, 1, 1);

for (const name of ["", "manifest", "none"])
test(`every question is answered under its number, from the folder search/ beside assets/ (${name})`, async () => {
  const script = pathToFileURL(`${process.env.CLIENT}/worker.js`);
  script.search = name; // a module of its own each time
  const base = new URL("../../search/", script).href;
  let hear = () => assert.fail("nobody listens");
  const heard = [];
  const asked = [];
  Object.assign(globalThis, {
    name: name && "manifest",
    addEventListener: (_, listener) => (hear = listener),
    postMessage: (message) => heard.push(structuredClone(message)),
    fetch: async (url) => {
      asked.push(String(url).slice(base.length));
      const body = files.get(String(url).slice(base.length));
      assert.ok(String(url).startsWith(base));
      return new Response(body ?? "", { status: body ? 200 : 404 });
    },
  });
  await import(script.href);
  const manifest = new Uint8Array(files.get("index.bin")).buffer;
  if (name) await hear({ data: { kind: "manifest", body: name === "manifest" ? manifest : null } });
  const request = { q: "worlds", order: "relevance", topics: [], orgs: [], code: false, project: false, votes: 0, from: "", until: "", limit: 20 };
  await hear({ data: { id: 1, kind: "query", request } });
  await hear({ data: { id: 2, kind: "complete", text: "s" } });
  await hear({ data: { id: 3, kind: "facets", request, least: [5] } });
  await hear({ data: { id: 4, kind: "cards", ids: [paper.id] } });
  assert.equal(asked.includes("index.bin"), name !== "manifest", "what the page brings is not asked for again");
  assert.deepEqual(heard.map(({ id, kind }) => [id, kind]), [
    [1, "results"],
    [1, "results"],
    [2, "completions"],
    [3, "facets"],
    [4, "cards"],
  ]);
  assert.equal(heard[1].cards[0].title, "Small worlds");
  assert.equal(heard[4].cards[0].id, paper.id);
});
