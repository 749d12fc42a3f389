// The answer to a request: at once by words, then in refined order.

import { all, filters } from "./filter.js";
import { APART } from "./load.js";
import { looked } from "./looked.js";
import { asked, feedback, following, isRated, leading, masked, matched, narrowed, otherScores, refinedScores } from "./order.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./filter.js").Mask} Mask */
/** @typedef {import("./filter.js").Request} Request */
/** @typedef {import("./found.js").Found} Found */
/** @typedef {import("./order.js").Exact} Exact */
/** @typedef {import("./score.js").Scored} Scored */
/** @typedef {import("./found.js").Counts} Counts */
/** @typedef {{ numbers: number[], more: boolean, ids?: Map<number, string>, lead: Exact }} Order papers as they are shown, whether
 *   there are more, and ids that are known */
/** @typedef {import("./cards.js").Read & { exact: "" | "id" | "title" | "author" }} Card */
/** @typedef {{ id: string, pending: true }} Pending a card that comes when it is asked for */
/** @typedef {{ kind: "results", state: "partial" | "done", total: number, counts: Counts, more: boolean, unended: boolean,
 *   order: string, cards: (Card | Pending)[], marks: string[], understood: import("./found.js").Understood[],
 *   notes: import("./match.js").Note[] }} Results `more` if others follow these */

const LIMIT = 50;
/** A text of so many words is a title or describes one paper: it is among the first few, if at all. */
const LONG = 9;
/** Cards in the partial answer: about a screenful, so that it arrives early and is laid out quickly. */
const SOON = 4;
/** The same for a long query, whose final order is often another. */
const SOON_LONG = 3;
/** Milliseconds that a page needs to lay them out, before the last order takes CPU time from it. */
const LAID_OUT = 60;
/** Cards that come with the results, if the request does not say how many its screen may show. */
const AT_ONCE = 7;

/** Numbers of the papers shown, why some come first, and for which request: enough to send more of them. */
export class Shown {
  constructor() {
    /** @type {Map<string, number>} */
    this.numbers = new Map();
    /** @type {Exact} */
    this.exact = new Map();
    this.request = "";
  }
}

/**
 * @param {Request} request
 * @param {Found} found
 * @param {Index} index
 * @param {Shown} shown is filled
 * @param {(results: Results) => void} emit
 * @param {() => void} still throws if nothing waits any more
 */
export async function answer(request, found, index, shown, emit, still) {
  const brief = isBrief(request, found);
  const limit = (brief && request.few) || request.limit || LIMIT;
  const name = JSON.stringify({ ...request, limit: 0, few: undefined }); // left out: a zero may have another place
  const masks = await filters(request, index);
  const passing = all(index.count, masks.values());
  const wanted = asked(found, masks.size > 0);
  const chosen = request.order === "votes" && !(await isRated(index)) ? "relevance" : request.order;
  const order = chosen && chosen !== "relevance" ? chosen : found.order || "relevance";
  /** @param {Results["state"]} state @param {Scored} scored @param {Mask} mask @param {Order} papers */
  const tell = async (state, { marks, scores }, mask, { numbers, ids, lead, more }) => {
    const counted = narrowed(found, mask, scores);
    const total = counted.reduce((sum, bit) => sum + bit, 0);
    const apart = brief ? APART.brief : APART.cards;
    const cards = await cardsOf(numbers, request.screen ?? AT_ONCE, ids ?? new Map(), index, lead, apart);
    const { notes, unended, understood } = found;
    const counts = found.every && !counted.some((bit, n) => bit & /** @type {Mask} */ (found.every)[n]) ? "some" : found.counts;
    emit({ kind: "results", state, total, counts, more, unended, order, cards, marks, understood, notes });
    shown.exact = lead;
    if (state === "done") shown.request = name;
    cards.forEach(({ id }, n) => shown.numbers.set(id, numbers[n]));
  };
  const relevant = order === "relevance";
  /** @type {Promise<Scored> | undefined} */
  let whole;
  if (relevant && found.worded && name !== shown.request) {
    const mask = matched(wanted, found.soon.scores, passing);
    const scores = masked(found.soon.paired, mask);
    const lead = leading(found, passing, scores);
    const papers = following(scores, lead, Math.min(limit, found.soon.partly ? SOON_LONG : SOON));
    if (papers.numbers.length) {
      // One round for the first cards and what the last order needs: groups of papers, or the other words of a long query.
      if (found.soon.partly) whole = found.whole();
      (whole ?? looked(found, feedback(found, scores, index), found.soon.terms, index)).catch(() => {});
      await tell("partial", found.soon, mask, { ...papers, lead });
      if (whole) await new Promise((go) => setTimeout(go, LAID_OUT));
      still();
    }
  }
  const scored = await (whole ?? found.whole());
  still();
  const mask = matched(wanted, scored.scores, passing);
  if (!relevant || !found.worded) {
    const scores = await otherScores(order, narrowed(found, mask, scored.scores), index);
    const lead = relevant ? leading(found, passing, scores) : new Map();
    await tell("done", scored, mask, { ...following(scores, lead, limit), lead });
    return;
  }
  const { scores, groups } = await refinedScores(found, scored.terms, scored.paired, mask, passing, index);
  const ids = new Map(groups.flatMap(({ numbers, ids: names }) => numbers.map((number, n) => [number, names[n]])));
  const lead = leading(found, passing, scores);
  await tell("done", scored, mask, { ...following(scores, lead, limit), ids, lead });
}

/**
 * Whether one paper is meant.
 * @param {Request} request
 * @param {Found} found
 */
function isBrief({ q }, { titled }) {
  return titled || q.trim().split(/\s+/).length >= LONG;
}

/**
 * @param {number[]} numbers
 * @param {number} full how many of them have their cards
 * @param {Map<number, string>} ids those that are known
 * @param {Index} index
 * @param {Exact} exact
 * @param {number} apart bytes that may be loaded in vain for one request less
 * @returns {Promise<(Card | Pending)[]>}
 */
async function cardsOf(numbers, full, ids, index, exact, apart) {
  const later = numbers.slice(full);
  const [first, rest] = await Promise.all([
    fullCards(numbers.slice(0, full), index, exact, apart),
    Promise.all(later.map(async (number) => ids.get(number) ?? (await index.papers.ids([number]))[0])),
  ]);
  return [...first, ...rest.map((id) => ({ id, pending: /** @type {const} */ (true) }))];
}

/**
 * @param {number[]} numbers
 * @param {Index} index
 * @param {Exact} exact
 * @param {number} [apart]
 * @returns {Promise<Card[]>}
 */
export async function fullCards(numbers, index, exact, apart) {
  const cards = await index.papers.cards(numbers, apart);
  return cards.map((card, n) => ({ ...card, exact: exact.get(numbers[n]) ?? "" }));
}
