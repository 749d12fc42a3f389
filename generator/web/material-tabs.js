// Content tabs of hand-written pages: opens the tab that the address names, or those chosen on other pages.
import { storageOf } from "./lib/storage.js";

/**
 * @param {Document} page
 * @param {string} fragment with its `#`
 * @param {unknown} chosen labels, newest first, if the operator has linked the tabs
 */
function openTabs(page, fragment, chosen) {
  const wanted = Array.isArray(chosen) ? chosen : [];
  for (const set of page.querySelectorAll(".tabbed-set")) {
    const labels = [...set.querySelectorAll("label")];
    const found = wanted.map((name) => labels.find((label) => label.textContent?.trim() === name)).find(Boolean);
    if (found?.control instanceof HTMLInputElement) found.control.checked = true;
  }
  const target = page.getElementById(fragment.slice(1));
  if (target instanceof HTMLInputElement && target.name.startsWith("__tabbed_")) target.checked = true;
}

/** The reader's choices as Material stores them. */
function chosenTabs() {
  try {
    return JSON.parse(storageOf(window)?.getItem(`${new URL("..", import.meta.url).pathname}.__tabs`) ?? "[]");
  } catch {
    return [];
  }
}

openTabs(document, location.hash, chosenTabs());
