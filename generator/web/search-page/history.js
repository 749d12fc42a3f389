// Keeps the request in the page's address, and restores earlier ones through the browser's history.
import { addressOf, isAsking, requestOf } from "./address.js";

/** @typedef {import("../lib/client.js").Request} Request */

/**
 * @param {HTMLElement} list of results
 * @param {(request: Request) => void} back called with the request that the reader goes back or forward to
 */
export function keepHistory(list, back) {
  const view = /** @type {Window} */ (list.ownerDocument.defaultView);
  const title = view.document.title;
  // Whether the reader submitted, opened or returned to this address: then it keeps its history entry.
  let kept = isAsking(requestOf(view.location.search));

  /** @param {Request} request */
  function entitle({ q }) {
    view.document.title = q.trim() ? `${q.trim()} - ${title}` : title;
  }

  view.addEventListener("popstate", () => {
    const request = requestOf(view.location.search);
    kept = true;
    entitle(request);
    back(request);
  });
  // Results come too late for the browser to restore the scroll position. The cards above may have other
  // heights than before, so the position is stored relative to a paper, not to the page.
  /** @type {{ paper: string, top: number } | null | undefined} */
  let left = view.history.state?.left;
  view.addEventListener("pagehide", () => view.history.replaceState({ left: topmost() }, ""));

  function topmost() {
    for (const item of /** @type {Iterable<HTMLElement>} */ (view.scrollY ? list.children : [])) {
      const { top, bottom } = item.getBoundingClientRect();
      if (bottom > 0) return { paper: item.dataset.paper, top };
    }
    return null;
  }

  entitle(requestOf(view.location.search));
  return {
    /** Whether the reader comes back to a place in the results, and is not there yet. */
    isReturning: () => Boolean(left),
    /** Scrolls, once, to where the reader left, as soon as everything has its height. */
    returnTo() {
      const wanted = left;
      left = null;
      if (!wanted) return;
      view.requestAnimationFrame(() => {
        const found = list.querySelector(`[data-paper="${CSS.escape(wanted.paper)}"]`);
        if (found) view.scrollBy(0, found.getBoundingClientRect().top - wanted.top);
      });
    },
    /**
     * Typing makes a single entry, however the text changes; a submission or choice makes its own.
     * @param {Request} request
     * @param {boolean} own
     */
    write(request, own) {
      const address = addressOf(request);
      if (address !== view.location.search) {
        const place = address || view.location.pathname;
        if (own || kept) view.history.pushState(null, "", place);
        else view.history.replaceState(null, "", place);
      }
      kept = own;
      entitle(request);
    },
    /**
     * Showing more results does not make a new entry.
     * @param {Request} request
     */
    grow: (request) => view.history.replaceState(null, "", addressOf(request)),
  };
}
