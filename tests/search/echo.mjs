// Answers every line of JSON, a text, with what the client makes of it; `{text, parts}` asks for some of that.
// CLIENT is its folder.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(`${process.env.CLIENT}/${name}`).href);
const language = JSON.parse(readFileSync(`${process.env.CLIENT}/language.json`, "utf8"));
const { key, letters, mark } = await load("fold.js");
const { tokens } = await load("words.js");
const { identifier, parse } = await load("parse.js");

const PARTS = {
  letters: (text) => letters(text, language),
  key: (text) => key(text, language),
  mark: (text) => mark(key(text, language)),
  tokens: (text) => tokens(text, language).map(({ term, at, span }) => [term, at, span]),
  id: identifier,
  clauses: (text) => parse(text, language, "2026-11-23").clauses,
  notes: (text) => parse(text, language, "2026-11-23").notes,
};

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  const { text, parts } = typeof asked === "string" ? { text: asked, parts: Object.keys(PARTS) } : asked;
  console.log(JSON.stringify(Object.fromEntries(parts.map((name) => [name, PARTS[name](text)]))));
}
