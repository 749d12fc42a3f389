// Reads a file of entries (`exports/parts.py`) on standard input, and writes every format as the browser does:
// a JSON object of texts by the endings of their files, and the part of each id.

import { text } from "node:stream/consumers";

const web = new URL("../../../generator/web/", import.meta.url);
const { FORMATS } = await import(new URL("exports/formats.js", web));
const { partOf } = await import(new URL("exports/entries.js", web));
const { isId } = await import(new URL("lib/paper-ids.js", web));

const { rules, papers } = JSON.parse(await text(process.stdin));
const found = Object.fromEntries(FORMATS.map(({ ending, make }) => [ending, make(papers, rules)]));
found.parts = papers.map(({ id }) => (isId(id) ? partOf(id) : null));
process.stdout.write(JSON.stringify(found));
