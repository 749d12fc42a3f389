// Queries that say more than their subject: which readings hold, and what they mean for the results.

import { likened, othersLike } from "./alike.js";
import { periodsOf } from "./calendar.js";
import { exact } from "./exact.js";
import { isRated } from "./order.js";
import { pagesOf } from "./pages.js";
import { parse } from "./parse.js";
import { cited } from "./person.js";
import { inDays } from "./reading.js";
import { isListed, periodOf, spanOf, unlisted } from "./spans.js";
import { neighbours, unrated, wishesOf, without } from "./wishes.js";
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
  const asked = wishesOf(typed, kept);
  const wishes = asked.some(({ order }) => order === "votes") && !(await isRated(index)) ? unrated(asked, kept) : asked;
  const named = kept.includes("like") ? "" : likened(typed);
  if ((!named && !wishes.length) || typed.trim().split(/\s+/).length > LONGEST || periodsOf(typed).length || cited(typed)?.certain) return null;
  const { titles, names } = await exact(index, typed, parse(typed, index.language, today).clauses);
  if (titles.length || names.length) return null;
  const like = (named && (await othersLike(named, index, today))) || (named && (await likeAndMore(typed, wishes, index, today)));
  return like || others(typed, wishes, index);
}

/**
 * Papers like one, of a time or in an order: "papers like 2508.12345 last week".
 * @param {string} typed
 * @param {Wish[]} wishes
 * @param {Index} index
 * @param {string} today
 * @returns {Promise<Wished | null>}
 */
async function likeAndMore(typed, wishes, index, today) {
  const more = await others(typed, wishes.filter(({ kind }) => kind !== "words"), index);
  const named = more && likened(more.rest);
  const like = named ? await othersLike(named, index, today) : null;
  return more && like && { ...more, ...like, clauses: [...like.clauses, ...more.clauses], understood: [...like.understood, ...more.understood], notes: more.notes };
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
  const held = wishes.filter((wish, n) => certain[n] && isHeld(wish, days));
  const rest = without(typed, held);
  const left = chunks(rest, index.language).some(({ words }) => words.length);
  if (!held.some(({ kind }) => kind !== "words" || left)) return null;
  const ranges = held.flatMap((wish) => (wish.days ? [{ ...wish.days(days), told: wish.told }] : []));
  // "New" and a year is what is new in that year.
  const asked = held.find((wish) => wish.order && !(ranges.length && wish.order === "newest" && !wish.sure));
  const told = held.filter((wish) => wish.kind === "words" || (wish.order && wish !== asked)).map((wish) => wish.told);
  const order = asked?.order ?? "";
  /** @type {Understood[]} */
  const understood = ranges.map((range) => ({ kind: "time", text: spanOf(range) }));
  if (order) understood.push({ kind: "order", text: order === "newest" ? say("newest first") : say("most upvotes first") });
  if (told.length) understood.push({ kind: "words", text: say("without “{words}”", { words: told.join(" ") }) });
  const periods = left ? [] : ranges.map(periodOf).filter((period) => period !== null);
  const pages = periods.flatMap((period) => pagesOf(period, days).pages);
  return {
    rest: left ? rest : "",
    clauses: ranges.map(({ from, until, told: text }) => inDays(from, until, text)),
    order,
    understood,
    notes: ranges.every((range) => isListed(range, days)) ? pages.map(({ text, path }) => ({ kind: "page", text: say("All papers from {date}", { date: text }), path })) : [unlisted(days)],
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
 * Whether a wish means something in this archive. A number that only may be a year is one if there are lists of it.
 * @param {Wish} wish
 * @param {string[]} days
 */
function isHeld({ days: within, sure }, days) {
  if (!within) return true;
  if (!days.length) return false;
  const range = within(days);
  return (range.from || range.until) !== "" && (sure || isListed(range, days));
}
