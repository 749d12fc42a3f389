// A number next to a link of the app bar, such as that of saved papers.

/** The places of links in the bar, as the template has them. */
const PLACES = { today: 1, saved: 5 };

/** @param {number} count */
export function short(count) {
  return count > 99 ? "99+" : String(count);
}

/**
 * @param {Document} page
 * @param {keyof typeof PLACES} name
 * @param {number} count none is shown for 0
 */
export function showCount(page, name, count) {
  // The first link is in the bar of a phone only; elsewhere the brand leads to the same page.
  const places = `header nav > :nth-child(${PLACES[name]})${name === "today" ? ", header > .brand" : ""}`;
  for (const link of page.querySelectorAll(places)) showAt(link, count);
}

/** @param {Element} link @param {number} count */
function showAt(link, count) {
  const page = link.ownerDocument;
  link.querySelector(".count")?.remove();
  if (!count) return;
  const shown = page.createElement("span");
  shown.className = "count";
  shown.textContent = short(count);
  link.append(shown);
}
