// Unknown words: what was probably meant, and the notes about it.

import { alsoOf, asOne, missing as nothingFor, oneOf, replaced } from "./also.js";
import { inEnglish } from "./foreign.js";
import { corrected, respelled } from "./likely.js";
import { CAP, parse, short } from "./parse.js";
import { widened } from "./widen.js";
import { chunks, tokens } from "./words.js";
import { say } from "../lib/wording.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./clauses.js").Clause} Clause */
/** @typedef {import("./match.js").Note} Note */
/** @typedef {{ clauses: Clause[], query: string, notes: Note[], unended: boolean }} Corrections `query` is the text as it is searched */

/**
 * The clauses with unknown words replaced by what was probably meant, and notes about them. A word that is
 * still being typed is ignored: there is no note about it, and the list of all words is not loaded.
 * @param {string} text
 * @param {boolean} typing whether its last word may be unfinished
 * @param {Clause[]} clauses
 * @param {Index} index
 * @param {boolean} [translated] whether it is English made of another language
 * @returns {Promise<Corrections>}
 */
export async function withCorrections(text, typing, clauses, index, translated = false) {
  const wide = widened(clauses, index.language);
  const plain = clauses.flatMap((clause, n) => {
    const { kind, field, presence } = clause;
    return kind === "word" && !field && presence !== "not" ? [{ clause, words: wide[n].words }] : [];
  });
  const held = await Promise.all(plain.map(async ({ clause, words }) => ({ clause, ...(await heldBy(words, index)) })));
  const papers = new Map(held.map(({ clause, most }) => [clause, most]));
  const missing = plain.flatMap(({ clause }) => (papers.get(clause) ? [] : [clause]));
  const unknown = missing.filter((clause) => !(typing && text.toLowerCase().endsWith(clause.text.toLowerCase())));
  // A part may be known by chance: 大 of 大模型, or the first half of KI-Agenten.
  const lacking = held.flatMap(({ clause, lacks }) => (unknown.includes(clause) || (lacks && !missing.includes(clause)) ? [clause] : []));
  const english = lacking.length && !translated ? inEnglish(text.slice(0, CAP).normalize("NFKC"), lacking, await index.foreign(), index.language) : null;
  if (english) {
    const told = nothingFor(english.replaced.map(short).join(say(" or ")), english.query);
    const more = await withCorrections(english.query, false, parse(english.query, index.language).clauses, index, true);
    return { ...more, notes: [{ kind: "corrected", text: told, query: english.query }, ...more.notes] };
  }
  const better = await corrected(unknown, clauses, index);
  let query = text;
  for (const { wrong, right } of better.values()) if (wrong) query = replaced(query, wrong, right);
  if (better.size) query = await tidied(query, plain.flatMap(({ clause }) => (papers.get(clause) && !better.has(clause) ? [clause] : [])), index);
  const wrong = [...better.values()].flatMap((one) => (one.wrong ? [`“${one.wrong}”`] : [])).join(say(" or "));
  /** @type {Note[]} */
  const notes = wrong ? [{ kind: "corrected", text: nothingFor(wrong, query), query }] : [];
  for (const clause of unknown) {
    if (!better.has(clause)) notes.push({ kind: "unknown", text: say("No papers contain “{word}”.", { word: short(clause.text).slice(1, -1) }) });
  }
  for (const [clause, count] of papers) if (count && !better.has(clause)) notes.push(...(await alsoOf(clause, count, query, clauses.length === 1, index)));
  const unended = unknown.length < missing.length;
  if (!better.size) {
    const [joined] = await oneOf(plain.map(({ clause }) => clause), papers, query, index);
    if (joined) notes.push({ kind: "also", text: say("Also searched for “{query}”.", { query: joined.query }), query: joined.query });
    return { clauses: joined ? asOne(clauses, wide, joined) : wide, query, notes, unended };
  }
  const read = clauses.flatMap((clause) => {
    const found = better.get(clause);
    return found ? wordsOf(found.right, clause, index) : [clause];
  });
  return { clauses: widened(read, index.language), query, notes, unended };
}

/**
 * A corrected text without typos in its other words, which find the same papers: reinforcment has the stem of
 * reinforcement.
 * @param {string} query
 * @param {Clause[]} known
 * @param {Index} index
 */
async function tidied(query, known, index) {
  const words = await index.lexicon();
  const alone = known.filter(({ plain, presence }) => plain.length === 1 && presence === "should");
  const wrong = alone.map(({ text, plain: [word] }) => ({ text, right: respelled(word, words, index) }));
  return wrong.reduce((text, one) => (one.right && text.toLowerCase().includes(one.text.toLowerCase()) ? replaced(text, one.text, one.right) : text), query);
}

/**
 * How many papers have the most usual of some words, and whether no paper has one of them.
 * @param {import("./words.js").Token[]} words
 * @param {Index} index
 */
async function heldBy(words, index) {
  const known = new Map((await index.terms.all(words.map((one) => one.term))).map(({ term, df }) => [term, df]));
  return { most: Math.max(0, ...known.values()), lacks: words.some(({ term, span }) => span === 1 && !known.has(term)) };
}

/**
 * @param {string} text
 * @param {Clause} clause that it replaces
 * @param {Index} index
 * @returns {Clause[]}
 */
function wordsOf(text, clause, { language }) {
  return chunks(text, language).map(({ words }) => {
    const written = words.join("-");
    return { ...clause, text: written, key: words.join(""), plain: words, words: tokens(written, language) };
  });
}
