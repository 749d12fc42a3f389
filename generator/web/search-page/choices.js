// One list of the filter panel: the topics or organizations of the results, most papers first.
import { folded } from "../lib/fold.js";
import { arranged, moves } from "./order.js";
import { made } from "../lib/parts.js";
import { number } from "../lib/wording.js";

/** @typedef {import("../lib/client.js").Counted} Counted */

export const SHOWN = 8;

/**
 * Which entries are listed: all chosen ones, then those with the most papers that have a word
 * starting with the typed text.
 * @param {Counted[]} counted
 * @param {string[]} chosen
 * @param {string} typed
 * @returns {string[]} slugs
 */
export function listed(counted, chosen, typed) {
  const wanted = folded(typed.trim());
  const fits = counted.filter(([, label]) => {
    const name = folded(label);
    return name.startsWith(wanted) || name.includes(` ${wanted}`) || name.includes(`-${wanted}`);
  });
  const slugs = fits.slice(0, SHOWN).map(([slug]) => slug);
  return [...chosen.filter((slug) => !slugs.includes(slug)), ...slugs];
}

/**
 * @param {HTMLElement} set a fieldset with a field and a list
 * @param {() => void} change
 */
export function offerChoices(set, change) {
  const page = set.ownerDocument;
  const list = /** @type {HTMLElement} */ (set.querySelector("ul"));
  const narrow = /** @type {HTMLInputElement} */ (set.querySelector("input.narrow"));
  /** @type {Map<string, { item: HTMLElement, box: HTMLInputElement, name: Text, count: HTMLElement }>} */
  const rows = new Map();
  /** @type {Counted[]} */
  let counted = [];
  /** @type {string[]} */
  let chosen = [];

  const shown = () => [...list.querySelectorAll("input")].map((box) => box.value);

  /** @param {string} slug */
  function rowOf(slug) {
    const known = rows.get(slug);
    if (known) return known;
    const box = page.createElement("input");
    box.type = "checkbox";
    box.value = slug;
    box.addEventListener("change", () => {
      chosen = box.checked ? [...chosen, slug] : chosen.filter((other) => other !== slug);
      change();
    });
    const name = page.createTextNode(slug.replaceAll("-", " "));
    const count = made(page, "small", "");
    const words = made(page, "span", "", name);
    words.dir = "auto";
    const row = { item: made(page, "li", "", made(page, "label", "", box, words, count)), box, name, count };
    rows.set(slug, row);
    return row;
  }

  /** @param {boolean} still whether listed entries keep their place, because pointer or focus is there */
  function draw(still) {
    const now = shown();
    const order = arranged(now, listed(counted, chosen, narrow.value), still ? now.length : 0);
    const focused = page.activeElement;
    const { gone, put } = moves(now, order.slice(0, Math.max(SHOWN + chosen.length, still ? now.length : 0)));
    for (const slug of gone) rows.get(slug)?.item.remove();
    for (const [slug, before] of put) list.insertBefore(rowOf(slug).item, before ? rowOf(before).item : null);
    if (focused instanceof HTMLElement && list.contains(focused)) focused.focus();
    const known = new Map(counted.map(([slug, label, count]) => [slug, { label, count }]));
    for (const slug of shown()) {
      const { box, name, count } = rowOf(slug);
      box.checked = chosen.includes(slug);
      const told = known.get(slug);
      if (told) name.data = told.label;
      count.textContent = counted.length ? number(told?.count ?? 0) : "";
    }
  }

  narrow.addEventListener("input", () => draw(false));
  return {
    chosen: () => chosen,
    /** @param {string[]} slugs */
    choose(slugs) {
      chosen = slugs;
      draw(list.matches(":hover, :focus-within"));
    },
    /** @param {Counted[]} found */
    count(found) {
      counted = found;
      draw(list.matches(":hover, :focus-within"));
    },
  };
}
