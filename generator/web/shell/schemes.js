// The colour button. The choice is stored where Material stores its own, so that all pages agree.
import { say, term } from "../lib/wording.js";

/** @typedef {{ index: number, color: { media: string, scheme: string, primary: string, accent: string } }} Choice */

const STATES = [
  { scheme: "", media: "(prefers-color-scheme)", title: term("Colours: system") },
  { scheme: "default", media: "(prefers-color-scheme: light)", title: term("Colours: light") },
  { scheme: "slate", media: "(prefers-color-scheme: dark)", title: term("Colours: dark") },
];

/**
 * The state after the current one.
 * @param {string | undefined} scheme
 */
export function following(scheme) {
  const at = STATES.findIndex((state) => state.scheme === (scheme ?? ""));
  return (at + 1) % STATES.length;
}

/**
 * @param {Document} page
 * @param {Storage | null} storage
 * @param {string} key Material's own
 */
export function offerSchemes(page, storage, key) {
  const button = page.querySelector("#scheme");
  if (!(button instanceof HTMLElement)) return;
  const root = page.documentElement;
  const show = () => {
    const state = STATES.find(({ scheme }) => scheme === (root.dataset.mdColorScheme ?? ""));
    button.title = say(state?.title ?? "");
    button.setAttribute("aria-label", button.title);
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    const index = following(root.dataset.mdColorScheme);
    const { scheme, media } = STATES[index];
    if (scheme) root.dataset.mdColorScheme = scheme;
    else delete root.dataset.mdColorScheme;
    const primary = root.dataset.mdColorPrimary ?? "indigo";
    /** @type {Choice} */
    const choice = { index, color: { media, scheme: scheme || "default", primary, accent: primary } };
    try {
      storage?.setItem(key, JSON.stringify(choice));
    } catch {
      // If storage is full, the choice only lasts for this page.
    }
    show();
  });
  show();
}
