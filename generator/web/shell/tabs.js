// On a phone the tabs of a section may be wider than the screen: the current one comes into sight.

/**
 * How far to scroll so that an item is in the middle.
 * @param {number} start of the item, from the start of the row
 * @param {number} width of the item
 * @param {number} room width of what is in sight
 */
export function centred(start, width, room) {
  return Math.max(0, start - (room - width) / 2);
}

/** @param {Document} page */
export function showCurrentTab(page) {
  const current = page.querySelector(".tabs [aria-current]");
  const row = current?.parentElement;
  if (!(current instanceof HTMLElement) || !row) return;
  row.scrollLeft = centred(current.offsetLeft - row.offsetLeft, current.offsetWidth, row.clientWidth);
}
