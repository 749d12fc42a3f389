// Cards that are loaded late: they are requested shortly before they become visible.

/** @typedef {import("../lib/client.js").Card} Card */
/** @typedef {import("../lib/client.js").Cards} Cards */
/** @typedef {import("../lib/client.js").Failed} Failed */
/** @typedef {(ids: string[], tell: (answer: Cards | Failed) => void) => void} Ask */

/** How far above and below the screen a card counts as near: one screen height. */
const NEAR = "100% 0px";
/** How many cards before and after the focus are also requested: keys are faster than scrolling. */
const REACH = 8;
const AGAIN_MS = 5000;

/**
 * The ids around a position.
 * @param {string[]} ids
 * @param {number} place
 */
export function around(ids, place) {
  return ids.slice(Math.max(0, place - REACH), place + REACH + 1);
}

/**
 * @param {HTMLElement} list
 * @param {Ask} ask
 * @param {(card: Card) => void} fill
 */
export function watchPending(list, ask, fill) {
  /** @type {Map<string, HTMLElement>} those that have not been requested yet */
  const waiting = new Map();
  const watcher = new IntersectionObserver(
    (seen) => request(seen.flatMap(({ isIntersecting, target }) => (isIntersecting ? [idOf(target)] : []))),
    { rootMargin: NEAR },
  );
  /** @type {[string, HTMLElement][]} those that did not arrive and are worth another request */
  let missed = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let again;

  /** @param {string[]} ids */
  function request(ids) {
    /** @type {[string, HTMLElement][]} */
    const asked = [];
    for (const id of new Set(ids)) {
      const place = waiting.get(id);
      if (place) asked.push([id, place]);
    }
    if (!asked.length) return;
    for (const [id, place] of asked) {
      waiting.delete(id);
      watcher.unobserve(place);
    }
    ask(
      asked.map(([id]) => id),
      (answer) => {
        if (answer.kind === "cards") answer.cards.forEach(fill);
        else if (answer.retry) retry(asked);
      },
    );
  }

  /** @param {[string, HTMLElement][]} asked */
  function retry(asked) {
    missed.push(...asked);
    clearTimeout(again);
    again = setTimeout(() => {
      for (const [id, place] of missed) watch(id, place);
      missed = [];
    }, AGAIN_MS);
  }

  /** @param {string} id @param {HTMLElement} place */
  function watch(id, place) {
    waiting.set(id, place);
    watcher.observe(place);
  }

  list.addEventListener("focusin", ({ target }) => {
    if (!waiting.size || !(target instanceof Element)) return;
    const all = [...list.children];
    request(around(all.map(idOf), all.findIndex((place) => place.contains(target))));
  });
  return {
    watch,
    /** Called when other papers are shown. */
    forget() {
      clearTimeout(again);
      missed = [];
      watcher.disconnect();
      waiting.clear();
    },
  };
}

/** @param {Element} place */
function idOf(place) {
  return place instanceof HTMLElement ? (place.dataset.paper ?? "") : "";
}
