// Date filters of a query: `year:2025`, `date:2025-08..2025-09`, `before:2025-08`, `after:2025`,
// `since:30d`. "before" and "after" exclude the day they name, "since" includes it.
import { say, term } from "../lib/wording.js";

/** Fields whose values are days. */
export const RANGES = ["year", "date", "before", "after", "since"];

const EXAMPLES = new Map([
  ["year", term("a year such as 2025, or 2024-2025")],
  ["date", term("days such as 2025-08-20, 2025-08 or 2025-08..2025-09")],
  ["before", term("a day, month or year such as 2025-08")],
  ["after", term("a day, month or year such as 2025-08")],
  ["since", term("a day, month or year such as 2025-08, or 30d for the last 30 days")],
]);

/**
 * First and last day of a range, as YYYY-MM-DD, both inclusive, "" for an open end; or a message that
 * says what was expected.
 * @param {string} field one of RANGES
 * @param {string} value
 * @param {string} today YYYY-MM-DD, or "" if unknown: then "today" is not a day
 * @returns {{ from: string, until: string } | string}
 */
export function rangeOf(field, value, today) {
  const expected = say("{field}: expected {what}, got “{value}”", { field, what: say(EXAMPLES.get(field) ?? ""), value: value.slice(0, 40) });
  const between = field === "year" ? /^([0-9]{4}|)(?:\.\.|-)([0-9]{4}|)$/ : /^(.*?)\.\.(.*)$/;
  const ends = between.exec(value);
  if (field === "year" && !ends && !/^[0-9]{4}$/.test(value)) return expected;
  if (ends && field !== "year" && field !== "date") return expected;
  const [first, last] = ends ? [ends[1], ends[2]] : [value, value];
  const [from, until] = [first, last].map((end) => (end ? spanOf(end, today) : { from: "", until: "" }));
  if (!from || !until || !(first || last)) return expected;
  if (field === "before") return { from: "", until: moved(from.from, -1) };
  if (field === "since") return { from: from.from, until: "" };
  if (field === "after") return { from: moved(until.until, 1), until: "" };
  if (from.from && until.until && from.from > until.until) return { from: until.from, until: from.until };
  return { from: from.from, until: until.until };
}

/**
 * The days of a year, month or day, of today or yesterday, or of `30d` ago.
 * @param {string} text
 * @param {string} today
 * @returns {{ from: string, until: string } | null}
 */
function spanOf(text, today) {
  const ago = /^(?:(today)|(yesterday)|([0-9]{1,4})d)$/.exec(text);
  if (ago) {
    const day = today && moved(today, ago[1] ? 0 : ago[2] ? -1 : -Number(ago[3]));
    return day ? { from: day, until: day } : null;
  }
  const found = /^([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?$/.exec(text);
  if (!found) return null;
  const [year, month, day] = found.slice(1).map((part) => part && Number(part));
  const from = dayOf(Number(year), Number(month ?? 1), Number(day ?? 1));
  if (!from || day) return from ? { from, until: from } : null;
  const next = month ? dayOf(Number(year) + Number(month === 12), (Number(month) % 12) + 1, 1) : null;
  return { from, until: next ? moved(next, -1) : `${found[1]}-12-31` };
}

/**
 * YYYY-MM-DD if the day exists, else "".
 * @param {number} year
 * @param {number} month
 * @param {number} day
 */
export function dayOf(year, month, day) {
  const [start, ...rest] = [year, month, day].map((part) => String(part).padStart(2, "0"));
  const text = [start.padStart(4, "0"), ...rest].join("-");
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : "";
}

/**
 * @param {string} day
 * @param {number} by days
 */
export function moved(day, by) {
  const time = new Date(`${day}T00:00:00Z`);
  time.setUTCDate(time.getUTCDate() + by);
  return time.toISOString().slice(0, 10);
}
