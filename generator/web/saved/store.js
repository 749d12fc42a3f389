// Keeps the reading list in the browser's storage, which all tabs share, and reads it again before each change.
import { merged, MOST, readKept } from "./list.js";

/** @typedef {import("./list.js").Saved} Saved */

const BLOCKED = "Your browser is blocking storage, so papers can't be saved.";
const FULL = "Your browser's storage for this site is full. Your reading list was not changed.";

/**
 * Methods that change the list return what went wrong, or "".
 * @param {Window} view
 * @param {Storage | null} storage
 * @param {string} key
 */
export function openStore(view, storage, key) {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** @type {{ text: string | null, papers: Saved[] }} */
  let last = { text: null, papers: [] };
  const tell = () => listeners.forEach((listener) => listener());

  function papers() {
    let text = null;
    try {
      text = storage?.getItem(key) ?? null;
    } catch {
      return [];
    }
    if (text !== last.text) last = { text, papers: readKept(text) };
    return last.papers;
  }

  /** @param {Saved[]} next */
  function write(next) {
    if (!storage) return BLOCKED;
    if (next.length > MOST) return `A reading list can hold at most ${MOST.toLocaleString("en")} papers.`;
    try {
      storage.setItem(key, JSON.stringify(next));
    } catch {
      return FULL;
    }
    tell();
    return "";
  }

  view.addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) tell();
  });
  return {
    papers,
    has: (/** @type {string} */ id) => papers().some((paper) => paper.id === id),
    /** @param {Saved} paper */
    add: (paper) => write(merged(papers(), [paper])),
    /** @param {string} id */
    remove: (id) => write(papers().filter((paper) => paper.id !== id)),
    /** @param {string} id @param {boolean} read */
    mark: (id, read) => write(papers().map((paper) => (paper.id === id ? { ...paper, read } : paper))),
    /** @param {Saved[]} others */
    merge: (others) => write(merged(papers(), others)),
    /** Also for changes in other tabs. @param {() => void} listener */
    listen: (listener) => void listeners.add(listener),
  };
}

/** @typedef {ReturnType<typeof openStore>} Store */
