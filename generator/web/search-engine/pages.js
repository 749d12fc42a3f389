// The archive's pages of days, weeks, months and years.

import { around, weekdayOf } from "./calendar.js";
import { moved } from "./dates.js";
import { say } from "../lib/wording.js";

/** @typedef {import("./calendar.js").Period} Period */
/** @typedef {{ text: string, path: string }} Page what a page lists, in words, and its address */

const FOLDERS = { day: "days", week: "weeks", month: "months", year: "years" };

/**
 * The page of a period; if there is none, those of the nearest periods and what is missing.
 * @param {Period} wanted
 * @param {string[]} days the list days, ascending
 * @returns {{ pages: Page[], missing: string }}
 */
export function pagesOf(wanted, days) {
  if (days.some((day) => day >= wanted.first && day <= wanted.last)) return { pages: [pageOf(wanted)], missing: "" };
  const next = days.findIndex((day) => day > wanted.last);
  const near = next < 0 ? [days[days.length - 1]] : [days[next - 1], days[next]];
  const pages = near.filter(Boolean).map((day) => pageOf(around(day, wanted.kind)));
  return { pages, missing: titleOf(wanted) };
}

/**
 * @param {Period} one
 * @returns {Page}
 */
export function pageOf(one) {
  return { text: titleOf(one), path: `${FOLDERS[one.kind]}/${keyOf(one)}/` };
}

/** @param {Period} one */
function keyOf({ kind, first }) {
  if (kind === "week") return `${moved(first, 3).slice(0, 4)}-W${String(weekNumber(first)).padStart(2, "0")}`;
  return first.slice(0, { day: 10, month: 7, year: 4 }[kind]);
}

/** @param {Period} one as `Period.title` has it */
function titleOf({ kind, first }) {
  const year = first.slice(0, 4);
  if (kind === "year") return say("{year}", { year });
  if (kind === "week") {
    return say("Week {week} of {year}", { week: String(weekNumber(first)), year: moved(first, 3).slice(0, 4) });
  }
  if (kind === "month") return say("{month} {year}", { month: monthOf(first), year });
  const weekday = say("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split(" ")[weekdayOf(first) - 1];
  return say("{weekday}, {date}", { weekday, date: dateOf(first) });
}

/**
 * A day in words: `2025-08-20` is 20 August 2025.
 * @param {string} day
 */
export function dateOf(day) {
  return say("{day} {month} {year}", { day: String(Number(day.slice(8))), month: monthOf(day), year: day.slice(0, 4) });
}

/** @param {string} day */
function monthOf(day) {
  return say("January February March April May June July August September October November December").split(" ")[Number(day.slice(5, 7)) - 1];
}

/** @param {string} monday */
function weekNumber(monday) {
  const thursday = new Date(`${moved(monday, 3)}T00:00:00Z`);
  return 1 + Math.floor((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / (7 * 86400000));
}
