// The home page says what is new since the reader's last visit. Nothing leaves the browser.

/**
 * The number of days after `last`, their papers, and whether there may be more than `days` lists, which
 * holds only the newest days and may start after `last`.
 * @param {string} last
 * @param {{ day: string, count: number }[]} days
 */
export function since(last, days) {
  const fresh = days.filter(({ day }) => day > last);
  const papers = fresh.reduce((sum, { count }) => sum + count, 0);
  return { days: fresh.length, papers, more: fresh.length === days.length };
}

/**
 * The sentence that describes what `since` found.
 * @param {{ days: number, papers: number, more: boolean }} found
 */
export function told({ days, papers, more }) {
  const counted = `${papers} ${papers === 1 ? "paper" : "papers"}`;
  if (more) return `More than ${counted} since your last visit.`;
  return `Since your last visit: ${counted} on ${days} ${days === 1 ? "day" : "days"}.`;
}

/**
 * @param {Document} page
 * @param {Storage | null} storage
 * @param {string} key
 */
export function showNews(page, storage, key) {
  const line = page.querySelector("[data-since]");
  if (!storage || !(line instanceof HTMLElement)) return;
  const newest = line.dataset.since ?? "";
  try {
    const last = storage.getItem(key);
    if (last && last < newest) {
      const items = [...page.querySelectorAll("[data-day]")].map((item) => {
        const { day, count } = /** @type {HTMLElement} */ (item).dataset;
        return { day: day ?? "", count: Number(count) };
      });
      line.textContent = told(since(last, items));
      line.hidden = false;
    }
    storage.setItem(key, newest);
  } catch {
    // If storage is full, every visit counts as the first.
  }
}
