// How well a paper fits a reader: by nearness to what was saved, by what it shares with that, and by follows.

import { centreOf, nearest, product, together } from "./nearest.js";

/** @typedef {import("./files.js").Traits} Traits */
/** @typedef {{ id: string, title: string, traits: Traits }} Known a paper that the reader marked */
/** @typedef {{ saved: Known[], away: Traits[], follows: Map<number, string> }} Reader `follows` are labels by tag */
/** @typedef {{ kind: "saved" | "follow" | "shared" | "topic" | "", label: string }} Reason */

/** Saved papers that count: the newest ones. */
export const MOST = 300;

/** Weights of what a paper shares with the saved ones: a topic, and a person or an organization. */
const TOPIC = 0.05;
const PERSON = 0.17;

/** The share of the middle of all saved papers in nearness; the rest is that of the nearest few. */
const MIDDLE = 0.4;

/** What a paper loses by being like one that was put away, from where likeness is more than a common field. */
const AWAY = 0.6;
const ALIKE = 0.4;

/** Chances are smoothed: one shared paper counts half, and nothing counts as rarer than two in a hundred. */
const ONCE = 0.5;
const RAREST = 0.02;

/** Nearness that is worth a reason. */
const NEAR = 0.3;

/**
 * What tells how well a paper fits.
 * @param {Reader} reader
 * @param {Traits[]} pool papers of the archive, for how common a tag is
 */
export function taste(reader, pool) {
  const saved = reader.saved.slice(-MOST);
  const vectors = saved.map(({ traits }) => traits.vector);
  const centre = centreOf(vectors);
  const [kept, put] = [together(vectors), together(reader.away.map(({ vector }) => vector))];
  const common = counts(pool);
  const liked = counts(saved.map(({ traits }) => traits));
  /** @type {Map<number, number>} */
  const worth = new Map();
  const rareness = (/** @type {number} */ tag) => (common.get(tag) ?? 0) / Math.max(1, pool.length) + RAREST;
  for (const [tag, count] of liked) worth.set(tag, Math.log1p((count - ONCE) / saved.length / rareness(tag)));

  /**
   * @param {Traits} traits
   * @returns {{ score: number, reason: Reason }}
   */
  return ({ vector, tags, topics }) => {
    const near = nearest(kept, vector, -Infinity);
    const few = near.values.reduce((all, one) => all + one, 0) / Math.max(1, near.values.length);
    let score = MIDDLE * product(centre, 0, vector, 0, centre.length) + (1 - MIDDLE) * few;
    const told = { value: 0, tag: 0 };
    const topic = { value: 0, tag: 0 };
    const followed = { value: 0, tag: 0 };
    for (const [place, tag] of tags.entries()) {
      if (reader.follows.has(tag)) raise(followed, tag, PERSON * Math.log1p(1 / rareness(tag)));
      if (place < topics) {
        score += TOPIC * (worth.get(tag) ?? 0);
        raise(topic, tag, worth.get(tag) ?? 0);
      } else raise(told, tag, PERSON * (worth.get(tag) ?? 0));
    }
    score += Math.max(told.value, followed.value);
    const [away = ALIKE] = nearest(put, vector, ALIKE).values;
    score -= AWAY * (away - ALIKE);
    return { score, reason: reasonOf(near, told, topic, followed) };
  };

  /**
   * What weighs most, in the order of what a reader can check: a follow, somebody shared, a saved paper nearby.
   * @param {ReturnType<typeof nearest>} near
   * @param {{ value: number, tag: number }} told
   * @param {{ value: number, tag: number }} topic
   * @param {{ value: number, tag: number }} followed
   * @returns {Reason}
   */
  function reasonOf(near, told, topic, followed) {
    if (followed.value) return { kind: "follow", label: reader.follows.get(followed.tag) ?? "" };
    const [best = -Infinity] = near.values;
    if (told.value > Math.max(0, best)) return { kind: "shared", label: sharing(told.tag) };
    if (best >= NEAR) return { kind: "saved", label: saved[near.place].title };
    return topic.value ? { kind: "topic", label: sharing(topic.tag) } : { kind: "", label: "" };
  }

  /** The title of the newest saved paper with a tag. @param {number} tag */
  function sharing(tag) {
    return saved.findLast(({ traits }) => traits.tags.includes(tag))?.title ?? "";
  }
}

/** @param {{ value: number, tag: number }} held @param {number} tag @param {number} value */
function raise(held, tag, value) {
  if (value > held.value) Object.assign(held, { tag, value });
}

/** @param {Traits[]} papers */
function counts(papers) {
  /** @type {Map<number, number>} */
  const found = new Map();
  for (const { tags } of papers) for (const tag of tags) found.set(tag, (found.get(tag) ?? 0) + 1);
  return found;
}
