// Whether the reader is already using the results, so that nothing may move under the pointer.

const GRACE_MS = 300;
const FAKE_MS = 60;
const SCROLLED_PX = 8;

/**
 * A resting pointer where results appear does not count at first: nobody aims at something that has
 * been there for less than `GRACE_MS`. A pointer that moves there counts, as do focus, touch and
 * scrolling. Browsers also report a move when the page changes below a resting pointer: that event has
 * the position of the previous move, or comes immediately if there was none.
 * @param {HTMLElement} list
 */
export function watchReader(list) {
  const view = /** @type {Window} */ (list.ownerDocument.defaultView);
  let came = false;
  let since = 0;
  let top = NaN;
  let place = "";
  const age = () => view.performance.now() - since;
  view.addEventListener("pointermove", ({ screenX, screenY, target }) => {
    const before = place;
    place = `${screenX} ${screenY}`;
    const moved = before ? place !== before : age() > FAKE_MS;
    if (moved && target instanceof Node && list.contains(target)) came = true;
  });
  list.addEventListener("pointerdown", () => (came = true));
  return {
    /** Called when something new is shown: earlier actions of the reader no longer count. */
    reset() {
      came = false;
      since = view.performance.now();
      // Reading it now would force a layout while the page changes, and a shorter list may scroll the page by itself.
      top = NaN;
      view.requestAnimationFrame(() => view.requestAnimationFrame(() => (top = view.scrollY)));
    },
    isAmong() {
      if (came || list.contains(list.ownerDocument.activeElement)) return true;
      if (Math.abs(view.scrollY - top) > SCROLLED_PX) return true;
      return list.matches(":hover") && age() > GRACE_MS;
    },
  };
}
