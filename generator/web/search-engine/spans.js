// The times that a query names, next to the list days of an archive.

import { periodsOf } from "./calendar.js";
import { dateOf, pageOf } from "./pages.js";
import { say, shortDate } from "../lib/wording.js";

/**
 * That nothing was listed in a time, and when there are lists.
 * @param {string[]} days
 * @returns {import("./match.js").Note}
 */
export function unlisted(days) {
  const [from, until] = [days[0], days[days.length - 1]].map(dateOf);
  return { kind: "empty", text: say("This archive has no lists from that time: they are from {from} to {until}.", { from, until }) };
}

/**
 * Whether the archive has list days in a range.
 * @param {{ from: string, until: string }} range
 * @param {string[]} days
 */
export function isListed({ from, until }, days) {
  return days.some((day) => day >= from && (!until || day <= until));
}

/**
 * A range in words.
 * @param {{ from: string, until: string }} range
 */
export function spanOf(range) {
  const { from, until } = range;
  const period = periodOf(range);
  if (period) return pageOf(period).text;
  const [first, last] = [from, until].map(shortDate);
  if (!from) return say("until {date}", { date: last });
  if (!until) return say("from {date}", { date: first });
  return say("{from} to {until}", { from: first, until: last });
}

/**
 * The day, month or year that a range is; null if it is another.
 * @param {{ from: string, until: string }} range
 */
export function periodOf({ from, until }) {
  if (!from || !until) return null;
  return [from, from.slice(0, 7), from.slice(0, 4), `week of ${from}`].flatMap(periodsOf).find(({ first, last }) => first === from && last === until) ?? null;
}
