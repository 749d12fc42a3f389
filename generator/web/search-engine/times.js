// Times in a query: years and dates, "since March 2025", "last week".

import { moved } from "./dates.js";
import { around } from "./calendar.js";
import { ALONE, ANY, DATED, DAY, MONTH, NTH, OF, POINT, QUARTER, SAID, UNDATED, YEAR, newest, recent, spanOf } from "./points.js";

/** @typedef {{ from: string, until: string }} Range YYYY-MM-DD, both inclusive, "" where it is open */

const NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
/** What is no number, but says one. */
const FEW = ["couple of", "few"];

/** Forms of times; the first ones are read first. Groups a and b are points in time. */
const TIMES = /** @type {[form: string, sure: boolean, days: (found: Record<string, string>, days: string[]) => Range][]} */ ([
  [`(?:between|from) (?<a>${DATED}|${UNDATED}) (?:and|to|until|through|till|-|–) (?<b>${ANY})`, true, between],
  [`(?:from )?(?<a>${MONTH}(?:,? ${YEAR})?) ?(?:[-–]|to) ?(?<b>${MONTH},? ${YEAR})`, true, between],
  ["(?<a>20[0-9]{2})(?: ?[-–] ?| to )(?<b>20[0-9]{2})", true, between],
  [`(?:since|starting (?:in|from))(?: last)? (?<a>${ANY})`, true, ({ a }, days) => ({ from: recent(a, days).first, until: "" })],
  [`(?:after|(?:newer|later|more recent) than) (?<a>${ANY})`, true, ({ a }, days) => ({ from: moved(spanOf(a, newest(days), ({ last }) => last < newest(days)).last, 1), until: "" })],
  [`(?:before|prior to|(?:older|earlier) than) (?<a>${ANY})`, true, ({ a }, days) => ({ from: "", until: moved(recent(a, days).first, -1) })],
  [`(?:from )?(?<a>${POINT}) (?:onwards?|and later|(?:to|until|till) (?:now|today)|on(?=\\W*$))`, true, ({ a }, days) => ({ from: recent(a, days).first, until: "" })],
  [`(?:until|till|up to|through) (?<a>${ANY})`, true, ({ a }, days) => ({ from: "", until: recent(a, days).last })],
  [`(?<!(?:to|and|or|by|than) (?:the )?)(?:(?:in|of|from|during) )?(?<a>(?:the )?${SAID}${OF})`, true, during],
  [`(?:published |listed )?(?<!\\bq[1-4] )(?:in|of|from|during) (?:the year )?(?<a>${DATED})`, true, during],
  [`(?<a>(?<quarter>${QUARTER}${OF}|${YEAR} ${QUARTER}))`, false, during],
  [`(?<a>${POINT})`, false, during],
  [`(?:published |listed )?on (?:the )?(?<a>${DAY}${MONTH}|${MONTH} ${NTH}?)${ALONE}`, true, during],
  [`(?:published |listed )?(?:(?:in|from|of|during)(?: last| this)?|last) (?<a>${UNDATED})${ALONE}`, true, during],
  ["(?:(?:from|in|of|over|during|within) )?(?:the )?(?:last|past|previous) (?<count>[0-9]{1,3}|couple of|[a-z]+) (?<unit>day|week|month|year)s", true, ({ count, unit }, days) => back(count, unit, newest(days))],
  ["(?:(?:from|in|of|over|during|within) )?(?:the )?(?<which>this|current|last|past|previous) (?<unit>week|month|year)(?:'s)?", true, ({ which, unit }, days) => calendar(which.toLowerCase(), unit.toLowerCase(), newest(days))],
  ["(?:(?:from|of) )?(?<day>today|yesterday)(?:'s)?", true, ({ day }, days) => same(newest(day.toLowerCase() === "today" ? days : days.slice(0, -1)))],
]);

/**
 * The forms that may be in a text. Each takes milliseconds to compile, so those with a year or a month are only tried
 * where there is one, and all only where their first words are there.
 * @param {string} text
 */
export function formsOfTimes(text) {
  const isDated = new RegExp(`(?<![^ ])${MONTH}|${YEAR}`, "i").test(text);
  return TIMES.filter(([form]) => (isDated || !(form.includes(MONTH) || form.includes(YEAR))) && new RegExp(form.split("(?<")[0], "i").test(text));
}

/**
 * Whether the parts of a form are what they look like: 2025-13 is not a month, MAR and "in mar" are names of methods, and
 * a quarter after a name belongs to it.
 * @param {Record<string, string>} groups
 * @param {string} told the words of the form
 * @param {string} before the text before them
 */
export function isMeant({ a, b, count, quarter }, told, before) {
  if ([a, b].some((point) => point !== undefined && (!spanOf(point).first || /^[A-Z]{2}.\.?$/.test(point)))) return false;
  if (/(?<!(?:since|last|to|and|[-–0-9]) ?)\b(?:mar|dec)\W*$/i.test(told)) return false;
  return !(quarter && /(?:\p{Lu}[^ ]*|\b(?:to|and|or|by|than)) *$/u.test(before)) && (!count || amount(count) > 0);
}

/**
 * @param {Record<string, string>} groups
 * @param {string[]} days
 */
function during({ a }, days) {
  const { first: from, last: until } = recent(a, days);
  return { from, until };
}

/**
 * From one point to another; one without a year is the closest to the other, across New Year if need be.
 * @param {Record<string, string>} groups
 * @param {string[]} days
 */
function between({ a, b }, days) {
  const start = recent(a, days);
  if (new RegExp(YEAR).test(a)) return { from: start.first, until: spanOf(b, start.last, ({ first }) => first > start.last, 1).last };
  const { last } = recent(b, days);
  return { from: spanOf(a, last, ({ first }) => first <= last).first, until: last };
}

/** @param {string} day */
function same(day) {
  return { from: day, until: day };
}

/** @param {string} count */
function amount(count) {
  const said = count.toLowerCase();
  return Number(count) || NUMBERS.indexOf(said) + 1 || (FEW.includes(said) ? FEW.indexOf(said) + 2 : 0);
}

/**
 * @param {string} count
 * @param {string} unit
 * @param {string} day the last one
 */
function back(count, unit, day) {
  const days = { day: 1, week: 7, month: 30, year: 365 }[unit.toLowerCase()] ?? 1;
  return { from: moved(day, 1 - days * amount(count)), until: "" };
}

/**
 * "this" and "last" are weeks, months and years of the calendar; "past" counts back from the newest list.
 * @param {string} which
 * @param {string} unit
 * @param {string} day that counts as today
 */
function calendar(which, unit, day) {
  if (which === "past") return back("1", unit, day);
  const kind = /** @type {"week" | "month" | "year"} */ (unit);
  const now = around(day, kind);
  const { first: from, last: until } = which === "this" || which === "current" ? now : around(moved(now.first, -1), kind);
  return { from, until };
}
