// What a reader saved, read, put away and follows, and how two such profiles are merged without loss.
//
// Everything has a count of its changes: what has an odd one is there, and what has an even one was removed. A
// merge takes the larger count. It needs no clock, gives the same in any order, and never undoes a removal.

/** @typedef {{ title: string, by: string, saved: string }} Told what a list shows of a saved paper */
/** @typedef {{ count: number } & Told} Saved */
/** @typedef {{ count: number, label: string }} Follow */
/** @typedef {{ count: number, label: string, seen: string }} Search `seen` is the newest list day when it was last opened */
/**
 * `read` and `away` have the counts of marks by paper; `follows` are by the address of a page below the site's
 * root, `searches` by their query. `seen` is the newest list day that the reader has dismissed as seen.
 * @typedef {{ saved: Map<string, Saved>, read: Map<string, number>, away: Map<string, number>,
 *   follows: Map<string, Follow>, searches: Map<string, Search>, seen: string }} Profile
 */

/** @returns {Profile} */
export function emptyProfile() {
  return { saved: new Map(), read: new Map(), away: new Map(), follows: new Map(), searches: new Map(), seen: "" };
}

/** @param {number | undefined} count */
export function isOn(count = 0) {
  return count % 2 === 1;
}

/**
 * The count after a change to `on`; the same if there is nothing to change.
 * @param {number | undefined} count
 * @param {boolean} on
 */
export function turned(count = 0, on = true) {
  return isOn(count) === on ? count : count + 1;
}

/**
 * @param {Profile} one
 * @param {Profile} other
 * @returns {Profile}
 */
export function merged(one, other) {
  return {
    saved: joined(one.saved, other.saved, larger(["count", "saved", "title", "by"])),
    read: joined(one.read, other.read, Math.max),
    away: joined(one.away, other.away, Math.max),
    follows: joined(one.follows, other.follows, larger(["count", "label"])),
    searches: joined(one.searches, other.searches, (a, b) => ({
      ...larger(["count", "label"])(a, b),
      seen: a.seen > b.seen ? a.seen : b.seen,
    })),
    seen: one.seen > other.seen ? one.seen : other.seen,
  };
}

/**
 * The saved papers that are there, in the order in which they were saved.
 * @param {Profile} profile
 */
export function savedIn({ saved, read }) {
  return [...saved]
    .filter(([, { count }]) => isOn(count))
    .map(([id, { title, by, saved }]) => ({ id, title, by, saved, read: isOn(read.get(id)) }))
    .sort((a, b) => compared(a.saved, b.saved) || compared(a.id, b.id));
}

/**
 * Papers that had a provisional id until the archive learnt the real one.
 * @param {Profile} profile
 * @param {Map<string, string>} moved
 * @returns {Profile}
 */
export function renamed(profile, moved) {
  const own = [...profile.saved.keys(), ...profile.read.keys(), ...profile.away.keys()];
  if (!own.some((id) => moved.has(id))) return profile;
  const { saved, read, away, ...rest } = profile;
  const named = (/** @type {string} */ id) => moved.get(id) ?? id;
  /** @template V @param {Map<string, V>} held @param {(id: string) => boolean} fits */
  const part = (held, fits) => new Map([...held].filter(([id]) => fits(id)).map(([id, value]) => [named(id), value]));
  const [old, now] = [true, false].map((wanted) => {
    const fits = (/** @type {string} */ id) => moved.has(id) === wanted;
    return { ...rest, saved: part(saved, fits), read: part(read, fits), away: part(away, fits) };
  });
  return merged(now, old);
}

/**
 * @template V
 * @param {Map<string, V>} one
 * @param {Map<string, V>} other
 * @param {(a: V, b: V) => V} join
 */
function joined(one, other, join) {
  const found = new Map(one);
  for (const [key, value] of other) {
    const known = found.get(key);
    found.set(key, known === undefined ? value : join(known, value));
  }
  return found;
}

/**
 * Of two values the one that is larger in the first of some fields in which they differ.
 * @param {string[]} fields
 * @returns {<V extends object>(a: V, b: V) => V}
 */
function larger(fields) {
  return (a, b) => {
    for (const field of fields) {
      const [x, y] = [Reflect.get(a, field), Reflect.get(b, field)];
      if (x !== y) return x > y ? a : b;
    }
    return a;
  };
}

/** @param {string} a @param {string} b */
function compared(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
