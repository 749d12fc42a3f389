// Ranks papers for the reader: gathers what is marked and followed, and loads what is needed of it.
import { tagOf } from "./files.js";
import { readTraits, writeTraits } from "./kept.js";
import { byFit } from "./places.js";
import { MOST, taste } from "./taste.js";
import { isOn } from "../profile/profile.js";

/** @typedef {import("../profile/store.js").Store} Store */
/** @typedef {import("./load.js").Files} Files */
/** @typedef {import("./files.js").Traits} Traits */
/** @typedef {import("../lists/registry.js").Item} Item */
/** @typedef {{ score: number, reason: import("./taste.js").Reason }} Fit */

/** Papers to have saved before the reader's own order is the usual one. */
export const ENOUGH = 3;

/** A paper that nothing is known of is last. */
const UNKNOWN = { score: -Infinity, reason: { kind: /** @type {const} */ (""), label: "" } };

/**
 * @param {Store} store
 * @param {Files} files
 * @param {Storage | null} storage
 * @param {string} key of the traits that are kept
 */
export function openOrder(store, files, storage, key) {
  /**
   * How well some papers fit the reader.
   * @param {string[]} ids
   * @returns {Promise<(id: string) => Fit>}
   */
  async function fits(ids) {
    const index = await files.index();
    const traits = await files.traits(ids);
    if (!index) return () => UNKNOWN;
    const marked = await traitsOfMarked(index.basis, traits);
    const profile = store.now();
    const saved = store.papers().flatMap(({ id, title }) => {
      const known = marked.get(id);
      return known ? [{ id, title: title || id, traits: known }] : [];
    });
    const away = [...profile.away].flatMap(([id, count]) => (isOn(count) ? (marked.get(id) ?? []) : [])).slice(-MOST);
    const follows = new Map([...profile.follows].flatMap(([page, { count, label }]) => (isOn(count) ? [[tagOf(page), label]] : [])));
    const fit = taste({ saved, away, follows }, [...traits.values()]);
    return (id) => {
      const one = traits.get(id);
      return one ? fit(one) : UNKNOWN;
    };
  }

  /**
   * What the newest marked papers are ranked by. What is not kept yet is loaded: the reader marked it elsewhere.
   * @param {string} basis
   * @param {Map<string, Traits>} here
   */
  async function traitsOfMarked(basis, here) {
    const saved = store.papers().slice(-MOST).map(({ id }) => id);
    const away = [...store.now().away].flatMap(([id, count]) => (isOn(count) ? [id] : [])).slice(-MOST);
    const kept = readTraits(keptText(), basis);
    const known = (/** @type {string} */ id) => kept.get(id) ?? here.get(id);
    const loaded = await files.traits([...saved, ...away].filter((id) => !known(id)));
    /** @type {Map<string, Traits>} */
    const found = new Map();
    for (const id of [...saved, ...away]) {
      const one = known(id) ?? loaded.get(id);
      if (one) found.set(id, one);
    }
    if ([...found.keys()].some((id) => !kept.has(id)) || kept.size > found.size) keep(writeTraits(found, basis));
    return found;
  }

  function keptText() {
    try {
      return storage?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  /** @param {string} text */
  function keep(text) {
    try {
      storage?.setItem(key, text);
    } catch {
      // If storage is full, they are loaded again on the next page.
    }
  }

  /** @type {Map<string, ReturnType<typeof fits>>} */
  const ranked = new Map();

  /**
   * The order of a list. If it cannot be made, the list keeps that of its page. A list is ranked once: it
   * does not move under the reader's hands.
   * @param {Item[]} items
   */
  async function rank(items) {
    const ids = items.map(({ id }) => id);
    const name = ids.join(" ");
    const fitting = ranked.get(name) ?? fits(ids);
    ranked.set(name, fitting);
    const fit = await fitting.catch(() => null);
    return fit ? byFit(items.map((item) => ({ item, votes: item.votes, place: item.place, score: fit(item.id).score }))).map(({ item }) => item) : items;
  }

  return {
    fits,
    rank,
    /** Whether this order is the usual one. */
    isReady: () => store.papers().length >= ENOUGH,
    /** How many papers the reader has to save first; none if a follow is enough to rank by. */
    lacking() {
      const follows = [...store.now().follows.values()].some(({ count }) => isOn(count));
      return follows ? 0 : Math.max(0, ENOUGH - store.papers().length);
    },
    /** Keeps what a paper is ranked by, as soon as it is marked. @param {string} id */
    async learn(id) {
      const index = await files.index();
      if (index) await traitsOfMarked(index.basis, await files.traits([id]));
    },
  };
}

/** @typedef {ReturnType<typeof openOrder>} Order */
