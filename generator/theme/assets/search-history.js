// The question in the address of the page, and the way back through earlier ones.
import { addressOf, isAsking, requestOf } from "./search-address.js";

/** @typedef {import("./search-client.js").Request} Request */

/**
 * @param {Window} view
 * @param {(request: Request) => void} back called with the question the reader goes back or on to
 */
export function keepHistory(view, back) {
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
  // Results come too late for the browser to find the place in them a reader returns to.
  let scrolled = Number(view.history.state?.scrolled ?? 0);
  view.addEventListener("pagehide", () => view.history.replaceState({ scrolled: view.scrollY }, ""));
  entitle(requestOf(view.location.search));
  return {
    /** Goes down to the place the reader left, once. */
    returnTo() {
      if (scrolled > view.scrollY) view.scrollTo(0, scrolled);
      scrolled = 0;
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
