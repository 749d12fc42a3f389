// The page /for-you/: its days in the reader's own order, each paper with its reason.
import { button } from "./lib/controls.js";
import { made } from "./lib/parts.js";
import { counted, say } from "./lib/wording.js";
import { mixed } from "./ranking/places.js";

/** @typedef {import("./profile/store.js").Store} Store */
/** @typedef {import("./ranking/order.js").Order} Order */
/** @typedef {import("./ranking/order.js").Fit} Fit */

/** Papers of a day that are shown at first. */
const FIRST = 10;

/**
 * @param {Document} page
 * @param {Store} store
 * @param {Order} order
 */
export async function showForYou(page, store, order) {
  const status = /** @type {HTMLElement} */ (page.getElementById("for-you-status"));
  const start = /** @type {HTMLElement} */ (page.getElementById("for-you-start"));
  const days = [...page.querySelectorAll(".for-you-day")];
  const isDone = (/** @type {string} */ id) => store.has("read", id) || store.has("away", id) || store.has("saved", id);
  let isOrdered = false;

  async function draw() {
    const lacking = order.lacking();
    start.hidden = !lacking;
    status.hidden = false;
    if (lacking) {
      const papers = counted(lacking, "more paper");
      status.textContent = page.querySelector(".for-you-day b")
        ? say("Save {papers} to get your own order. Below is every paper from these days, most upvoted first.", { papers })
        : say("Save {papers} to get your own order. Below is every paper from these days.", { papers });
    } else if (!isOrdered) {
      isOrdered = true;
      await arrange();
    }
    page.querySelector("main")?.setAttribute("data-order", isOrdered ? "for-you" : "votes");
    for (const row of page.querySelectorAll(".for-you-day .away")) /** @type {HTMLElement} */ (row).hidden = true;
  }

  async function arrange() {
    const rows = days.map((day) => [...day.querySelectorAll("[data-paper]")].map((row) => /** @type {HTMLElement} */ (row)));
    const fit = await order.fits(rows.flat().map(idOf));
    for (const [place, day] of days.entries()) arrangeDay(day, rows[place], fit);
    const unread = rows.flat().filter((row) => !isDone(idOf(row))).length;
    status.textContent = unread ? say("{papers} you have not read", { papers: counted(unread, "paper") }) : say("You have read everything from these days.");
  }

  /**
   * @param {Element} day
   * @param {HTMLElement[]} rows
   * @param {(id: string) => Fit} fit
   */
  function arrangeDay(day, rows, fit) {
    const list = day.querySelector("ol");
    const unread = rows.filter((row) => !isDone(idOf(row)));
    for (const row of rows) row.hidden = !unread.includes(row);
    const found = mixed(unread.map((row, place) => ({ row, place, votes: votesOf(row), ...fit(idOf(row)) })));
    list?.replaceChildren(...found.map(({ row }) => row), ...rows.filter((row) => row.hidden));
    for (const { row, byVotes, reason } of found) {
      row.append(made(page, "span", "why", byVotes ? say("One of the most upvoted") : reasonOf(reason)));
    }
    if (list) list.dataset.order = "for-you";
    const rest = found.slice(FIRST).map(({ row }) => row);
    for (const row of rest) row.hidden = true;
    if (rest.length) {
      const more = button(page, say("Show {papers}", { papers: counted(rest.length, "more paper") }), () => {
        for (const row of rest) row.hidden = row.matches(".away");
        more.remove();
        rest[0].querySelector("a")?.focus();
      });
      list?.after(more);
    }
    if (!unread.length) list?.after(made(page, "p", "lead", say("All read.")));
  }

  store.listen(draw);
  await draw();
}

/** @param {import("./ranking/taste.js").Reason} reason */
function reasonOf({ kind, label }) {
  const title = label.length > 80 ? `${label.slice(0, 79)}…` : label;
  if (kind === "follow") return say("You follow {name}", { name: title });
  if (kind === "shared") return say("Same people as “{title}”, which you saved", { title });
  if (kind === "topic") return say("On a topic of “{title}”, which you saved", { title });
  return kind === "saved" ? say("Because you saved “{title}”", { title }) : say("Less like what you saved");
}

/** @param {HTMLElement} row */
function idOf(row) {
  return row.dataset.paper ?? "";
}

/** @param {HTMLElement} row */
function votesOf(row) {
  return Number((row.querySelector("b")?.textContent ?? "").replace(/\D/g, "")) || 0;
}
