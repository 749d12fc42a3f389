// The list of results: keyword results at once, the refined order when it arrives.
import { fillPlace, placeOf } from "./card.js";
import { arranged } from "./order.js";
import { watchPending } from "./pending.js";
import { watchReader } from "./reader.js";

/** @typedef {import("../lib/client.js").Card} Card */
/** @typedef {import("../lib/client.js").Results} Results */

/**
 * The refined order arrives while the keyword results are already on screen. If the reader has not
 * touched them, it is applied at once, in place, so that the best results are at the top; so it is for a
 * query that was submitted or opened, which asks for the results as they finally are. If one was typed and
 * pointer, focus or scrolling are among the results, a moving card would get lost or be clicked by mistake.
 * Then everything down to the lower edge of the screen stays, only what is below follows the new order,
 * and a button, or Enter, gets the rest. Papers added by "More" always come after those shown. Pending cards are
 * links to their papers until they are loaded; when another list is shown, they are no longer requested.
 * @param {HTMLElement} list
 * @param {URL} root
 * @param {import("./pending.js").Ask} askCards
 */
export function listResults(list, root, askCards) {
  const page = list.ownerDocument;
  const reader = watchReader(list);
  const pending = watchPending(list, askCards, fill);
  /** @type {Map<string, HTMLElement>} */
  let nodes = new Map();
  /** @type {Map<string, Card>} */
  let cards = new Map();
  /** @type {string[]} */
  let marks = [];
  /** @type {string[]} */
  let wanted = [];
  let settled = 0;
  let width = 0;
  page.defaultView?.addEventListener("resize", () => list.clientWidth !== width && reserve());

  const shown = () => [...list.children].map((item) => /** @type {HTMLElement} */ (item).dataset.paper ?? "");

  /**
   * From the first place that changes on, every card is put in again. Browsers count cards that are pushed
   * aside as shifts of the layout, and readers see them slide; cards put in are simply there.
   * @param {string[]} order
   */
  function apply(order) {
    const now = shown();
    const first = order.findIndex((id, place) => id !== now[place]);
    const wished = new Set(order);
    for (const id of now) if (!wished.has(id)) nodes.get(id)?.remove();
    if (first < 0) return;
    const focused = page.activeElement;
    list.append(...order.slice(first).flatMap((id) => nodes.get(id) ?? []));
    if (focused instanceof HTMLElement && focused !== page.activeElement && list.contains(focused)) focused.focus({ preventScroll: true });
  }

  /** @param {Card} card */
  function fill(card) {
    const place = nodes.get(card.id);
    if (!place || cards.has(card.id)) return;
    cards.set(card.id, card);
    fillPlace(place, card, marks, root);
  }

  /**
   * Gives all cards the height of the highest one that is known, so that few of those that are loaded later move what is
   * below them. Call it before these are painted.
   */
  function reserve() {
    const known = [...list.querySelectorAll(":scope > :not(.pending)")];
    if (!known.length) return;
    width = list.clientWidth;
    list.style.removeProperty("--card-height");
    const heights = known.map((place) => place.getBoundingClientRect().height);
    list.style.setProperty("--card-height", `${Math.ceil(Math.max(...heights))}px`);
  }

  function forget() {
    pending.forget();
    nodes = new Map();
    cards = new Map();
    settled = 0;
    list.replaceChildren();
  }

  /** How many cards start above the lower edge of the screen. */
  function onScreen() {
    const edge = page.defaultView?.innerHeight ?? 0;
    return [...list.children].filter((item) => item.getBoundingClientRect().top < edge).length;
  }

  return {
    /**
     * @param {Results} answer
     * @param {boolean} fresh whether it answers a different query from the one on screen
     * @param {boolean} firm whether it gets its order in any case
     * @returns {boolean} whether the wanted order was held back
     */
    show(answer, fresh, firm) {
      if (fresh) forget();
      marks = answer.marks;
      const kept = fresh || firm ? 0 : Math.max(settled, reader.isAmong() ? onScreen() : 0);
      const now = shown();
      for (const card of answer.cards) {
        const place = nodes.get(card.id);
        if (!place) {
          const made = placeOf(page, card, marks, root);
          nodes.set(card.id, made);
          if ("pending" in card) pending.watch(card.id, made);
        }
        if ("pending" in card) continue;
        if (place) fill(card);
        else cards.set(card.id, card);
      }
      wanted = answer.cards.map(({ id }) => id);
      const order = arranged(now, wanted, kept);
      apply(order);
      if (fresh) {
        reader.reset();
        requestAnimationFrame(reserve);
      }
      if (answer.state === "done") settled = order.length;
      return order.some((id, place) => id !== wanted[place]);
    },
    /** Applies the wanted order, whatever the reader is doing: they asked for it. */
    refine() {
      apply(wanted);
      settled = wanted.length;
      reader.reset();
      list.querySelector("a")?.focus({ preventScroll: true });
      list.scrollIntoView({ block: "start" });
    },
    /** @param {number} place */
    focus(place) {
      list.children[place]?.querySelector("a")?.focus({ preventScroll: true });
    },
    clear() {
      forget();
      wanted = [];
    },
    /** The papers on the page, in order. */
    ids: shown,
    /** The cards of those papers, as far as they are loaded. */
    cards: () => shown().flatMap((id) => cards.get(id) ?? []),
  };
}
