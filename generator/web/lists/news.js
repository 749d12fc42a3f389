// What is new since the reader's last visit: the home page says so until the reader dismisses it, and in all lists
// new papers are marked. Nothing leaves the browser.
import { button } from "../lib/controls.js";
import { made } from "../lib/parts.js";
import { counted, say } from "../lib/wording.js";

const DAY_MS = 86_400_000;
const LINKS = 5;

/** @typedef {{ day: string, count: number, link: Element | null }} ListDay */

/**
 * The days after `last`, their papers, and whether there may be more than `days` lists, which holds only the
 * newest days and may start after `last`.
 * @template {{ day: string, count: number }} Told
 * @param {string} last
 * @param {Told[]} days
 */
export function since(last, days) {
  const fresh = days.filter(({ day }) => day > last);
  const papers = fresh.reduce((sum, { count }) => sum + count, 0);
  return { days: fresh, papers, more: fresh.length === days.length };
}

/**
 * The sentence that describes what `since` found.
 * @param {{ days: unknown[], papers: number, more: boolean }} found
 */
export function told({ days, papers, more }) {
  if (!days.length) return say("Nothing new since your last visit.");
  const shown = counted(papers, "paper");
  if (more) return say("More than {papers} since your last visit.", { papers: shown });
  return say("{papers} on {days} since your last visit:", { papers: shown, days: counted(days.length, "day") });
}

/**
 * Whether a list day, as days since 1970, is after a date.
 * @param {number} day
 * @param {string} last
 */
export function isAfter(day, last) {
  return day * DAY_MS > Date.parse(`${last}T00:00:00Z`);
}

/**
 * @param {Document} page
 * @param {Storage | null} storage
 * @param {string} key of the newest day that the reader has seen
 * @param {{ day: number, element: HTMLElement }[]} items of the page's list
 */
export function showNews(page, storage, key, items) {
  const last = read(storage, key);
  const line = page.querySelector("[data-since]");
  const newest = line instanceof HTMLElement ? (line.dataset.since ?? "") : "";
  if (!last) return write(storage, key, newest);
  for (const { day, element } of items) element.classList.toggle("new", isAfter(day, last));
  if (!(line instanceof HTMLElement)) return;
  const days = [...page.querySelectorAll("[data-day]")].map((item) => {
    const { day, count } = /** @type {HTMLElement} */ (item).dataset;
    return { day: day ?? "", count: Number(count), link: item.querySelector("a") };
  });
  const found = since(last, days);
  line.append(made(page, "span", "", told(found)));
  line.hidden = false;
  if (!found.days.length) return;
  line.append(...found.days.slice(0, LINKS).flatMap(({ link }) => (link ? [link.cloneNode(true)] : [])));
  line.append(
    button(page, say("Dismiss"), () => {
      write(storage, key, newest);
      line.hidden = true;
      for (const { element } of items) element.classList.remove("new");
    }),
  );
}

/** @param {Storage | null} storage @param {string} key */
function read(storage, key) {
  try {
    return storage?.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** @param {Storage | null} storage @param {string} key @param {string} day */
function write(storage, key, day) {
  try {
    if (day) storage?.setItem(key, day);
  } catch {
    // If storage is full, every visit counts as the first.
  }
}
