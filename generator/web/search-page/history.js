// The question in the address of the page, and the way back through earlier ones.
import { addressOf, isAsking, requestOf } from "./address.js";

/** @typedef {import("../lib/client.js").Request} Request */

/**
 * @param {HTMLElement} list of results
 * @param {(request: Request) => void} back called with the question the reader goes back or on to
 */
export function keepHistory(list, back) {
  const view = /** @type {Window} */ (list.ownerDocument.defaultView);
  const title = view.document.title;
  // Whether the reader has submitted, opened or come back to what the address says: then it keeps its entry.
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
  // Results come too late for the browser to find the place in them a reader returns to. Cards above
  // may then be higher or lower than they were: the place is that of a paper, not of the page.
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
    /** Goes down to the place the reader left, once, as soon as all has its height. */
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
     * Typing makes one entry, whatever is typed on the way; what is submitted or chosen has its own.
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
     * More of the same is no other question.
     * @param {Request} request
     */
    grow: (request) => view.history.replaceState(null, "", addressOf(request)),
  };
}
