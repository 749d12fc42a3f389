// Answers every line of JSON, { code, ...values }, with what the code makes of the values: an expression over
// `client`, the modules of the browser's search by name. CLIENT is their folder. Bytes come and go as hex.

import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const names = readdirSync(process.env.CLIENT).flatMap((name) => (/^[a-z-]+\.js$/.test(name) && name !== "worker.js" ? [name.slice(0, -3)] : []));
const modules = await Promise.all(names.map((name) => import(pathToFileURL(`${process.env.CLIENT}/${name}.js`).href)));
const client = Object.fromEntries(names.map((name, n) => [name, modules[n]]));

const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (two) => parseInt(two, 16));
const reader = (hex) => new client.bytes.Reader(bytes(hex));
const shardIn = (packs, [pack, start, size]) => client.bytes.expanded(bytes(packs[pack]).subarray(start, start + size));
const shelf = (root, packs) => new client.shelf.Shelf(async () => bytes(root), async (extent) => shardIn(packs, extent));

const request = async (url) => new Response(await readFile(url));
const manifest = (folder) => client.load.manifest(pathToFileURL(`${folder}/`), request);

/** The index in a folder, opened once. */
const opened = new Map();
function index(folder) {
  const open = async () => client.index.opened(await manifest(folder), client.load.library(pathToFileURL(`${folder}/`), request));
  return opened.get(folder) ?? opened.set(folder, open()).get(folder);
}

const plain = (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString("hex") : ArrayBuffer.isView(value) ? [...value] : value);
const engine = (folder) => client.engine.open({ base: pathToFileURL(`${folder}/`).href, request, now: () => Date.UTC(2026, 10, 23) });

/** The kind of error that something ends in; "" where it ends in none. */
const raised = async (act) => Promise.resolve().then(act).then(() => "", (error) => error.constructor.name);
const tools = { client, bytes, reader, shardIn, shelf, index, manifest, engine, raised };

for await (const line of createInterface({ input: process.stdin })) {
  const { code, ...values } = JSON.parse(line);
  const scope = { ...tools, ...values };
  const run = new Function(...Object.keys(scope), `return (async () => (${code}))();`);
  console.log(JSON.stringify({ found: (await run(...Object.values(scope))) ?? null }, plain));
}
