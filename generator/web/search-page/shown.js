// What the page shows of an answer: the count, hints, papers, errors, and the state of the search.
import { isSameQuestion } from "./address.js";
import { emptyOf, noteOf, troubleOf } from "./notes.js";
import { listResults } from "./results.js";
import { found } from "./words.js";
import { say } from "../lib/wording.js";

/** @typedef {import("../lib/client.js").Request} Request */
/** @typedef {import("../lib/client.js").Results} Results */

/**
 * Programs may rely on `data-search-state` of the list: idle, loading, partial, done, failed. It is done
 * once the list has its final order: while that is held back under a reader's hand it stays partial.
 * @param {Document} page
 * @param {URL} root
 * @param {Map<string, string>} labels of filters
 * @param {import("./pending.js").Ask} askCards
 */
export function showAnswers(page, root, labels, askCards) {
  /** @param {string} id */
  const part = (id) => /** @type {HTMLElement} */ (page.getElementById(id));
  const list = part("results");
  const status = part("status");
  const notes = part("notes");
  const more = part("more");
  const refined = part("refined");
  const browse = part("browse");
  const exports = part("export");
  const results = listResults(list, root, askCards);
  /** @type {Request | null} the request whose papers are on the page */
  let answered = null;

  refined.addEventListener("click", () => {
    refined.hidden = true;
    results.refine();
    enter("done");
    offerExport();
  });

  /** @param {string} state @param {boolean} [busy] */
  function enter(state, busy = state === "loading" || state === "partial") {
    list.dataset.searchState = state;
    list.setAttribute("aria-busy", String(busy));
  }

  function clear() {
    answered = null;
    results.clear();
    more.hidden = true;
    browse.hidden = false;
    offerExport();
  }

  /** The export code listens, fills this place and shows it; otherwise it stays hidden. Some cards may be missing. */
  function offerExport() {
    const detail = { ids: results.ids(), cards: results.cards() };
    exports.dispatchEvent(new CustomEvent("papers:export", { bubbles: true, detail }));
  }

  return {
    isBusy: () => list.getAttribute("aria-busy") === "true",
    hasFailed: () => list.dataset.searchState === "failed",

    /** No query. */
    rest() {
      clear();
      notes.replaceChildren();
      refined.hidden = true;
      status.textContent = "";
      enter("idle");
    },

    /** What is on the page stays until there is an answer. */
    load() {
      refined.hidden = true;
      if (list.dataset.searchState === "failed") {
        if (notes.contains(page.activeElement)) status.focus();
        notes.replaceChildren();
      }
      if (!answered) status.textContent = say("Searching…");
      enter("loading");
    },

    /**
     * @param {Request} asked
     * @param {Results} answer
     * @param {boolean} firm whether the request was submitted or opened, not typed
     */
    answer(asked, answer, firm) {
      const done = answer.state === "done";
      const fresh = !answered || !isSameQuestion(asked, answered);
      // More results are shown once, in their final order: there is enough to read until then.
      if (!done && !fresh) return enter(answer.state);
      const before = results.ids().length;
      const waiting = page.activeElement === more;
      const further = answered !== null && asked.limit !== answered.limit;
      const held = results.show(answer, fresh, firm && !further) && done;
      answered = asked;
      const length = results.ids().length;
      const empty = done && length === 0;
      const count = found(answer, length, /\S\s+\S/.test(asked.q));
      status.textContent = empty ? say("Nothing found") : done ? count : say("{count} · refining…", { count });
      refined.hidden = !held;
      // A new line above the cards would move them, and replacing a line that has the focus would lose it.
      if (empty || (!held && !notes.contains(page.activeElement))) {
        const hints = answer.notes.map((note) => noteOf(page, note, asked, root));
        notes.replaceChildren(...(empty ? [emptyOf(page, asked, labels, hints)] : hints));
      }
      browse.hidden = !empty;
      more.hidden = !done || !answer.more;
      if (waiting && (length > before || more.hidden)) results.focus(Math.min(before, length - 1));
      if (held && !further) enter("partial", false);
      else enter(answer.state);
      offerExport();
    },

    /**
     * Keyword results of the same query stay: a later failure does not make them worse.
     * @param {Request} asked
     * @param {string} message
     * @param {(() => void) | null} retry
     */
    fail(asked, message, retry) {
      if (!answered || !isSameQuestion(asked, answered)) clear();
      status.textContent = say("The search did not finish");
      notes.replaceChildren(troubleOf(page, message, retry));
      enter("failed");
    },
  };
}
