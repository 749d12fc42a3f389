// Keeps the profile in the browser's storage, which all tabs share, and reads it again before each change.
import { line } from "./line.js";
import { readKept, withListed } from "./earlier.js";
import { MOST, readProfile, writeProfile } from "./file.js";
import { emptyProfile, isOn, merged, renamed, savedIn, turned } from "./profile.js";
import { say } from "../lib/wording.js";

/** @typedef {import("./profile.js").Profile} Profile */

const BY_CAP = 200;

/**
 * Methods that change the profile return what went wrong, or "". Where nothing can be kept, a change lasts as
 * long as the page.
 * @param {Window} view
 * @param {Storage | null} storage
 * @param {{ profile: string, earlier: string }} keys `earlier` is that of the reading list of the first version
 */
export function openStore(view, storage, keys) {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** @type {{ text: string | null, profile: Profile, fault: string }} */
  let last = { text: null, profile: emptyProfile(), fault: "" };
  /** @type {Profile | null} what could not be kept */
  let unkept = null;
  const tell = () => listeners.forEach((listener) => listener());

  function now() {
    const text = kept(keys.profile);
    if (text !== last.text) {
      const { profile, fault } = text === null ? { profile: emptyProfile(), fault: "" } : readProfile(text);
      last = { text, profile, fault };
    }
    const earlier = kept(keys.earlier);
    if (earlier !== null) takeOver(earlier);
    return unkept ? merged(last.profile, unkept) : last.profile;
  }

  /** @param {string} earlier */
  function takeOver(earlier) {
    const next = withListed(last.profile, readKept(earlier));
    if (last.fault || write(next)) unkept = unkept ? merged(unkept, next) : next;
    else drop(keys.earlier);
  }

  /** @param {Profile} next */
  function write(next) {
    if (!storage) return say("Your browser is blocking storage: what you mark lasts until you leave this page.");
    if (last.fault === "newer") return say("Your profile was saved by a newer version of this site. Reload the page to change it.");
    const text = writeProfile(next);
    try {
      if (last.fault && last.text !== null) storage.setItem(`${keys.profile}.unreadable`, last.text);
      storage.setItem(keys.profile, text);
    } catch {
      return say("Your browser's storage for this site is full: what you mark lasts until you leave this page.");
    }
    last = { text, profile: next, fault: "" };
    return "";
  }

  /** @param {(profile: Profile) => Profile} make */
  function change(make) {
    const before = now();
    const next = make(before);
    if (next === before) return "";
    if (savedIn(next).length > MOST) return say("A reading list can hold at most {most} papers.", { most: MOST });
    const fault = write(next);
    unkept = fault ? next : null;
    tell();
    return fault;
  }

  /** @param {string} key */
  function kept(key) {
    try {
      return storage?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  /** @param {string} key */
  function drop(key) {
    try {
      storage?.removeItem(key);
    } catch {
      // It is taken over once more, which changes nothing.
    }
  }

  // Two tabs that write at the same moment: what the other one overwrote is written again.
  view.addEventListener("storage", ({ key, newValue }) => {
    if (key !== null && key !== keys.profile && key !== keys.earlier) return;
    const mine = last;
    now();
    if (key === keys.profile && newValue && !mine.fault && !last.fault) {
      const both = merged(mine.profile, last.profile);
      if (writeProfile(both) !== last.text) write(both);
    }
    tell();
  });

  return {
    now,
    papers: () => savedIn(now()),
    /** @param {"saved" | "read" | "away"} kind @param {string} id */
    has(kind, id) {
      const value = now()[kind].get(id);
      return isOn(typeof value === "object" ? value.count : value);
    },
    /** `saved` is given for a paper that is put back. @param {{ id: string, title: string, by: string, saved?: string }} paper @param {boolean} on */
    save: ({ id, title, by, saved = new Date().toISOString() }, on) =>
      change((profile) => {
        const known = profile.saved.get(id);
        const told = known && !on ? known : { title: line(title), by: line(by).slice(0, BY_CAP).trim(), saved };
        return { ...profile, saved: new Map(profile.saved).set(id, { ...told, count: turned(known?.count, on) }) };
      }),
    /** @param {"read" | "away"} kind @param {string} id @param {boolean} on */
    mark: (kind, id, on) =>
      change((profile) => ({ ...profile, [kind]: new Map(profile[kind]).set(id, turned(profile[kind].get(id), on)) })),
    /** @param {string} page @param {string} label @param {boolean} on */
    follow: (page, label, on) =>
      change((profile) => {
        const count = turned(profile.follows.get(page)?.count, on);
        return { ...profile, follows: new Map(profile.follows).set(page, { count, label: line(label) }) };
      }),
    /** @param {string} query @param {string} label @param {boolean} on @param {string} seen */
    keepSearch: (query, label, on, seen) =>
      change((profile) => {
        const count = turned(profile.searches.get(query)?.count, on);
        return { ...profile, searches: new Map(profile.searches).set(query, { count, label: line(label), seen }) };
      }),
    /** @param {string} day the newest list day */
    dismiss: (day) => change((profile) => (profile.seen < day ? { ...profile, seen: day } : profile)),
    /** @param {Profile} other */
    merge: (other) => change((profile) => merged(profile, other)),
    /** @param {Map<string, string>} moved */
    rename: (moved) => change((profile) => renamed(profile, moved)),
    /** Also for changes in other tabs. @param {() => void} listener */
    listen: (listener) => void listeners.add(listener),
  };
}

/** @typedef {ReturnType<typeof openStore>} Store */
