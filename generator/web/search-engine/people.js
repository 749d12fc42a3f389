// The papers of people named as in a reference.

import { complete } from "./complete.js";
import { keyed } from "./exact.js";
import { inDays } from "./filter.js";
import { key } from "./fold.js";
import { APART, FIELDS, FIELD_BITS } from "./layout.js";
import { holding } from "./require.js";
import { chunks, tokens } from "./words.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./person.js").Person} Person */
/** @typedef {import("./person.js").Cited} Cited */
/** @typedef {import("./filter.js").Mask} Mask */
/** @typedef {{ label: string, path: string, count: number }} Page */
/** @typedef {{ held: Mask, first: number[], pages: Page[] }} Theirs
 *   papers that name all of them, those meant most likely, and pages of authors */

const AUTHORS = FIELDS.indexOf("authors");
/** The most pages that are offered if several people have the name. */
const PAGES = 3;

/**
 * Papers whose authors have the family names; null if there are none, or if none has that first name and
 * the reading is not certain.
 * @param {Cited} asked
 * @param {Index} index
 * @returns {Promise<Theirs | null>}
 */
export async function papersOf({ people, others, year, certain }, index) {
  const found = await Promise.all(people.map((person) => onePerson(person, index)));
  const held = new Uint8Array(index.count).map((_, n) => Number(found.every((one) => one.held[n])));
  if (!held.some(Boolean) || (!certain && !found[0].named.size && !(await isName(people[0], held, index)))) return null;
  const numbers = Array.from(held.keys()).filter((n) => held[n]);
  let first = numbers.filter((n) => found.some((one) => one.named.has(n)) && found.every((one) => !one.named.size || one.named.has(n)));
  if (others) {
    const leaders = await firstAuthor(people[0], index);
    const both = first.filter((n) => leaders.has(n));
    const given = people[0].first ? first : []; // a first author with another first name is somebody else
    first = [both, given].find((some) => some.length) ?? [...leaders].filter((n) => held[n]);
  }
  const dated = year ? await inDays(year, year, index) : null;
  const then = first.filter((n) => dated?.[n]);
  return { held, first: then.length ? then : first, pages: found.length === 1 ? namesakes(found[0].pages).slice(0, PAGES) : [] };
}

/**
 * Papers with the family name, and papers of authors with a page whose first name fits too.
 * @param {Person} person
 * @param {Index} index
 */
async function onePerson({ last, first }, index) {
  const folded = key(last, index.language);
  const begun = first.split(/[\s.-]+/).filter(Boolean).map((part) => key(part, index.language));
  const initials = begun.length === 1 && /^\p{Lu}+$/u.test(first) ? [...begun[0]] : begun;
  const items = await complete(index.completions, folded + (initials[0] ?? ""), (text) => key(text, index.language));
  const pages = items.filter(({ kind, label }) => kind === "author" && isOf(label, folded, initials, index));
  const given = begun[0]?.length > 1 ? await keyed(index, "name", begun.join("") + folded) : { numbers: [], path: "" };
  const lists = await Promise.all(pages.map(async ({ label }) => (await keyed(index, "name", key(label, index.language))).numbers));
  const named = new Set([...given.numbers, ...(first || !tokens(last, index.language).length ? lists.flat() : [])]);
  const words = chunks(last, index.language).flatMap((chunk) => chunk.words);
  const blank = { pattern: "", distance: 0, from: "", until: "", boost: 1 };
  const held = await holding(
    { ...blank, kind: "word", field: "author", presence: "must", text: last, key: folded, plain: words, words: tokens(last, index.language) },
    index,
  );
  for (const number of named) held[number] = 1;
  return { held, named, pages };
}

/**
 * Whether most papers with a word have it as the name of an author.
 * @param {Person} person
 * @param {Mask} held
 * @param {Index} index
 */
async function isName({ last }, held, { terms, language }) {
  const known = await terms.find(tokens(last, language)[0]?.term ?? "");
  return known !== null && held.reduce((sum, one) => sum + one, 0) * 2 > known.df;
}

/**
 * Whether a full name ends with the family name and its given names start with the initials.
 * @param {string} label
 * @param {string} folded
 * @param {string[]} initials
 * @param {Index} index
 */
function isOf(label, folded, initials, { language }) {
  const parts = label.split(/[\s-]+/).map((part) => key(part, language));
  const start = parts.findIndex((_, n) => n > 0 && parts.slice(n).join("") === folded);
  return start > 0 && initials.every((initial, n) => n >= start || parts[n].startsWith(initial));
}

/**
 * The first page of each name.
 * @param {Page[]} pages
 */
function namesakes(pages) {
  return pages.filter(({ label }, n) => pages.findIndex((one) => one.label === label) === n);
}

/**
 * Papers with a person as first author.
 * @param {Person} person
 * @param {Index} index
 */
async function firstAuthor({ last }, index) {
  const [term] = tokens(last, index.language).filter(({ span }) => span === 1).slice(-1);
  const placed = term && (await index.terms.placed(term.term));
  /** @type {Set<number>} */
  const found = new Set();
  placed?.known.parts.forEach(({ numbers }, part) => {
    const { starts, places } = placed.places[part];
    numbers.forEach((number, n) => {
      if (places.subarray(starts[n], starts[n + 1]).some((place) => place >>> FIELD_BITS === AUTHORS && place % 2 ** FIELD_BITS < APART)) found.add(number);
    });
  });
  return found;
}
