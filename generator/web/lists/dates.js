// The date in the bar of a list is a link to the month; with scripts it opens a calendar.

/**
 * @param {Document} page
 * @param {URL} root
 */
export function offerDates(page, root) {
  const date = page.querySelector(".bar .date");
  if (!(date instanceof HTMLAnchorElement)) return;
  date.setAttribute("aria-haspopup", "dialog");
  date.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      await (await import("../dates.js")).openPicker(page, root);
    } catch {
      page.location.assign(date.href); // the month's page has a calendar too
    }
  });
}
