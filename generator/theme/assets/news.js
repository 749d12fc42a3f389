// The home page tells what has come since the reader's last visit. Nothing leaves the browser.

const KEY = "papers.last-day";

/**
 * Days after `last`, and how many papers they hold.
 * @param {string} last
 * @param {{ day: string, count: number }[]} days
 */
export function since(last, days) {
  const fresh = days.filter(({ day }) => day > last);
  return { days: fresh.length, papers: fresh.reduce((sum, { count }) => sum + count, 0) };
}

/**
 * @param {Document} page
 * @param {Storage} storage
 */
export function showNews(page, storage) {
  const line = page.querySelector("[data-since]");
  if (!(line instanceof HTMLElement)) return;
  const newest = line.dataset.since ?? "";
  try {
    const last = storage.getItem(KEY);
    if (last && last < newest) {
      const items = [...page.querySelectorAll("[data-day]")].map((item) => {
        const { day, count } = /** @type {HTMLElement} */ (item).dataset;
        return { day: day ?? "", count: Number(count) };
      });
      const { days, papers } = since(last, items);
      line.textContent = `Since your last visit: ${papers} papers on ${days} ${days === 1 ? "day" : "days"}.`;
      line.hidden = false;
    }
    storage.setItem(KEY, newest);
  } catch {
    // Without storage every visit is the first.
  }
}
