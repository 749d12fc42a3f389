// The tools of a list of papers: order and filters, which are in the address. Without this script a list is
// complete and in the page's order.
import { kept, ranked, countOf } from "./arrange.js";
import { makeControls } from "./controls.js";
import { dataOf, has } from "./data.js";
import { offerDensity } from "./density.js";
import { filters, orders } from "./registry.js";
import { headed } from "./groups.js";
import { isNarrow, queryOf, stateOf, widest } from "./state.js";
import { itemsIn, partsOf, wholeList } from "./whole.js";
import { button } from "../lib/controls.js";
import { made } from "../lib/parts.js";
import { toast } from "../lib/toast.js";
import { say } from "../lib/wording.js";

/** @typedef {import("./registry.js").Item} Item */
/** @typedef {import("./state.js").State} State */

/** Papers of a list in several parts that are shown at once. */
const STEP = 200;
const PLAIN = "votes";

/**
 * The line for buttons: that of the filters, or the bar itself.
 * @param {Document} page
 * @returns {Element | null}
 */
export function toolsOf(page) {
  return page.querySelector(".narrow") ?? page.querySelector(".bar");
}

/**
 * @param {Document} page
 * @param {Storage | null} storage
 * @param {{ order: () => string }} usual the order of a page whose address names none
 * @returns {Item[]} the papers of the page's list
 */
export function offerLists(page, storage, usual) {
  const list = page.getElementById("list");
  const bar = page.querySelector(".bar");
  const view = page.defaultView;
  const root = page.documentElement;
  if (!list || !bar || !view) return [];
  const here = itemsIn(page, 0);
  const parts = partsOf(page);
  const data = dataOf(page);
  const offered = [...orders.keys()].filter((name) => has(data, name));
  const state = () => stateOf(view.location.search, offered, filters.keys(), usual.order());
  const controls = here.length > 1 ? makeControls(bar, data, orders, filters, choose) : null;
  offerDensity(page, storage, toolsOf(page));
  const status = made(page, "p", "unseen");
  status.setAttribute("aria-live", "polite");
  bar.append(status);
  const below = made(page, "p", "more");
  list.after(below);
  /** @type {Promise<Item[]> | null} */
  let whole = null;
  let turn = 0;
  let limit = STEP;
  /** @type {Set<string>} */
  const open = new Set();

  /** @param {(state: State) => State} change */
  function choose(change) {
    const [before, now] = [state(), change(state())];
    const query = queryOf(now, view?.location.search ?? "", filters.keys(), usual.order());
    view?.history.replaceState(view.history.state, "", query || view.location.pathname);
    limit = STEP;
    const lacks = now.order === before.order ? "" : orders.get(now.order)?.lacks?.();
    if (lacks) toast(page, lacks);
    apply(true);
  }

  /** All papers of the list, or, for its page as it came, those on this page. @param {State} now */
  function items(now) {
    if (!parts.length || (now.order === PLAIN && !isNarrow(now))) return here;
    whole ??= wholeList(page, here);
    whole.catch(() => (whole = null));
    return whole;
  }

  /** @param {boolean} [asked] whether the reader just asked for it */
  async function apply(asked = false) {
    const mine = (turn += 1);
    const now = state();
    controls?.show(now);
    carry(now);
    try {
      const all = await items(now);
      const order = await ranked(all, orders.get(now.order));
      if (mine !== turn) return;
      show(now, all, order);
      if (asked) status.textContent = countOf(kept(order, now, filters).length, all.length);
    } catch {
      status.textContent = say("The list could not be loaded. Try again.");
      status.classList.remove("unseen");
    } finally {
      if (mine === turn && "asked" in root.dataset) root.dataset.asked = "done";
    }
  }

  /** @param {State} now @param {Item[]} all @param {Item[]} order */
  function show(now, all, order) {
    const fits = kept(order, now, filters);
    const isWhole = all === here;
    const cut = isWhole ? fits : fits.slice(0, limit);
    const group = orders.get(now.order)?.group;
    const fitting = new Set(fits);
    for (const item of all) item.element.hidden = !fitting.has(item);
    const wanted = group
      ? headed(page, fits, group, open, () => show(now, all, order)).filter((one) => isWhole || !one.matches(".folded"))
      : (isWhole ? order : cut).map(({ element }) => element);
    if (wanted.length !== list?.children.length || wanted.some((one, at) => list.children[at] !== one)) {
      list?.replaceChildren(...wanted);
    }
    const isMixed = now.order !== PLAIN && wanted.some((one) => one.matches(".card")) && wanted.some((one) => !one.matches(".card, .group"));
    list?.classList.toggle("mixed", isMixed);
    if (list) list.dataset.order = now.order;
    for (const numbers of page.querySelectorAll(".numbers")) /** @type {HTMLElement} */ (numbers).hidden = !isWhole;
    below.replaceChildren(...after(fits.length, group ? fits.length : cut.length));
  }

  /** What follows the list: how to see more, or all again. @param {number} fit @param {number} shown */
  function after(fit, shown) {
    if (!fit) {
      const all = button(page, say("Show all"), () => choose(widest));
      return [`${say("No papers match these filters.")} `, all];
    }
    if (fit <= shown) return [];
    return [
      button(page, say("Show {count} more", { count: Math.min(STEP, fit - shown) }), () => {
        limit += STEP;
        apply();
      }),
    ];
  }

  /** The way to the lists before and after keeps what was chosen. @param {State} now */
  function carry(now) {
    const query = queryOf(now, "", filters.keys(), usual.order());
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (bar?.querySelectorAll("a[rel]") ?? [])) {
      link.search = query;
    }
  }

  page.addEventListener("papers:marks", () => apply());
  apply();
  return here;
}
