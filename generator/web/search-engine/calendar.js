// Days, weeks, months and years as people write them.

import { dayOf, moved } from "./dates.js";

/** @typedef {{ kind: "day" | "week" | "month" | "year", first: string, last: string }} Period its days, YYYY-MM-DD */

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const MONTH = `(?<month>${MONTHS.map((name) => name.slice(0, 3) + (name.length > 3 ? `(?:${name.slice(3)})?` : "")).join("|").replace("Sep(?:tember)?", "Sept?(?:ember)?")})\\.?`;
const DAY = "(?<day>[0-3]?[0-9])(?:st|nd|rd|th)?\\.?";
const YEAR = "(?<year>(?:19|20)[0-9]{2})";
const WEEK = "(?:week|wk|kw|cw|w) ?(?<week>[0-5]?[0-9])";

/** Forms of a query that is a date; its parts are separated by one space, whatever was typed. */
const FORMS = [
  `${YEAR} (?<month>[01]?[0-9]) (?<day>[0-3]?[0-9])(?:t[0-9: ]+z?)?`,
  "(?<year>(?:19|20)[0-9]{2})(?<month>[01][0-9])(?<day>[0-3][0-9])",
  `${MONTH} ${DAY} ${YEAR}`,
  `${DAY} (?:of )?${MONTH} ${YEAR}`,
  `${YEAR} ${MONTH} ${DAY}`,
  `${YEAR} ?${WEEK}(?: (?<weekday>[1-7]))?`,
  `${WEEK} (?:of |in )?${YEAR}`,
  `(?:the )?(?<week>[0-5]?[0-9])(?:st|nd|rd|th) week (?:of |in )?${YEAR}`,
  `${MONTH} (?:of |in )?(?:${YEAR}|['’](?<short>[0-9]{2}))`,
  `${YEAR} ${MONTH}`,
  `${YEAR} (?<month>[01]?[0-9])`,
  `(?<month>[01]?[0-9]) ${YEAR}`,
  `(?:year )?${YEAR}`,
].map((form) => new RegExp(`^${form}$`, "i"));
/** Day and month as numbers: with dots the day comes first, otherwise the order is ambiguous. */
const NUMBERS = new RegExp(`^([0-3]?[0-9])([./-]) ?([0-3]?[0-9])\\2 ?${YEAR}$`);

const SAID = new RegExp(`^(?:(?:papers?|list(?:ing)?s?|daily papers?) )?(?:(?:of|on|from|for|in) )?(?:the )?(?:(?:day|month|date|calendar)(?: of)? )?(?:(?:${WEEKDAYS.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join("|")})[ .]+)?`, "i");

const LISTED = / (?:papers?|list(?:ing)?s?|daily papers?)$/i;
const WEEK_OF = /^(?:the )?week (?:of|from|around|with) (.+)$/i;

/**
 * The period that a whole text names, or several if it is ambiguous; none if it is not a date.
 * @param {string} text
 * @returns {Period[]}
 */
export function periodsOf(text) {
  const bare = text.normalize("NFKC").replace(/[,()]/g, " ").replace(/\s+/g, " ").trim();
  if (bare.length > 60) return [];
  const week = WEEK_OF.exec(bare);
  if (week) return periodsOf(week[1]).flatMap(({ kind, first }) => (kind === "day" ? [around(first, "week")] : []));
  const said = bare.replace(LISTED, "").replace(SAID, "");
  const numbers = NUMBERS.exec(said);
  if (numbers) {
    const [, one, between, other, year] = numbers;
    const orders = between === "." ? [[other, one]] : [[one, other], [other, one]];
    const found = orders.flatMap(([month, day]) => period({ year, month, day }));
    return found.filter(({ first }, n) => found.findIndex((one) => one.first === first) === n);
  }
  const spaced = said.replace(/(?<=[0-9a-z.])[./-](?=[0-9a-z])/gi, " ").replace(/ +/g, " ");
  for (const form of FORMS) {
    const found = form.exec(spaced)?.groups;
    if (found) return period(found);
  }
  return [];
}

/**
 * @param {Record<string, string | undefined>} parts
 * @returns {Period[]}
 */
function period({ short, year = `20${short}`, month, day, week, weekday }) {
  if (week) return weekOf(Number(year), Number(week), Number(weekday ?? 0));
  if (!month) return [{ kind: "year", first: `${year}-01-01`, last: `${year}-12-31` }];
  const named = MONTHS.findIndex((name) => name.slice(0, 3).toLowerCase() === month.slice(0, 3).toLowerCase()) + 1;
  const first = dayOf(Number(year), named || Number(month), Number(day ?? 1));
  if (!first) return [];
  if (day) return [{ kind: "day", first, last: first }];
  const after = moved(`${first.slice(0, 7)}-28`, 4);
  return [{ kind: "month", first, last: moved(`${after.slice(0, 7)}-01`, -1) }];
}

/**
 * A week of ISO 8601, or one of its days.
 * @param {number} year
 * @param {number} week
 * @param {number} weekday 1 for Monday, 0 for the whole week
 * @returns {Period[]}
 */
function weekOf(year, week, weekday) {
  const fourth = dayOf(year, 1, 4);
  const monday = moved(fourth, 1 - weekdayOf(fourth) + 7 * (week - 1));
  if (week < 1 || moved(monday, 3).slice(0, 4) !== String(year)) return [];
  const day = moved(monday, weekday - 1);
  return weekday ? [{ kind: "day", first: day, last: day }] : [{ kind: "week", first: monday, last: moved(monday, 6) }];
}

/**
 * 1 for Monday to 7 for Sunday.
 * @param {string} day
 */
export function weekdayOf(day) {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/**
 * The period of a kind that contains a day.
 * @param {string} day
 * @param {Period["kind"]} kind
 * @returns {Period}
 */
export function around(day, kind) {
  if (kind === "day") return { kind, first: day, last: day };
  const monday = moved(day, 1 - weekdayOf(day));
  if (kind === "week") return { kind, first: monday, last: moved(monday, 6) };
  const [year, month] = day.split("-");
  return period(kind === "month" ? { year, month } : { year })[0];
}
