// What scripts say, in English and in another language.
import assert from "node:assert/strict";
import { test } from "node:test";

const { counted, number, say, shortDate } = await import("../../generator/web/lib/wording.js");

test("English needs no texts", () => {
  assert.equal(say("Copied"), "Copied");
  assert.equal(say("{n} of {all}, {year}", { n: 2, all: 8348, year: "2025" }), "2 of 8,348, 2025");
  assert.deepEqual([0, 1, 8348].map((count) => counted(count, "paper")), ["0 papers", "1 paper", "8,348 papers"]);
  assert.equal(counted(2, "entry", "entries"), "2 entries");
});

test("another language has its own", (t) => {
  const texts = {
    "1,000": ["1.000"],
    "{n} of {all}, {year}": ["{year}: {all}, {n}"],
    "{count} paper": ["{count} Blatt", "{count} Blätter"],
    "{day} {month} {year}": ["{day}. {month} {year}"],
  };
  Object.assign(globalThis, { papersWording: { plural: (/** @type {number} */ n) => +(n != 1), texts } });
  t.after(() => Reflect.deleteProperty(globalThis, "papersWording"));
  assert.equal(say("{n} of {all}, {year}", { n: "{all}", all: 8348, year: "2025" }), "2025: 8.348, {all}");
  assert.deepEqual([1, 8348].map((count) => counted(count, "paper")), ["1 Blatt", "8.348 Blätter"]);
  assert.equal(shortDate("2025-08-20"), "20. Aug 2025");
  assert.equal(counted(2, "entry", "entries"), "2 entries");
  assert.equal(number(1234567), "1.234.567");
});
