// A field that finds items in the lists of its own page, such as one of a thousand keywords.
import { nameKey } from "../lib/fold.js";
import { made } from "../lib/parts.js";
import { say } from "../lib/wording.js";

const SHOWN = 60;

/**
 * The labels in which every typed word starts a word; those that begin with what was typed come first.
 * @template {{ key: string }} Item
 * @param {Item[]} items with their folded labels
 * @param {string} typed
 */
export function matchesIn(items, typed) {
  const key = nameKey(typed);
  const words = key.split(" ");
  const found = items.filter((item) => words.every((word) => ` ${item.key}`.includes(` ${word}`)));
  return found.sort((a, b) => Number(b.key.startsWith(key)) - Number(a.key.startsWith(key)));
}

/** @param {Document} page */
export function findInPage(page) {
  const field = page.querySelector("#find");
  const list = page.querySelector("#found");
  if (!(field instanceof HTMLInputElement) || !list) return;
  const seen = new Set();
  const items = [...page.querySelectorAll("main ul:not(#found) > li")].flatMap((element) => {
    const link = element.querySelector("a");
    if (!link || seen.has(link.href)) return [];
    seen.add(link.href);
    return [{ key: nameKey(link.firstChild?.textContent ?? ""), element }];
  });
  field.addEventListener("input", () => {
    const found = nameKey(field.value) ? matchesIn(items, field.value) : [];
    list.replaceChildren(...found.slice(0, SHOWN).map(({ element }) => element.cloneNode(true)));
    if (found.length > SHOWN) list.append(made(page, "li", "", say("{count} more: keep typing to narrow the list", { count: found.length - SHOWN })));
    if (!found.length && nameKey(field.value)) list.append(made(page, "li", "", say("Nothing here has this name.")));
  });
}
