// A host on a slow network, for the benchmark of the search: HTTP/2 over TLS, every answer after a round trip, all
// bytes through one link. The delay is in the server, so that workers and modules feel it as pages do.
// node slow.mjs ROOT KEY CERTIFICATE DELAY_MS BITS_PER_SECOND; tells its port.

import { readFileSync, statSync } from "node:fs";
import { createSecureServer } from "node:http2";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const [root, key, cert, delay, bits] = process.argv.slice(2);
const ROUND = Number(delay);
const CHUNK = 2048;
const CHUNK_MS = (CHUNK * 8 * 1000) / Number(bits);
/** Round trips until a connection is there: TCP, then TLS 1.3. */
const OPENING = 2;
const KINDS = {
  ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json",
  ".svg": "image/svg+xml", ".txt": "text/plain", ".xml": "application/xml", ".wasm": "application/wasm", ".png": "image/png",
};
/** What a host such as GitHub Pages compresses. */
const PACKED = [".css", ".html", ".js", ".mjs", ".json", ".svg", ".txt", ".xml"];
const packed = new Map();

/** Answers that wait for the link, which takes a piece of each in turn. */
const waiting = [];
let free = 0;
let running = false;

async function run() {
  if (running) return;
  running = true;
  for (let one = waiting.shift(); one; one = waiting.shift()) {
    const piece = one.body.subarray(one.at, one.at + CHUNK);
    one.at += piece.length;
    const now = performance.now();
    free = Math.max(free, now) + (CHUNK_MS * piece.length) / CHUNK;
    if (free - now > 1) await new Promise((go) => setTimeout(go, free - now));
    if (one.stream.destroyed) continue;
    if (one.at < one.body.length) {
      one.stream.write(piece);
      waiting.push(one);
    } else one.stream.end(piece);
  }
  running = false;
}

function bodyOf(path, range) {
  const kind = extname(path);
  const head = { "content-type": KINDS[kind] ?? "application/octet-stream", "cache-control": "max-age=600" };
  if (PACKED.includes(kind)) {
    if (!packed.has(path)) packed.set(path, gzipSync(readFileSync(path), { level: 6 }));
    return { head: { ...head, ":status": 200, "content-encoding": "gzip" }, body: packed.get(path) };
  }
  const whole = readFileSync(path);
  const [, from, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? "") ?? [];
  if (from === undefined) return { head: { ...head, ":status": 200 }, body: whole };
  const end = Math.min(Number(last), whole.length - 1);
  return { head: { ...head, ":status": 206, "content-range": `bytes ${from}-${end}/${whole.length}` }, body: whole.subarray(Number(from), end + 1) };
}

function fileAt(address) {
  const path = join(root, normalize(decodeURIComponent(new URL(address, "https://x").pathname)));
  const file = path.endsWith("/") ? `${path}index.html` : path;
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : null;
}

const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) });
const opened = new WeakMap();
server.on("session", (session) => opened.set(session, performance.now() + OPENING * ROUND));
server.on("stream", (stream, headers) => {
  stream.on("error", () => {});
  const late = Math.max(0, (opened.get(stream.session) ?? 0) - performance.now());
  setTimeout(() => {
    if (stream.destroyed) return;
    const file = fileAt(headers[":path"]);
    if (!file) return stream.respond({ ":status": 404 }, { endStream: true });
    const { head, body } = bodyOf(file, headers.range);
    stream.respond({ ...head, "content-length": body.length });
    waiting.push({ stream, body, at: 0 });
    run();
  }, late + ROUND);
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
