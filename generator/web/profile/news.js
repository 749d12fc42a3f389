// What is new since the reader's last visit: a number in the bar, a dot at each new paper, and a line on the home
// page. All of it stays until the reader has seen or dismissed it. Days count, not times: clocks may be wrong.
import { button } from "../lib/controls.js";
import { counted, say } from "../lib/wording.js";
import { showCount } from "../shell/count.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("../ranking/load.js").Files} Files */
/** @typedef {[day: string, ids: string[]][]} Days newest first */

/**
 * The new papers: listed since the last day that was dismissed, and not read, saved or put away.
 * @param {Days} days
 * @param {string} seen
 * @param {(id: string) => boolean} isMarked
 */
export function newSince(days, seen, isMarked) {
  const fresh = days.filter(([day]) => day > seen);
  return { ids: new Set(fresh.flatMap(([, ids]) => ids).filter((id) => !isMarked(id))), days: fresh.length, more: fresh.length === days.length };
}

/**
 * @param {Document} page
 * @param {Store} store
 * @param {Files} files
 * @param {URL} root
 */
export async function showNew(page, store, files, root) {
  const index = await files.index();
  const days = index?.days ?? [];
  if (index?.moved.size) store.rename(index.moved);
  const newest = days[0]?.[0] ?? "";
  if (!newest) return;
  if (!store.now().seen) store.dismiss(newest); // the first visit
  const line = page.querySelector("[data-since]");
  const isMarked = (/** @type {string} */ id) => store.has("read", id) || store.has("saved", id) || store.has("away", id);

  function show() {
    const { ids, days: count, more } = newSince(days, store.now().seen, isMarked);
    showCount(page, "today", ids.size);
    for (const paper of page.querySelectorAll("[data-paper]")) {
      paper.classList.toggle("new", ids.has(/** @type {HTMLElement} */ (paper).dataset.paper ?? ""));
    }
    if (!(line instanceof HTMLElement)) return;
    // Readers who were here before see a line in any case: scheme.js has reserved its space.
    line.hidden = !ids.size && !("returned" in page.documentElement.dataset);
    if (!ids.size) {
      line.textContent = say("Nothing new since your last visit.");
      return;
    }
    const link = page.createElement("a");
    link.href = new URL("for-you/", root).href;
    const papers = counted(ids.size, "new paper");
    link.textContent = more ? say("More than {papers} since your last visit", { papers }) : say("{papers} on {days} since your last visit", { papers, days: counted(count, "day") });
    line.replaceChildren(link, " ", button(page, say("Mark all as seen"), () => store.dismiss(newest)));
  }

  show();
  store.listen(show);
  for (const list of page.querySelectorAll("#list, #results")) {
    new MutationObserver((changes) => changes.some(({ addedNodes }) => addedNodes.length) && show()).observe(list, { childList: true });
  }
}
