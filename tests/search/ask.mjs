// Asks the search engine over a built index: a question a line in, its answer a line out.
// A question is { q, order, limit, cold, kept }: cold forgets all that was loaded before, kept are readings taken back. Where WEB names the page's
// own modules, the answer tells what its notes say and which addresses they offer.

import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const { open } = await import(pathToFileURL(`${process.env.CLIENT}/engine.js`).href);
const base = pathToFileURL(`${process.env.INDEX}/`).href;

const notes = process.env.WEB ? await import(pathToFileURL(`${process.env.WEB}/search-page/notes.js`).href) : null;

/** As much of an element as notes need. */
class Element {
  constructor() {
    this.dataset = {};
    this.nodes = [];
  }
  append(...nodes) {
    this.nodes.push(...nodes);
  }
  set textContent(text) {
    this.nodes = [text];
  }
  get textContent() {
    return this.nodes.map((node) => node.textContent ?? node).join("");
  }
  get links() {
    return [...(this.href ? [{ href: this.href, text: this.textContent }] : []), ...this.nodes.flatMap((node) => node.links ?? [])];
  }
}
const page = { createElement: () => new Element() };
const root = new URL("https://site.example/");

/** What the page makes of a hint. */
function shown(note, request) {
  const line = notes.noteOf(page, note, request, root);
  return { text: line.textContent, links: line.links };
}

let bytes = 0;
let files = 0;
/** What was read of the disk: a part of a file is asked for tens of thousands of times. @type {Map<string, Promise<Buffer>>} */
const held = new Map();

/** A host that gives parts of files. @param {URL} url @param {RequestInit} how */
async function request(url, { headers } = {}) {
  const path = fileURLToPath(url);
  if (!held.has(path)) held.set(path, readFile(path));
  const whole = await held.get(path);
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers?.Range ?? "") ?? [];
  const body = first ? whole.subarray(Number(first), Number(last) + 1) : whole;
  bytes += body.length;
  files += 1;
  return new Response(body, { status: first ? 206 : 200 });
}

const opened = () => open({ base, request, now: () => Date.UTC(2026, 10, 23) });
let engine = opened();

for await (const line of createInterface({ input: process.stdin })) {
  const { q, order: by = "relevance", limit = 50, cold = false, kept = [] } = JSON.parse(line);
  if (cold) engine = opened();
  bytes = files = 0;
  const start = performance.now();
  let first = 0;
  let last = null;
  const asked = { q, order: by, topics: [], orgs: [], code: false, project: false, votes: 0, from: "", until: "", kept, limit };
  await engine.query(asked, (answer) => {
    first ||= performance.now() - start;
    last = answer;
  });
  const done = performance.now() - start;
  const { kind, state, total, counts, order, understood = [], notes: hints = [], cards = [], message } = last ?? {};
  const said = notes && hints.map((note) => shown(note, asked));
  const ids = cards.map((card) => card.id);
  console.log(JSON.stringify({ kind, state, total, counts, order, read: understood.map(({ text }) => text), notes: hints, said, message, ids, exact: cards[0]?.exact, first, done, bytes, files }));
}
