// The worker's message loop, with what a worker has put in the place of a worker. CLIENT names the
// folder with the published client, LIBRARY that of the index.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { pathToFileURL } from "node:url";

const folder = `${process.env.LIBRARY}/whole/search`;
const ID = "0001.00010";

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
      assert.ok(String(url).startsWith(base));
      return new Response(readFileSync(`${folder}/${String(url).slice(base.length)}`));
    },
  });
  await import(script.href);
  const manifest = new Uint8Array(readFileSync(`${folder}/manifest.bin`)).buffer;
  if (name) await hear({ data: { kind: "manifest", body: name === "manifest" ? manifest : null } });
  const request = { q: "worlds", order: "relevance", topics: [], orgs: [], code: false, project: false, votes: 0, from: "", until: "", limit: 20 };
  await hear({ data: { id: 1, kind: "query", request } });
  await hear({ data: { id: 2, kind: "complete", text: "s" } });
  await hear({ data: { id: 3, kind: "facets", request, least: [5] } });
  await hear({ data: { id: 4, kind: "cards", ids: [ID] } });
  assert.equal(asked.includes("manifest.bin"), name !== "manifest", "what the page brings is not asked for again");
  assert.deepEqual(heard.map(({ id, kind }) => [id, kind]), [
    [1, "results"],
    [1, "results"],
    [2, "completions"],
    [3, "facets"],
    [4, "cards"],
  ]);
  assert.equal(heard[1].cards[0].title, "LongVLM: a study of “small worlds”");
  assert.equal(heard[4].cards[0].id, ID);
});
