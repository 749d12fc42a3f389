// Whether the reader is already among the results, so that nothing may move under their hands.

const GRACE_MS = 300;
const FAKE_MS = 60;
const SCROLLED_PX = 8;

/**
 * A pointer that merely lies where the results appear says nothing at first: nobody aims at what has
 * been there for less than `GRACE_MS`. One that moves there does, as do focus, touch and scrolling.
 * Browsers tell a move, too, when the page changes below a pointer at rest: that one has the place of
 * the move before, or comes at once where there was none.
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
    /** Something new is shown: what the reader did before does not count. */
    reset() {
      came = false;
      since = view.performance.now();
      // To ask now would lay out the page while it changes; and a list that became shorter may scroll it by itself.
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
