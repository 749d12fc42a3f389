// The format of the index: made of `layout.py`, which describes it, by `make goldens`.

/** @typedef {[pack: number, start: number, size: number]} Extent */
/** @typedef {[start: number, size: number]} Inside */
/** @typedef {{ days: Extent, topics: Extent, orgs: Extent, votes: Extent, links: Extent }} Columns */
/** @typedef {{ first: number, count: number, packs: string[], terms: Inside, places: Extent, shard: number, cards: Inside, page: number, ids: Inside, groups: Inside, columns: Columns }} Segment */
/** @typedef {{ format: number, papers: number, language: Record<string, any>, weights: Record<string, number>, packs: string[], topics: Inside, orgs: Extent, completions: Extent, common: Extent, lexicon: Extent, foreign: Extent, days: Extent, centroids: Inside, grouped: Inside, segments: Segment[] }} Manifest */

export const FORMAT = 13;
export const MANIFEST = "manifest.bin";
export const FILE = "data/{name}.bin";
export const PLAIN = 0;
export const DEFLATED = 1;
export const FORM_BITS = 3;
export const UNIT = 32;
export const EPOCH = 719163;
export const SEPARATOR = " ";
export const WIDEST = 24;
export const RUN = 12;
export const ESCAPED = 24;
export const WIDTH_BITS = 4;
export const ALIGNED = 8;
export const COMMON_BITS = 20;
export const PAIR_MARK = 3;
export const FIELDS = /** @type {const} */ (["title", "abstract", "summary", "authors", "organization", "topics", "keywords", "id"]);
export const FIELD_BITS = 16;
export const APART = 8;
export const ONLY = /** @type {const} */ ({"long": "xlong", "short": "xshort"});
export const KEY_LED = 6;
export const KEYED = "\u0001";
export const KEY_MARK = 3;
export const KEY_KINDS = /** @type {const} */ (["id", "title", "name", "short"]);
export const KIND_BITS = 2;
export const SALT = "#";
export const TELLERS = /** @type {const} */ (["archive", "model", "abstract"]);
export const DIMENSIONS = 64;
export const VECTOR_BITS = 2;
export const CENTRE_BITS = 4;
export const SHARES = /** @type {const} */ ([[239, 14, 2, 1], [215, 33, 7, 1], [191, 53, 10, 2], [162, 75, 17, 2], [126, 101, 26, 3], [85, 125, 41, 5], [49, 137, 62, 8], [24, 125, 94, 13]]);
export const SHARE_BITS = 8;
export const ANS_LEAST = 8388608;
export const CODE = 1;
export const PROJECT = 2;
export const COMPLETION_KINDS = /** @type {const} */ (["topic", "organization", "author", "keyword", "title"]);
export const DEPTH = 8;
export const EITHER = "author";

export const POSTINGS = /** @type {const} */ ({"papers": "number", "held": "number", "low": "byte", "form": "byte", "least": "number"});
export const KEY = /** @type {const} */ ({"check": "byte", "path": "word", "papers": "steps"});
export const CARD = /** @type {const} */ ({"id": "word", "title": "word", "authors": "words", "more": "number", "organization": "word", "day": "number", "topics": "numbers", "votes": "known", "stars": "known", "code": "word", "project": "word", "picture": "word", "teller": "number", "summary": "word"});
export const LABEL = /** @type {const} */ ({"slug": "word", "label": "word"});
export const COMPLETION = /** @type {const} */ ({"kind": "number", "label": "word", "path": "word", "weight": "number"});
