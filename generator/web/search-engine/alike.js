// Queries for papers like one that they name.

import { exact } from "./exact.js";
import { identifier } from "./ids.js";
import { parse } from "./parse.js";
import { byIds } from "./reading.js";
import { ASKING, NOUN, SOME } from "./wishes.js";
import { chunks } from "./words.js";
import { say } from "../lib/wording.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./wished.js").Wished} Wished */

/** The most papers of a word that is taken for the name of one of them. */
const RARE = 20;
const LIKE = new RegExp(
  `^(?:${ASKING} )?${SOME}(?:(?:${NOUN}|works?|something|anything|research) )?(?:that (?:is|are) |which (?:is|are) )?(?:most )?(?:like|similar to|related to|close to|resembling) (?<paper>.+?)(?: ${NOUN})?$|` +
    `^(?:alternatives|related (?:work|${NOUN})|similar (?:work|${NOUN})) (?:to|of|for) (?<other>.+)$`,
  "iu",
);

/**
 * The paper that a query asks others like it of, as its words name it; "" if it does not.
 * @param {string} text
 */
export function likened(text) {
  const { paper = "", other = "" } = LIKE.exec(text.replace(/\s+/g, " ").trim())?.groups ?? {};
  return (paper || other).replace(/^["“](.*)["”]$/u, "$1");
}

/**
 * Papers like one that a query names by its title or id.
 * @param {string} named
 * @param {Index} index
 * @param {string} today
 * @returns {Promise<Wished | null>}
 */
export async function othersLike(named, index, today) {
  const { numbers } = identifier(named) ? await byIds(named, false, index) : { numbers: [] };
  const [title] = numbers.length ? numbers : (await exact(index, named, parse(named, index.language, today).clauses)).titles;
  const number = title ?? (await namesake(named, index));
  if (number === undefined) return null;
  const [card] = await index.papers.cards([number]);
  return { rest: "", clauses: parse(plain(card.title), index.language, today).clauses, like: number, notes: [], understood: [{ kind: "like", text: say("like “{title}”", { title: card.title }) }] };
}

/**
 * The paper that uses a rare word most: what it presents may have a name that its title does not begin with.
 * @param {string} named
 * @param {Index} index
 * @returns {Promise<number | undefined>}
 */
async function namesake(named, index) {
  const [{ words, tokens }, ...more] = [...chunks(named, index.language), { words: [], tokens: [] }];
  const whole = tokens.find(({ span }) => span === words.length);
  const known = more.length < 2 && whole ? await index.terms.find(whole.term) : null;
  if (!known || known.df > RARE) return undefined;
  const held = known.parts.flatMap(({ numbers, impacts }) => [...numbers].map((number, n) => ({ number, impact: impacts[n] })));
  return held.sort((a, b) => b.impact - a.impact)[0]?.number;
}

/** A title without signs that could be read as operators. @param {string} title */
function plain(title) {
  return title.replace(/[^\p{L}\p{N}\p{M}.'’_-]+/gu, " ").replace(/(?<=^|\s)-+|-+(?=\s|$)/g, " ");
}
