// The search of an archive. Every question gets an answer: results, or what went wrong.

import { Shown, answer, fullCards } from "./answer.js";
import { complete } from "./complete.js";
import { keyed } from "./exact.js";
import { facets } from "./facets.js";
import { failed } from "./failed.js";
import { key } from "./fold.js";
import { opened } from "./index.js";
import { Gone, library, manifest } from "./load.js";
import { matching } from "./match.js";

/** @typedef {import("./filter.js").Request} Request */
/** @typedef {import("./failed.js").Failed} Failed */
/** @typedef {import("./answer.js").Results} Results */
/** @typedef {{ kind: "completions", items: import("./complete.js").Completion[] }} Completions */
/** @typedef {{ kind: "cards", cards: import("./answer.js").Card[] }} Cards */
/** @typedef {import("./index.js").Index} Index */

/** Thrown to abandon a query for which nothing waits any more. */
class Overtaken extends Error {}

/**
 * @param {object} means access to the outside world
 * @param {string} means.base the folder of the index, with a final slash
 * @param {typeof fetch} means.request
 * @param {() => number} means.now milliseconds since 1970
 */
export function open({ base, request, now }) {
  /** @type {Promise<Index> | null} */
  let index = null;
  let shown = new Shown();
  let turn = 0;
  /** @type {{ q: string, typing: boolean, kept: string, ranked: boolean, index: Index, found: Promise<import("./match.js").Found> } | null} */
  let last = null;

  function ready() {
    if (!index) {
      const mine = manifest(base, request).then((told) => opened(told, library(base, request)));
      mine.catch(() => forget(mine));
      index = mine;
    }
    return index;
  }

  /** @param {Promise<Index>} old */
  function forget(old) {
    if (index !== old) return;
    index = null;
    shown = new Shown();
    last = null;
  }

  /**
   * Runs something with the index, and again with the new one if the site was updated in the meantime.
   * @template T
   * @param {(index: Index) => Promise<T>} act
   * @returns {Promise<T | Failed>}
   */
  async function tried(act) {
    const mine = ready();
    try {
      return await act(await mine);
    } catch (error) {
      if (!(error instanceof Gone)) return failed(error);
      forget(mine);
    }
    return ready().then(act).catch(failed);
  }

  /**
   * What a text finds. The result for the last text is cached.
   * @param {Request} asked
   * @param {Index} known
   */
  function find({ q, typing = false, kept: kinds = [], order }, known) {
    const kept = kinds.join(" ");
    const ranked = order === "relevance";
    if (last?.q !== q || last.typing !== typing || last.kept !== kept || last.ranked !== ranked || last.index !== known) {
      const today = new Date(now()).toISOString().slice(0, 10);
      last = { q, typing, kept, ranked, index: known, found: matching(q, typing, known, today, kinds, ranked) };
      const mine = last;
      last.found.catch(() => (last = last === mine ? null : last));
    }
    return last.found;
  }

  return {
    /** Loads what every question needs; a failure is reported to the first question. */
    warm: () => void ready().catch(() => {}),

    /**
     * Answers once or twice; not at all if a newer query arrived.
     * @param {Request} asked
     * @param {(results: Results | Failed) => void} emit
     */
    async query(asked, emit) {
      const mine = ++turn;
      const still = () => {
        if (mine !== turn) throw new Overtaken();
      };
      /** @param {Results} results */
      const tell = (results) => {
        still();
        emit(results);
      };
      const wrong = await tried(async (known) => {
        const found = await find(asked, known);
        if (mine === turn) await answer(asked, found, known, shown, tell, still).catch(unlessOvertaken);
      });
      if (wrong && mine === turn) emit(wrong);
    },

    /**
     * Cards that were pending before.
     * @param {string[]} ids
     * @returns {Promise<Cards | Failed>}
     */
    cards: (ids) =>
      tried(async (known) => {
        const numbers = await Promise.all(
          ids.map(async (id) => shown.numbers.get(id) ?? (await keyed(known, "id", id)).numbers[0]),
        );
        const there = numbers.filter((number) => number !== undefined);
        return { kind: /** @type {const} */ ("cards"), cards: await fullCards(there, known, shown.exact) };
      }),

    /**
     * @param {string} text
     * @returns {Promise<Completions | Failed>}
     */
    complete: (text) =>
      tried(async (known) => {
        const items = await complete(known.completions, text, (part) => key(part, known.language));
        return { kind: /** @type {const} */ ("completions"), items };
      }),

    /**
     * @param {Request} asked
     * @param {number[]} least
     * @returns {Promise<import("./facets.js").Facets | Failed>}
     */
    facets: (asked, least) => tried(async (known) => facets(asked, least, await find(asked, known), known)),
  };
}

/** @param {unknown} error */
function unlessOvertaken(error) {
  if (!(error instanceof Overtaken)) throw error;
}
