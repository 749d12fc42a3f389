// Queries that say more than their subject: which readings hold, and what they mean for the results.

import { likened, othersLike } from "./alike.js";
import { periodsOf } from "./calendar.js";
import { exact } from "./exact.js";
import { pageOf, pagesOf } from "./pages.js";
import { parse } from "./parse.js";
import { cited } from "./person.js";
import { inDays } from "./reading.js";
import { neighbours, wishesOf, without } from "./wishes.js";
import { chunks } from "./words.js";
import { say } from "../lib/wording.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./wishes.js").Wish} Wish */
/** @typedef {import("./found.js").Understood} Understood */
/** @typedef {{ rest: string, clauses: import("./clauses.js").Clause[], like?: number, order?: "" | "newest" | "votes", notes: import("./match.js").Note[],
 *   understood: Understood[] }} Wished `rest` is searched for by its words */

/** A word beside another counts as part of a name if this many papers and this share of those with the other have both. */
const PAPERS = 3;
const SHARE = 0.05;
/** The most words of a query that is read; longer texts are pasted or tell a story. */
const LONGEST = 15;

/**
 * What a query says besides its subject; null if that is nothing, or if the whole text is a title, a name, a
 * date or a reference.
 * @param {string} typed
 * @param {string[]} kept kinds of readings that the reader took back
 * @param {Index} index
 * @param {string} today YYYY-MM-DD
 * @returns {Promise<Wished | null>}
 */
export async function wished(typed, kept, index, today) {
  const named = kept.includes("like") ? "" : likened(typed);
  const wishes = wishesOf(typed, kept);
  if ((!named && !wishes.length) || typed.trim().split(/\s+/).length > LONGEST || periodsOf(typed).length || cited(typed)?.certain) return null;
  const { titles, names } = await exact(index, typed, parse(typed, index.language, today).clauses);
  if (titles.length || names.length) return null;
  return (named && (await othersLike(named, index, today))) || (await others(typed, wishes, index));
}

/**
 * @param {string} typed
 * @param {Wish[]} wishes
 * @param {Index} index
 * @returns {Promise<Wished | null>}
 */
async function others(typed, wishes, index) {
  const days = wishes.some((wish) => wish.days) ? await index.days() : [];
  const certain = await Promise.all(wishes.map(async (wish) => wish.sure || !(await isNamed(typed, wish, index))));
  const held = wishes.filter((wish, n) => certain[n] && (!wish.days || isListed(wish.days(days), days)));
  const rest = without(typed, held);
  const left = chunks(rest, index.language).some(({ words }) => words.length);
  if (!held.some(({ kind }) => kind !== "words" || left)) return null;
  const ranges = held.flatMap((wish) => (wish.days ? [{ ...wish.days(days), told: wish.told }] : []));
  // "New" and a year is what is new in that year. Where nobody counts votes, "best" asks for no order.
  const counts = held.some((wish) => wish.order === "votes") && (await index.columns.votes()).some((known) => known > 0);
  const asked = held.find((wish) => (wish.order === "votes" ? counts : wish.order && !(ranges.length && !wish.sure)));
  const told = held.filter((wish) => wish.kind === "words" || (wish.order && wish !== asked)).map((wish) => wish.told);
  const order = asked?.order ?? "";
  /** @type {Understood[]} */
  const understood = ranges.map((range) => ({ kind: "time", text: spanOf(range) }));
  if (order) understood.push({ kind: "order", text: order === "newest" ? say("newest first") : say("most upvotes first") });
  if (told.length) understood.push({ kind: "words", text: say("without “{words}”", { words: told.join(" ") }) });
  const periods = left ? [] : ranges.map(periodOf).filter((period) => period !== null);
  return {
    rest: left ? rest : "",
    clauses: ranges.map(({ from, until, told: text }) => inDays(from, until, text)),
    order,
    understood,
    notes: periods.flatMap((period) => pagesOf(period, days).pages).map(({ text, path }) => ({ kind: "page", text: say("All papers from {date}", { date: text }), path })),
  };
}

/**
 * Whether a wish is probably part of a name, such as the year in AIME 2025: papers use it with its neighbour.
 * @param {string} typed
 * @param {Wish} wish
 * @param {Index} index
 */
async function isNamed(typed, wish, index) {
  const { before, after } = neighbours(typed, wish);
  const own = termsOf(wish.told, index);
  const [[left = ""], [right = ""]] = [termsOf(before, index).slice(-1), termsOf(after, index)];
  const pairs = [[left, own[0] ?? "", left], [own[own.length - 1] ?? "", right, right]].filter(([one, other]) => one && other);
  const found = await Promise.all(
    pairs.map(async ([one, other, beside]) => {
      const [both, alone] = await Promise.all([index.terms.find(`${one} ${other}`), index.terms.find(beside)]);
      return both !== null && both.df >= PAPERS && both.df >= SHARE * (alone?.df ?? 0);
    }),
  );
  return found.includes(true);
}

/**
 * @param {string} text
 * @param {Index} index
 */
function termsOf(text, { language }) {
  return chunks(text, language).flatMap(({ tokens }) => tokens.flatMap(({ term, span }) => (span === 1 ? [term] : [])));
}

/**
 * Whether the archive has list days in a range.
 * @param {{ from: string, until: string }} range
 * @param {string[]} days
 */
function isListed({ from, until }, days) {
  return days.some((day) => day >= from && (!until || day <= until));
}

/**
 * A range in words.
 * @param {{ from: string, until: string }} range
 */
function spanOf(range) {
  const { from, until } = range;
  const period = periodOf(range);
  if (period) return pageOf(period).text;
  if (!from) return say("until {date}", { date: until });
  if (!until) return say("from {date}", { date: from });
  return say("{from} to {until}", { from, until });
}

/**
 * The day, month or year that a range is; null if it is another.
 * @param {{ from: string, until: string }} range
 */
function periodOf({ from, until }) {
  if (!from || !until) return null;
  return [from, from.slice(0, 7), from.slice(0, 4), `week of ${from}`].flatMap(periodsOf).find(({ first, last }) => first === from && last === until) ?? null;
}
