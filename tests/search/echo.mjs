// Answers every line of JSON, a text, with what the client makes of it. CLIENT is its folder.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(`${process.env.CLIENT}/${name}`).href);
const language = JSON.parse(readFileSync(`${process.env.CLIENT}/language.json`, "utf8"));
const { key, letters, mark } = await load("fold.js");
const { tokens } = await load("words.js");
const { identifier, parse } = await load("parse.js");

for await (const line of createInterface({ input: process.stdin })) {
  const text = JSON.parse(line);
  const folded = key(text, language);
  const terms = tokens(text, language).map(({ term, at, span }) => [term, at, span]);
  const { clauses, notes } = parse(text, language, "2026-11-23");
  const answer = { letters: letters(text, language), key: folded, mark: mark(folded), tokens: terms };
  console.log(JSON.stringify({ ...answer, id: identifier(text), clauses, notes }));
}
