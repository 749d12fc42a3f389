// Finds any author by name: loads only the small part of the index that matches what was typed.
import { nameKey } from "./lib/fold.js";
import { inflated } from "./lib/inflated.js";
import { say } from "./lib/wording.js";
import { findInPage } from "./lists/finder.js";

const SHOWN = 40;

/** @typedef {[label: string, count: number, slug?: string]} Entry */

/**
 * The part that holds a word of at least two letters, from the first two.
 * @param {string} word
 * @param {number} parts
 */
export function partOf(word, parts) {
  const [first, second] = [...word].map((letter) => letter.codePointAt(0) ?? 0);
  return (31 * first + second) % parts;
}

/**
 * The word with the most letters, of which some take two units of UTF-16.
 * @param {string[]} words
 */
export function longest(words) {
  return words.reduce((best, word) => ([...word].length > [...best].length ? word : best), "");
}

/**
 * Entries in which every typed word starts a word of the name.
 * @param {Entry[]} entries
 * @param {string} typed
 */
export function matching(entries, typed) {
  const words = nameKey(typed).split(" ");
  return entries.filter(([label]) => {
    const have = nameKey(label).split(" ");
    return words.every((word) => have.some((one) => one.startsWith(word)));
  });
}

/** @param {Document} page */
export function offerFinders(page) {
  findInPage(page);
  findNames(page);
}

/** @param {Document} page */
function findNames(page) {
  const field = page.querySelector("#find-name");
  const list = page.querySelector("#found-names");
  if (!(field instanceof HTMLInputElement) || !list) return;
  /** @type {Map<number, Promise<Entry[]>>} */
  const parts = new Map();
  /** @param {number} part */
  const load = (part) => {
    const known = parts.get(part);
    if (known) return known;
    const fresh = fetch(`${field.dataset.names}${part}.bin`).then((answer) => {
      if (answer.status === 404) return { names: [] };
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      return inflated(answer);
    });
    const names = fresh.then((found) => found.names);
    parts.set(part, names);
    names.catch(() => parts.delete(part));
    return names;
  };
  field.addEventListener("input", async () => {
    const typed = field.value;
    const word = longest(nameKey(typed).split(" "));
    if ([...word].length < 2) return list.replaceChildren();
    try {
      const entries = await load(partOf(word, Number(field.dataset.parts)));
      if (typed === field.value) show(page, list, matching(entries, typed));
    } catch {
      const line = page.createElement("li");
      line.textContent = say("The names could not be loaded. Type again to retry.");
      list.replaceChildren(line);
    }
  });
}

/**
 * @param {Document} page
 * @param {Element} list
 * @param {Entry[]} found
 */
function show(page, list, found) {
  const items = found.slice(0, SHOWN).map(([label, count, slug]) => {
    const item = page.createElement("li");
    const query = new URLSearchParams({ q: `author:"${label.replaceAll('"', " ")}"` });
    item.append(link(page, label, slug ? `${slug}/` : `../search/?${query}`));
    const small = page.createElement("small");
    small.textContent = ` ${count}`;
    item.append(small);
    return item;
  });
  if (found.length > SHOWN) {
    const more = page.createElement("li");
    more.textContent = say("{count} more: keep typing to narrow the list", { count: found.length - SHOWN });
    items.push(more);
  }
  if (!items.length) {
    const none = page.createElement("li");
    none.textContent = say("No author with that name.");
    items.push(none);
  }
  list.replaceChildren(...items);
}

/**
 * @param {Document} page
 * @param {string} text
 * @param {string} target
 */
function link(page, text, target) {
  const found = page.createElement("a");
  found.textContent = text;
  found.href = target;
  return found;
}
