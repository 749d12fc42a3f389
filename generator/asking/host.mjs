// Runs the search worker in Node: the same code as in the browser, so the same papers in the same order. What the
// worker loads, it asks for on stdout, in lines of JSON; questions and what was loaded come on stdin. Nothing here
// opens a file or a connection: the program does, by its own rules. First answers, which later ones replace, are left out,
// and a Response would take longer than the object here. `node host.mjs` beside assets/search/worker.mjs.

import { createInterface } from "node:readline";

const worker = new URL("assets/search/worker.mjs", import.meta.url);
const base = new URL("../../search/", worker).href;
const waiting = new Map();
let loads = 0;
let hear = () => {};

const tell = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

async function load(url, { headers } = {}) {
  const number = ++loads;
  const loaded = new Promise((give) => waiting.set(number, give));
  tell({ kind: "load", number, path: String(url).slice(base.length), range: headers?.Range ?? "" });
  const { status, body } = await loaded;
  if (!status) throw new TypeError("unreachable");
  const bytes = Uint8Array.from(Buffer.from(body, "base64"));
  return { ok: status < 300, status, arrayBuffer: async () => bytes.buffer };
}

Object.assign(globalThis, {
  name: "",
  addEventListener: (_, listener) => (hear = listener),
  postMessage: (answer) => answer.state === "partial" || tell({ kind: "answer", answer }),
  fetch: load,
});

createInterface({ input: process.stdin }).on("line", (line) => {
  const message = JSON.parse(line);
  if (message.kind !== "loaded") return hear({ data: message });
  waiting.get(message.number)(message);
  waiting.delete(message.number);
});
await import(worker.href);
tell({ kind: "ready" });
