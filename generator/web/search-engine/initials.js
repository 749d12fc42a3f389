// Organizations that a query names by their initials: MIT.

import { keyed } from "./exact.js";
import { key } from "./fold.js";
import { term } from "./words.js";
import { counted, say } from "../lib/wording.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./match.js").Note} Note */

/** Capitals that may be initials. */
const CAPITALS = /^\p{Lu}{3,6}$/u;

/**
 * The papers of the organization whose account or initials a whole text is, and its page; null if there is
 * none, or if many papers use the initials as a word.
 * @param {string} text
 * @param {Index} index
 * @returns {Promise<{ numbers: number[], notes: Note[] } | null>}
 */
export async function byInitials(text, index) {
  const letters = text.trim();
  if (!CAPITALS.test(letters)) return null;
  const [orgs, known] = await Promise.all([index.orgs(), index.terms.find(term(letters.toLowerCase(), index.language))]);
  const own = orgs.filter(([slug]) => slug === letters.toLowerCase());
  const named = own.length ? own : orgs.filter(([, label]) => initialsOf(label) === letters);
  const found = await Promise.all(named.map(async ([, label]) => ({ label, ...(await keyed(index, "name", key(label, index.language))) })));
  const [most] = found.sort((a, b) => b.numbers.length - a.numbers.length);
  if (!most?.numbers.length || (!own.length && most.numbers.length <= (known?.df ?? 0) / 2)) return null;
  const { label, numbers, path } = most;
  const told = say("Go to {name}'s page ({papers})", { name: label, papers: counted(numbers.length, "paper") });
  return { numbers, notes: path ? [{ kind: "author", text: told, path }] : [] };
}

/**
 * The capital letters that the words of a name begin with.
 * @param {string} label
 */
function initialsOf(label) {
  return label.split(/[\s-]+/).map((word) => /^\p{Lu}/u.exec(word)?.[0] ?? "").join("");
}
