// Times in a query: years and dates, "since March 2025", "last week".

import { moved } from "./dates.js";
import { around, periodsOf } from "./calendar.js";

/** @typedef {{ from: string, until: string }} Range YYYY-MM-DD, both inclusive, "" where it is open */

const MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const YEAR = "(?:19|20)[0-9]{2}";
/** A month or a day, and the same with its year or in digits. */
const DAY = "[0-3]?[0-9](?:st|nd|rd|th)?";
const UNDATED = `(?:[0-3]?[0-9] )?${MONTH}(?: ${DAY})?`;
const POINT = `(?:${UNDATED},? )?${YEAR}(?:-[01][0-9](?:-[0-3][0-9])?)?`;
const ANY = `(?:${POINT}|${UNDATED})`;
const NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
/** What is no number, but says one. */
const FEW = ["couple of", "few"];
/** Parts of a year, by their first and last month; the first seven stand before it only. */
const PARTS = Object.entries({
  ...{ early: [1, 4], mid: [5, 8], late: [9, 12], spring: [3, 5], summer: [6, 8], autumn: [9, 11], fall: [9, 11] },
  ...{ "first half": [1, 6], h1: [1, 6], "second half": [7, 12], h2: [7, 12], q1: [1, 3], q2: [4, 6], q3: [7, 9], q4: [10, 12] },
});
const [PART, BEHIND] = [PARTS, PARTS.slice(7)].map((some) => `(?<part>${some.map(([said]) => said).join("|")})`);

/** Forms of times; the first ones are read first. Groups a and b are points in time. */
const TIMES = /** @type {[form: string, sure: boolean, days: (found: Record<string, string>, days: string[]) => Range][]} */ ([
  [`(?:between|from) (?<a>${ANY}) (?:and|to|until|through|till|-|–) (?<b>${ANY})`, true, ({ a, b }, days) => ({ from: first(a, days, b), until: last(b, days) })],
  [`(?:from )?(?<a>${MONTH}) ?(?:[-–]|to) ?(?<b>${MONTH},? ${YEAR})`, true, ({ a, b }, days) => ({ from: first(a, days, b), until: last(b, days) })],
  ["(?<a>20[0-9]{2}) ?[-–] ?(?<b>20[0-9]{2})", true, ({ a, b }) => ({ from: first(a), until: last(b) })],
  [`(?:since|starting (?:in|from))(?: last)? (?<a>${ANY})`, true, ({ a }, days) => ({ from: first(a, days), until: "" })],
  [`(?:after|(?:newer|later|more recent) than) (?<a>${ANY})`, true, ({ a }, days) => ({ from: moved(last(a, days), 1), until: "" })],
  [`(?:before|prior to|(?:older|earlier) than) (?<a>${ANY})`, true, ({ a }, days) => ({ from: "", until: moved(first(a, days), -1) })],
  [`(?:from )?(?<a>${POINT}) (?:onwards?|on|and later)(?=$| [^ ]*$)`, true, ({ a }) => ({ from: first(a), until: "" })],
  [`(?:until|till|up to|through) (?<a>${ANY})`, true, ({ a }, days) => ({ from: "", until: last(a, days) })],
  [`(?:(?:from|in|of|during) )?(?:the )?${PART}(?:[ -]|,? of )(?<year>${YEAR})`, true, partOf],
  [`(?<year>${YEAR}) ${BEHIND}`, true, partOf],
  [`(?:published |listed )?(?:in|of|from|during) (?:the year )?(?<a>${POINT})`, true, ({ a }) => ({ from: first(a), until: last(a) })],
  [`(?<a>${POINT})`, false, ({ a }) => ({ from: first(a), until: last(a) })],
  [`(?:published |listed )?(?:(?:in|from|of|during)(?: last| this)?|last|on(?= ${MONTH} [0-9]| [0-9])) (?<a>${UNDATED})`, true, ({ a }, days) => ({ from: first(a, days), until: last(a, days) })],
  ["(?:(?:from|in|of|over|during|within) )?(?:the )?(?:last|past|previous) (?<count>[0-9]{1,3}|couple of|[a-z]+) (?<unit>day|week|month|year)s", true, ({ count, unit }, days) => back(count, unit, newest(days))],
  ["(?:(?:from|in|of|over|during|within) )?(?:the )?(?<which>this|current|last|past|previous) (?<unit>week|month|year)(?:'s)?", true, ({ which, unit }, days) => calendar(which.toLowerCase(), unit.toLowerCase(), newest(days))],
  ["(?:(?:from|of) )?(?<day>today|yesterday)(?:'s)?", true, ({ day }, days) => same(newest(day.toLowerCase() === "today" ? days : days.slice(0, -1)))],
]);

/**
 * The forms that may be in a text. Each takes half a millisecond to compile, so those with a year or a month are
 * only tried where there is one.
 * @param {string} text
 */
export function formsOfTimes(text) {
  const isDated = new RegExp(`(?<![^ ])${MONTH}|${YEAR}`, "iu").test(text);
  return TIMES.filter(([form]) => isDated || !(form.includes(MONTH) || form.includes(YEAR)));
}

/**
 * Whether the parts of a form are what they look like: 2025-13 is no month, and MAR is the name of a method.
 * @param {Record<string, string>} groups
 */
export function isMeant({ a, b, count }) {
  return [a, b].every((point) => point === undefined || (first(point) && !/^[A-Z]{3}$/.test(point))) && (!count || amount(count) > 0);
}

/**
 * @param {string} point
 * @param {string[]} [days]
 * @param {string} [other]
 */
function first(point, days, other) {
  return periodsOf(dated(point, days, other))[0]?.first ?? "";
}

/**
 * @param {string} point
 * @param {string[]} [days]
 */
function last(point, days) {
  return periodsOf(dated(point, days))[0]?.last ?? "";
}

/**
 * A point in time with its year: that of the other end, or the last one in which it is not after the newest list.
 * @param {string} point
 * @param {string[]} [days]
 * @param {string} [other]
 */
function dated(point, days = [], other = "") {
  const own = new RegExp(YEAR);
  if (own.test(point)) return point;
  const [year = newest(days).slice(0, 4) || "2000"] = own.exec(other) ?? [];
  const here = `${point} ${year}`;
  const late = !own.test(other) && newest(days) !== "" && (periodsOf(here)[0]?.first ?? "") > newest(days);
  return late ? `${point} ${Number(year) - 1}` : here;
}

/** @param {Record<string, string>} groups */
function partOf({ part, year }) {
  const months = PARTS.find(([said]) => said === part.toLowerCase())?.[1] ?? [];
  return { from: first(`${year}-${months[0]}`), until: last(`${year}-${months[1]}`) };
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
