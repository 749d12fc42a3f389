// Comfortable or dense: a choice for all lists, which scheme.js applies before the first paint.
import { button } from "../lib/controls.js";
import { keyOf } from "../lib/storage.js";
import { say } from "../lib/wording.js";

/**
 * @param {Document} page
 * @param {Storage | null} storage
 * @param {Element | null} tools
 */
export function offerDensity(page, storage, tools) {
  if (!page.querySelector("#list > .card")) return;
  const root = page.documentElement;
  const isDense = () => root.dataset.density === "dense";
  const one = button(page, say("Dense"), () => {
    if (isDense()) delete root.dataset.density;
    else root.dataset.density = "dense";
    try {
      storage?.setItem(keyOf(page, "density"), root.dataset.density ?? "");
    } catch {
      // If storage is full, the choice only lasts for this page.
    }
    one.setAttribute("aria-pressed", String(isDense()));
  });
  one.setAttribute("aria-pressed", String(isDense()));
  tools?.append(one);
}
