// A month as weeks of days, for the choice of a date.

/** @typedef {Map<string, number>} Counts papers of each list day, by its date */
/** @typedef {{ date: string, count: number | undefined }} Day */
/** @typedef {{ key: string, number: number, days: (Day | null)[] }} Week */

const DAY_MS = 86_400_000;
const LEVELS = [1, 10, 20, 35];

/** @param {number} time of a day, in UTC */
const dateOf = (time) => new Date(time).toISOString().slice(0, 10);

/** @param {string} date */
const timeOf = (date) => Date.parse(`${date}T00:00:00Z`);

/**
 * The ISO week of a day: it belongs to the year of its Thursday.
 * @param {string} date
 */
export function weekOf(date) {
  const time = timeOf(date);
  const thursday = new Date(time + (3 - ((new Date(time).getUTCDay() + 6) % 7)) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const number = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY_MS / 7);
  return { key: `${year}-W${String(number).padStart(2, "0")}`, number };
}

/**
 * The weeks of a month, from Monday to Sunday; days of other months are null.
 * @param {string} month `2026-05`
 * @param {Counts} counts
 * @returns {Week[]}
 */
export function weeksOf(month, counts) {
  const first = timeOf(`${month}-01`);
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY_MS;
  /** @type {Week[]} */
  const weeks = [];
  for (let time = monday; time < first || dateOf(time).startsWith(month); time += 7 * DAY_MS) {
    const days = Array.from({ length: 7 }, (_, at) => dateOf(time + at * DAY_MS)).map((date) =>
      date.startsWith(month) ? { date, count: counts.get(date) } : null,
    );
    weeks.push({ ...weekOf(dateOf(time)), days });
  }
  return weeks;
}

/**
 * The months that have a list day, oldest first.
 * @param {Counts} counts
 */
export function monthsOf(counts) {
  return [...new Set([...counts.keys()].map((date) => date.slice(0, 7)))].sort();
}

/**
 * The month that a page is about, from its path below the site's root; "" if it is about none.
 * @param {string} path
 */
export function monthAt(path) {
  const [, folder, key] = /^(days|weeks|months|years)\/([\dW-]+)\//.exec(path) ?? [];
  if (folder === "days" || folder === "months") return key.slice(0, 7);
  if (folder === "years") return `${key}-12`;
  const week = /^(\d{4})-W(\d\d)$/.exec(key ?? "");
  if (!week) return "";
  const fourth = timeOf(`${week[1]}-01-04`); // always in the first week
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY_MS;
  return dateOf(monday + ((Number(week[2]) - 1) * 7 + 3) * DAY_MS).slice(0, 7);
}

/**
 * How dark a day is, from 0 to 4: the twin of `LEVELS` in render/pages/calendar.py.
 * @param {number} count
 */
export function levelOf(count) {
  return LEVELS.filter((least) => count >= least).length;
}
