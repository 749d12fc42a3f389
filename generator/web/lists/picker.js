// The choice of a date: a calendar that knows which days have a list.
import { levelOf, monthAt, monthsOf, weeksOf } from "./calendar.js";
import { button } from "../lib/controls.js";
import { pathIn } from "../lib/paper-ids.js";
import { linkInside, made } from "../lib/parts.js";
import { counted, say, shortDate } from "../lib/wording.js";


/**
 * Opens the calendar; it fails if the days cannot be loaded.
 * @param {Document} page
 * @param {URL} root
 */
export async function openPicker(page, root) {
  const answer = await fetch(new URL("api/days.json", root));
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  /** @type {{ days: { date: string, papers: number }[] }} */
  const { days } = await answer.json();
  const counts = new Map(days.map(({ date, papers }) => [date, papers]));
  const months = monthsOf(counts);
  const path = pathIn(page.URL, root);
  const wanted = monthAt(path) || months[months.length - 1];
  let at = Math.max(0, months.findLastIndex((month) => month <= wanted));
  const dialog = /** @type {HTMLDialogElement} */ (made(page, "dialog", "keys dates"));
  dialog.setAttribute("aria-label", say("Choose a date"));
  const title = made(page, "p", "");
  title.setAttribute("aria-live", "polite");
  const earlier = button(page, "‹", () => turn(-1), say("Earlier month"));
  const later = button(page, "›", () => turn(1), say("Later month"));
  const place = made(page, "div", "");

  /** @param {number} step */
  function turn(step) {
    at = Math.max(0, Math.min(months.length - 1, at + step));
    const month = months[at];
    const [year, number] = month.split("-");
    const whole = linkInside(page, root, `months/${month}/`);
    whole.textContent = monthName(Number(number));
    const year_ = linkInside(page, root, `years/${year}/`);
    year_.textContent = year;
    title.replaceChildren(whole, " ", year_);
    earlier.disabled = at === 0;
    later.disabled = at === months.length - 1;
    place.replaceChildren(table(page, root, month, counts, path));
  }

  turn(0);
  dialog.append(made(page, "div", "turning", earlier, title, later), place, button(page, say("Close"), () => dialog.close()));
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  page.body.append(dialog);
  dialog.showModal();
  const now = place.querySelector("[aria-current]") ?? place.querySelector("td a");
  if (now instanceof HTMLElement) now.focus();
}

/**
 * @param {Document} page
 * @param {URL} root
 * @param {string} month
 * @param {import("./calendar.js").Counts} counts
 * @param {string} path of the page
 */
function table(page, root, month, counts, path) {
  const head = made(page, "tr", "", cell(page, say("W"), say("Week")), ...weekdays().map(([letter, name]) => cell(page, letter, name)));
  const rows = weeksOf(month, counts).map(({ key, number, days }) => {
    const week = made(page, "th", "");
    week.setAttribute("scope", "row");
    week.append(days.some((day) => day?.count !== undefined) ? link(`weeks/${key}/`, String(number), say("Week {week}", { week: String(number) })) : String(number));
    return made(page, "tr", "", week, ...days.map((day) => made(page, "td", levelIn(day), ...inside(day))));
  });

  /** @param {import("./calendar.js").Day | null} day */
  function inside(day) {
    if (!day) return [];
    const name = String(Number(day.date.slice(8)));
    return day.count === undefined ? [name] : [link(`days/${day.date}/`, name, say("{date}: {papers}", { date: shortDate(day.date), papers: counted(day.count, "paper") }))];
  }

  /** @param {string} target @param {string} text @param {string} label */
  function link(target, text, label) {
    const found = linkInside(page, root, target);
    found.textContent = text;
    found.title = label;
    if (target === path) found.setAttribute("aria-current", "date");
    return found;
  }

  return made(page, "table", "cal", made(page, "thead", "", head), made(page, "tbody", "", ...rows));
}

/** @param {import("./calendar.js").Day | null} day */
function levelIn(day) {
  return day?.count === undefined ? "" : `l${levelOf(day.count)}`;
}

/** @param {number} number */
function monthName(number) {
  const names = say("January February March April May June July August September October November December");
  return names.split(" ")[number - 1];
}

/** @returns {[letter: string, name: string][]} */
function weekdays() {
  const letters = say("M T W T F S S").split(" ");
  return say("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split(" ").map((name, at) => [letters[at], name]);
}

/** @param {Document} page @param {string} text @param {string} name */
function cell(page, text, name) {
  const found = made(page, "th", "", text);
  found.setAttribute("scope", "col");
  found.setAttribute("abbr", name);
  return found;
}
