// Saved searches: a button below the results of a search keeps its query.
import { button } from "../lib/controls.js";
import { toast } from "../lib/toast.js";
import { say } from "../lib/wording.js";
import { isOn } from "./profile.js";

/** @typedef {import("./store.js").Store} Store */

/**
 * The search reports whenever its results change.
 * @param {Document} page
 * @param {Store} store
 * @param {() => Promise<string>} newest the newest list day
 */
export function offerSearches(page, store, newest) {
  const save = button(page, "", () => set(!isKept()));
  save.className = "save-search";
  const query = () => new URL(page.URL).search;
  const isKept = () => isOn(store.now().searches.get(query())?.count);

  /** @param {boolean} on */
  async function set(on) {
    const [key, label] = [query(), new URL(page.URL).searchParams.get("q") ?? ""];
    const day = await newest();
    const fault = store.keepSearch(key, label, on, day);
    toast(page, fault || (on ? say("Search saved. It is on your reading list's page.") : say("Search removed.")), { undo: () => store.keepSearch(key, label, !on, day) });
  }

  function show() {
    save.textContent = isKept() ? say("Search saved ✓") : say("Save this search");
    save.setAttribute("aria-pressed", String(isKept()));
  }

  page.addEventListener("papers:export", ({ target }) => {
    if (target instanceof HTMLElement && !save.isConnected) target.after(save);
    save.hidden = !(target instanceof HTMLElement) || target.hidden;
    show();
  });
  store.listen(show);
}
