// How well a paper fits a reader: by nearness to what was saved, by what it shares with that, and by follows.

/** @typedef {import("./files.js").Traits} Traits */
/** @typedef {{ id: string, title: string, traits: Traits }} Known a paper that the reader marked */
/** @typedef {{ saved: Known[], away: Traits[], follows: Map<number, string> }} Reader `follows` are labels by tag */
/** @typedef {{ kind: "saved" | "follow" | "shared" | "topic" | "", label: string }} Reason */

/** Saved papers that count: the newest ones. */
export const MOST = 300;

/** The nearest saved papers that are looked at beside the centre of all: a reader may have several interests. */
const NEAREST = 3;

/** Weights of what a paper shares with the saved ones: a topic, and a person or an organization. */
const TOPIC = 0.04;
const PERSON = 0.15;
const AWAY = 0.3;

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
  const centre = normed(sum(saved.map(({ traits }) => traits.vector)));
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
    const near = saved.map(({ traits }) => dot(traits.vector, vector));
    const best = near.toSorted((a, b) => b - a).slice(0, NEAREST);
    let score = best.length ? 0.5 * dot(centre, vector) + (0.5 * best.reduce((all, one) => all + one, 0)) / best.length : 0;
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
    const away = Math.max(0, ...reader.away.map((one) => dot(one.vector, vector)));
    score -= AWAY * away;
    return { score, reason: reasonOf(near, told, topic, followed) };
  };

  /**
   * What weighs most, in the order of what a reader can check: a follow, somebody shared, a saved paper nearby.
   * @param {number[]} near
   * @param {{ value: number, tag: number }} told
   * @param {{ value: number, tag: number }} topic
   * @param {{ value: number, tag: number }} followed
   * @returns {Reason}
   */
  function reasonOf(near, told, topic, followed) {
    if (followed.value) return { kind: "follow", label: reader.follows.get(followed.tag) ?? "" };
    const place = near.indexOf(Math.max(...near));
    if (told.value > near[place]) return { kind: "shared", label: sharing(told.tag) };
    if (near[place] >= NEAR) return { kind: "saved", label: saved[place].title };
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

/** @param {Float32Array} a @param {Float32Array} b */
function dot(a, b) {
  let found = 0;
  for (let n = 0; n < a.length; n++) found += a[n] * b[n];
  return found;
}

/** @param {Float32Array[]} vectors */
function sum(vectors) {
  const found = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) for (let n = 0; n < found.length; n++) found[n] += vector[n];
  return found;
}

/** @param {Float32Array} vector */
function normed(vector) {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((value) => value / length);
}
