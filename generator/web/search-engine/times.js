// Times in a query: years and dates, "since March 2025", "last week".

import { moved } from "./dates.js";
import { around, periodsOf } from "./calendar.js";

/** @typedef {{ from: string, until: string }} Range YYYY-MM-DD, both inclusive, "" where it is open */

const MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
export const YEAR = /(?:19|20)[0-9]{2}/;
/** A point in time, which has a year. */
export const POINT = `(?:(?:[0-3]?[0-9] )?${MONTH}(?: [0-3]?[0-9](?:st|nd|rd|th)?)?,? )?${YEAR.source}(?:-[01][0-9](?:-[0-3][0-9])?)?`;
const NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/** Forms of times; the first ones are read first. Groups a and b are points in time. */
export const TIMES = /** @type {[form: string, sure: boolean, days: (found: Record<string, string>, days: string[]) => Range][]} */ ([
  [`(?:between|from) (?<a>${POINT}) (?:and|to|until|through|till|-|–) (?<b>${POINT})`, true, ({ a, b }) => ({ from: first(a), until: last(b) })],
  ["(?<a>20[0-9]{2}) ?[-–] ?(?<b>20[0-9]{2})", true, ({ a, b }) => ({ from: first(a), until: last(b) })],
  [`(?:since|starting (?:in|from)) (?<a>${POINT})`, true, ({ a }) => ({ from: first(a), until: "" })],
  [`(?:from )?(?<a>${POINT}) (?:onwards?|on|and later)(?=$| [^ ]*$)`, true, ({ a }) => ({ from: first(a), until: "" })],
  [`after (?<a>${POINT})`, true, ({ a }) => ({ from: moved(last(a), 1), until: "" })],
  [`before (?<a>${POINT})`, true, ({ a }) => ({ from: "", until: moved(first(a), -1) })],
  [`(?:until|till|up to|through) (?<a>${POINT})`, true, ({ a }) => ({ from: "", until: last(a) })],
  [`(?:published |listed )?(?:in|of|from|during) (?:the year )?(?<a>${POINT})`, true, ({ a }) => ({ from: first(a), until: last(a) })],
  [`(?<a>${POINT})`, false, ({ a }) => ({ from: first(a), until: last(a) })],
  ["(?:(?:from|in|of|over|during|within) )?(?:the )?(?:last|past|previous) (?<count>[0-9]{1,3}|[a-z]+) (?<unit>day|week|month|year)s", true, ({ count, unit }, days) => back(count, unit, newest(days))],
  ["(?:(?:from|in|of|over|during|within) )?(?:the )?(?<which>this|current|last|past|previous) (?<unit>week|month|year)(?:'s)?", true, ({ which, unit }, days) => calendar(which.toLowerCase(), unit.toLowerCase(), newest(days))],
  ["(?:(?:from|of) )?(?<day>today|yesterday)(?:'s)?", true, ({ day }, days) => same(newest(day.toLowerCase() === "today" ? days : days.slice(0, -1)))],
]);

/**
 * Whether the parts of a form are what they look like: 2025-13 is no month.
 * @param {Record<string, string>} groups
 */
export function isMeant({ a, b, count }) {
  return [a, b].every((point) => point === undefined || first(point)) && (!count || amount(count) > 0);
}

/** @param {string} point */
function first(point) {
  return periodsOf(point)[0]?.first ?? "";
}

/** @param {string} point */
function last(point) {
  return periodsOf(point)[0]?.last ?? "";
}

/** @param {string[]} days */
function newest(days) {
  return days[days.length - 1] ?? "";
}

/** @param {string} day */
function same(day) {
  return { from: day, until: day };
}

/** @param {string} count */
function amount(count) {
  return Number(count) || NUMBERS.indexOf(count.toLowerCase()) + 1;
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
