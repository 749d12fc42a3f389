// Points in time in a query: a year, a month, a day, a part of a year; without its year, a month or a day.

import { periodsOf } from "./calendar.js";

/** @typedef {{ first: string, last: string }} Span YYYY-MM-DD, both inclusive */

const NEVER = { first: "", last: "" };

export const MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
export const YEAR = "(?:19|20)[0-9]{2}";
export const NTH = "[0-3]?[0-9](?:st|nd|rd|th)";
/** "10 of May" is not a day: it may be the top 10. */
export const DAY = `(?:${NTH} of |${NTH}? )`;
export const POINT = `(?:${DAY}?${MONTH}(?: ${NTH}?)?,? )?${YEAR}(?:-[01][0-9](?:-[0-3][0-9])?)?`;
/** A month or a day of any year: "march 24" may be of 2024. */
export const UNDATED = `${DAY}?${MONTH}(?: (?:[01]?[0-9]|2[0-3]|[23][0-9](?=[snrt]))(?:st|nd|rd|th)?)?`;
/** What may follow it: April Yang and "may fail" are no months. */
export const ALONE = "(?=[.,;:!?)]*(?:$| +(?:(?:on|about|for|with|by|in|using) +[^ ]|papers?(?: |$))))";
/** Parts of a year, by their first and last month; the first seven stand before it only, the last two are names of robots, too. */
const PARTS = Object.entries({
  ...{ early: [1, 4], mid: [5, 8], late: [9, 12], spring: [3, 5], summer: [6, 8], autumn: [9, 11], fall: [9, 11] },
  ...{ "first half": [1, 6], "second half": [7, 12], q1: [1, 3], q2: [4, 6], q3: [7, 9], q4: [10, 12], h1: [1, 6], h2: [7, 12] },
});
export const [PART, SAID, QUARTER, BEHIND] = [[0], [0, 9], [9, 13], [7]].map((cut) => `(?:${PARTS.slice(...cut).map(([said]) => said).join("|")})`);
export const OF = `(?:[ -]|,? of )${YEAR}`;
export const DATED = `(?:(?:the )?${PART}${OF}|${YEAR} ${BEHIND}|${POINT})`;
export const ANY = `(?:${DATED}|${UNDATED}${ALONE})`;

/**
 * The days of a point in time. Without a year, it is in the one of a day or in the next one, back or forth, in which
 * it exists and fits.
 * @param {string} point
 * @param {string} [day]
 * @param {(span: Span) => boolean} [fits]
 * @param {number} [step]
 * @returns {Span}
 */
export function spanOf(point, day = "2000", fits = () => true, step = -1) {
  const [year] = new RegExp(YEAR).exec(point) ?? [];
  const months = PARTS.find(([said]) => point.toLowerCase().includes(said))?.[1].map((month) => periodsOf(`${year}-${month}`)[0]);
  if (months) return { first: months[0].first, last: months[1].last };
  if (year) return periodsOf(point)[0] ?? NEVER;
  // From one 29 February to the next it is eight years at most.
  const years = Array.from({ length: 10 }, (_, n) => Number(day.slice(0, 4)) + n * step);
  return years.flatMap((one) => periodsOf(`${point} ${one}`)).find(fits) ?? NEVER;
}

/**
 * Without a year, a point in time is the last one that is not after the newest list.
 * @param {string} point
 * @param {string[]} days
 */
export function recent(point, days) {
  return spanOf(point, newest(days), ({ first }) => first <= newest(days));
}

/** @param {string[]} days */
export function newest(days) {
  return days[days.length - 1] ?? "";
}
