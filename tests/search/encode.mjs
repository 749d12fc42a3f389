// Makes a small index in the format of the builder, as files by their path. What it ranks by is
// computed here anew and simply, so that a test can hold the client's answers against it.

import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(`${process.env.CLIENT}/${name}`).href);
const { tokens } = await load("words.js");
const { key, letters, mark } = await load("fold.js");
const { names, titleKey } = await load("titles.js");

const utf8 = (text) => [...Buffer.from(text)];
const bigger = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

export const WEIGHTS = {
  ...{ quantum: 0.004, pair: 0.1, feedback: 10, groups: 3, miss: 0.3, semantic: 1, prior: 0.15 },
  ...{ long: 9, full: 6, most: 24, rare: 0.5, soon: 10 },
};

/** Terms in the list of common ones. */
export const COMMON = 12;

const CARDS = { shard: 8, page: 512 };

export function number(value) {
  const found = [];
  for (; value > 0x7f; value = Math.floor(value / 128)) found.push((value & 0x7f) | 0x80);
  return [...found, value];
}

export const word = (text) => [...number(utf8(text).length), ...utf8(text)];

const steps = (numbers) => numbers.flatMap((n, at) => number(n - (numbers[at - 1] ?? 0)));

/** Bits as a text of 0 and 1, which is slow and easy to believe. */
export function bits(text) {
  const padded = text.padEnd(Math.ceil(text.length / 8) * 8, "0");
  return (padded.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2));
}

const binary = (value, width) => (width ? value.toString(2).padStart(width, "0") : "");

export function rice(gap, low) {
  const ones = Math.floor(gap / 2 ** low);
  return ones < 12 ? "1".repeat(ones) + "0" + binary(gap % 2 ** low, low) : "1".repeat(12) + binary(gap, 24);
}

/** The value of a term: local numbers ascending, impacts in steps of 2 ** coarse, and in how many fields it is held. */
export function postingsValue(numbers, impacts, held, coarse = 0) {
  const gaps = numbers.map((n, at) => n - (numbers[at - 1] ?? -1) - 1);
  const low = Math.max(0, Math.floor(Math.log2(gaps.reduce((a, b) => a + b, 1) / gaps.length)));
  const least = Math.min(...impacts);
  const steps = impacts.map((one) => (one - least) / 2 ** coarse);
  const width = Math.max(...steps).toString(2).length;
  const [before, after] = [gaps.map((gap) => rice(gap, low)), steps.map((one) => binary(one, width))].map((all) => all.join(""));
  const body = width === 8 ? [...bits(before), ...bits(after)] : bits(before + after);
  return [...number(numbers.length), ...number(held), low, (coarse << 4) | width, ...number(least), ...body];
}

export class Files {
  constructor() {
    this.bodies = new Map();
  }

  packed(body) {
    const raw = Uint8Array.from(body);
    const packed = deflateRawSync(raw);
    return packed.length < raw.length ? Buffer.concat([Uint8Array.of(1), packed]) : Buffer.concat([Uint8Array.of(0), raw]);
  }

  add(body) {
    const file = this.packed(body);
    const name = createHash("sha256").update(file).digest().subarray(0, 5);
    this.bodies.set(`data/${name.toString("hex")}.bin`, new Uint8Array(file));
    return [...name];
  }

  hex(body) {
    return Buffer.from(this.add(body)).toString("hex");
  }
}

/** @param {[number[], number[]][]} items words as bytes, and values */
export function shelve(items, size, files) {
  const sorted = items.map(([w, value]) => [w, value]).sort((a, b) => bigger(a[0], b[0]));
  const cut = (entries, tail) => {
    let last = [];
    return entries.flatMap(([w, value]) => {
      let shared = 0;
      while (shared < Math.min(w.length, last.length) && w[shared] === last[shared]) shared++;
      last = w;
      return [...number(shared), ...number(w.length - shared), ...w.slice(shared), ...tail(value)];
    });
  };
  const groups = [];
  let held = Infinity;
  for (const item of sorted) {
    const weight = item[0].length + item[1].length;
    if (held + weight > size) [held] = [0, groups.push([])];
    groups.at(-1).push(item);
    held += weight;
  }
  const leaves = groups.map((group) => [group[0][0], files.add(cut(group, (value) => [...number(value.length), ...value]))]);
  const width = Math.max(1, Math.floor(Math.sqrt(leaves.length)));
  const root = [];
  for (let at = 0; at < leaves.length; at += width) {
    root.push([leaves[at][0], files.add(cut(leaves.slice(at, at + width), (value) => value))]);
  }
  return Buffer.from(cut(root, (value) => value)).toString("base64");
}

const FIELDS = ["title", "abstract", "summary", "authors", "organization", "topics", "keywords", "id"];
const K1 = 1.2;
const B = 0.75;

/** Each field's tokens; between two names there is a gap. */
function read(paper, language, labels) {
  return FIELDS.map((field) => {
    const texts = [paper[field] ?? []].flat().map((text) => (field === "topics" ? labels.get(text) : text));
    let at = 0;
    return texts.flatMap((text) => {
      const found = tokens(text, language).map((token) => ({ ...token, at: at + token.at }));
      at += text.split(/\s+/).length * 4 + 8;
      return found;
    });
  });
}

/** What papers score by each term, the places, the pairs: by paper number. */
export function analysed(papers, language, topics) {
  const labels = new Map(topics);
  const all = papers.map((paper) => read(paper, language, labels));
  const groups = all.map(([title, abstract, summary, authors, org, topic, keywords, id]) => [
    [[...title, ...title, ...abstract, ...topic], 1],
    [[...authors, ...org, ...id], 0.5],
    [[...summary, ...keywords], 0.1],
  ]);
  const means = [0, 1, 2].map((n) => groups.reduce((sum, group) => sum + group[n][0].length, 0) / papers.length || 1);
  const terms = new Map();
  const pairs = new Map();
  const entry = (map, term) => map.get(term) ?? map.set(term, { held: new Map(), score: new Map() }).get(term);
  groups.forEach((group, paper) => {
    group.forEach(([list, boost], n) => {
      const counts = new Map();
      for (const { term } of list) counts.set(term, (counts.get(term) ?? 0) + 1);
      const norm = K1 * (1 - B + (B * list.length) / means[n]);
      for (const [term, tf] of counts) {
        const one = entry(terms, term);
        one.held.set(paper, (one.held.get(paper) ?? 0) + 1);
        one.score.set(paper, (one.score.get(paper) ?? 0) + (((K1 + 1) * tf) / (norm + tf)) * boost);
      }
    });
    for (const found of all[paper].slice(0, 2)) {
      const list = found.filter(({ span }) => span === 1);
      for (let n = 1; n < list.length; n++) entry(pairs, `${list[n - 1].term} ${list[n].term}`).score.set(paper, 1.5);
    }
  });
  return { all, terms, pairs };
}

/** 64 parts of two bits from a paper's terms: papers with the same words are near. */
function vectorOf(fields) {
  const sums = new Array(64).fill(0);
  for (const { term } of [...fields[0], ...fields[0], ...fields[1]]) {
    const hash = createHash("sha256").update(term).digest();
    for (let n = 0; n < 64; n++) sums[n] += hash[n % 32] & (n < 32 ? 1 : 2) ? 1 : -1;
  }
  const length = Math.hypot(...sums) || 1;
  return sums.map((sum) => Math.min(3, Math.max(0, Math.floor((sum / length) * 8) + 2)));
}

const packedVector = (codes) => Array.from({ length: 16 }, (_, n) => codes.slice(4 * n, 4 * n + 4).reduce((all, code) => all * 4 + code, 0));

function ids(papers) {
  let last = 0;
  return papers.flatMap(({ id }) => {
    if (!/^\d{4}\.\d{5}$/.test(id)) return [...number(0), ...word(id)];
    const step = Number(id.replace(".", "")) - last;
    last += step;
    return number(step >= 0 ? 2 * step + 1 : -2 * step);
  });
}

const ordinal = (day) => Date.parse(`${day}T00:00:00Z`) / 86400000 + 719163;

function card(paper, places, vector) {
  const topics = (paper.topics ?? []).slice(0, 3);
  const known = (value) => number(value === undefined || value === null ? 0 : value + 1);
  return [
    ...[...word(paper.title), ...number(paper.authors.slice(0, 3).length), ...paper.authors.slice(0, 3).flatMap(word)],
    ...[...number(Math.max(0, paper.authors.length - 3)), ...word(paper.organization ?? ""), ...number(ordinal(paper.day))],
    ...[...number(topics.length), ...topics.flatMap((slug) => number(places.get(slug)))],
    ...[...known(paper.votes), ...known(paper.stars), ...word(paper.code ?? ""), ...word(paper.project ?? "")],
    ...[...number(0), ...word(paper.summary ?? ""), ...packedVector(vector)],
  ];
}

/**
 * @param {object[]} papers ordered by day, oldest first
 * @param {[string, string][]} topics slug and label
 * @param {number} closed papers of the first segment
 */
export function encode(papers, topics, language, closed = papers.length, groupCount = 8) {
  const files = new Files();
  const { all, terms, pairs } = analysed(papers, language, topics);
  const places = new Map(topics.map(([slug], n) => [slug, n]));
  const orgs = [...new Set(papers.map((paper) => paper.organization).filter(Boolean))].sort();
  const slugs = new Map(orgs.map((org, n) => [org, n + 1]));
  const vectors = all.map(vectorOf);
  const centres = Array.from({ length: groupCount }, (_, k) => vectors[Math.floor((k * papers.length) / groupCount)]);
  const dot = (a, b) => a.reduce((sum, code, n) => sum + (code - 1.5) * (b[n] - 1.5), 0) / Math.hypot(...b.map((code) => code - 1.5));
  const groupOf = vectors.map((vector) => {
    const near = centres.map((centre) => dot(vector, centre));
    return near.indexOf(Math.max(...near));
  });
  const ranges = closed < papers.length ? [[0, closed], [closed, papers.length]] : [[0, papers.length]];
  const segments = ranges.map(([first, end]) => {
    const own = papers.slice(first, end);
    const inside = (one) => [...one.score.keys()].filter((n) => n >= first && n < end).sort((a, b) => a - b);
    const value = ([term, one]) => {
      const numbers = inside(one);
      const held = one.held.size ? numbers.reduce((sum, n) => sum + one.held.get(n), 0) : numbers.length;
      const impacts = numbers.map((n) => Math.max(1, Math.round(one.score.get(n) / WEIGHTS.quantum)));
      return numbers.length ? [[utf8(term), postingsValue(numbers.map((n) => n - first), impacts, held)]] : [];
    };
    const placed = new Map();
    all.slice(first, end).forEach((fields, local) => {
      fields.forEach((list, field) => {
        for (const { term, at } of list) {
          const papersOf = placed.get(term) ?? placed.set(term, new Map()).get(term);
          papersOf.set(local, [...(papersOf.get(local) ?? []), field * 65536 + at]);
        }
      });
    });
    const placeValues = [...placed].map(([term, papersOf]) => [
      utf8(term),
      [...papersOf].flatMap(([, list]) => {
        const unique = [...new Set(list)].sort((a, b) => a - b);
        return [...number(unique.length), ...steps(unique)];
      }),
    ]);
    const keys = new Map();
    own.forEach((paper, local) => {
      const called = names(paper.title, language).map((name) => `title ${titleKey(name, language)}`);
      const people = [...paper.authors, paper.organization ?? ""].filter(Boolean).map((name) => `name ${key(name, language)}`);
      const own = [`id ${paper.id}`, ...called, ...people];
      for (const one of new Set(own)) keys.set(one, [...(keys.get(one) ?? []), first + local]);
    });
    const hashes = new Map();
    for (const [one, numbers] of keys) {
      const path = one.startsWith("name ") ? `authors/${one.slice(5)}/` : "";
      const kind = ["id", "title", "name"].indexOf(one.split(" ")[0]);
      const place = mark(one.slice(one.indexOf(" ") + 1));
      const body = [kind | ((mark(`${one}#`) & 63) << 2), ...word(path), ...number(numbers.length), ...steps(numbers)];
      hashes.set(place, [...(hashes.get(place) ?? []), ...body]);
    }
    const pages = [];
    for (let at = 0; at < own.length; at += CARDS.page) {
      const part = own.slice(at, at + CARDS.page);
      const shards = [];
      for (let n = 0; n < part.length; n += CARDS.shard) {
        shards.push(...files.add(part.slice(n, n + CARDS.shard).flatMap((paper, m) => card(paper, places, vectors[first + at + n + m]))));
      }
      pages.push(...files.add([...ids(part), ...shards]));
    }
    const groups = centres.flatMap((_, k) => {
      const members = own.map((_, n) => first + n).filter((n) => groupOf[n] === k);
      if (!members.length) return [0, 0, 0, 0, 0];
      const prior = members.map((n) => Math.min(255, papers[n].votes ?? 0));
      return files.add([
        ...[...number(members.length), ...steps(members), ...ids(members.map((n) => papers[n]))],
        ...[...members.flatMap((n) => packedVector(vectors[n])), ...prior],
      ]);
    });
    const days = new Map();
    for (const { day } of own) days.set(ordinal(day), (days.get(ordinal(day)) ?? 0) + 1);
    const dayList = [...days].sort((a, b) => a[0] - b[0]);
    return {
      ...{ first, count: own.length },
      terms: shelve([...terms, ...pairs].flatMap(value), 3072, files),
      places: files.hex([...Buffer.from(shelve(placeValues, 3072, files), "base64")]),
      keys: shelve([...hashes].map(([hash, body]) => [[hash >>> 24, (hash >>> 16) & 255, (hash >>> 8) & 255, hash & 255], body]), 1024, files),
      cards: Buffer.from(pages).toString("base64"),
      groups: files.hex(groups),
      columns: {
        days: files.hex(dayList.flatMap(([day, count], n) => [...number(day - (dayList[n - 1]?.[0] ?? 0)), ...number(count)])),
        topics: files.hex(own.flatMap((paper) => [...number((paper.topics ?? []).length), ...(paper.topics ?? []).flatMap((slug) => number(places.get(slug)))])),
        orgs: files.hex(own.flatMap((paper) => number(slugs.get(paper.organization) ?? 0))),
        votes: files.hex(own.flatMap((paper) => number(paper.votes === undefined ? 0 : paper.votes + 1))),
        links: files.hex(own.map((paper) => (paper.code ? 1 : 0) | (paper.project ? 2 : 0))),
      },
    };
  });
  const written = new Map();
  for (const paper of papers) {
    const found = letters(`${paper.title} ${paper.abstract}`, language).match(/[a-z0-9]+/g) ?? [];
    for (const one of new Set(found)) if (tokens(one, language).length) written.set(one, (written.get(one) ?? 0) + 1);
  }
  const words = [...written].filter(([, count]) => count > 1).sort((a, b) => bigger(utf8(a[0]), utf8(b[0])));
  const completions = new Map();
  for (const paper of papers) {
    const begun = key(paper.title, language).slice(0, 1);
    if (begun) completions.set(begun, [...number(4), ...word(paper.title), ...word(`papers/${paper.id}/`), ...number(1)]);
  }
  for (const name of new Set(papers.flatMap(({ authors }) => authors))) {
    const parts = name.split(" ");
    for (const turned of parts.map((_, at) => [...parts.slice(at), ...parts.slice(0, at)].join(""))) {
      const begun = key(turned, language).slice(0, 4);
      completions.set(begun, [...(completions.get(begun) ?? []), ...number(2), ...word(name), ...word(`authors/${key(name, language)}/`), ...number(1)]);
    }
  }
  const common = [...terms].map(([term, { score }]) => [term, score.size]).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1));
  const manifest = {
    ...{ format: 5, papers: papers.length, language, weights: WEIGHTS, cards: CARDS },
    topics: files.hex(topics.flat().flatMap(word)),
    orgs: files.hex(orgs.flatMap((org) => [...word(key(org, language)), ...word(org)])),
    completions: files.hex([
      ...Buffer.from(shelve([...completions].map(([begun, body]) => [utf8(begun), body]), 3072, files), "base64"),
    ]),
    common: files.hex(common.slice(0, COMMON).flatMap(([term]) => word(term))),
    lexicon: files.hex(words.flatMap(([one, count]) => [...number(0), ...word(one), ...number(count)])),
    days: files.hex(steps([...new Set(papers.map(({ day }) => ordinal(day)))].sort((a, b) => a - b))),
    centroids: files.hex(centres.flatMap((codes) => Array.from({ length: 32 }, (_, n) => ((codes[2 * n] * 5) << 4) | (codes[2 * n + 1] * 5)))),
    segments,
  };
  files.bodies.set("index.bin", files.packed(Buffer.from(JSON.stringify(manifest))));
  return { files: files.bodies, manifest, terms, pairs, vectors, groupOf };
}
