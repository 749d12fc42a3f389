// What a query says besides its subject: when, in which order, like which paper, and words that ask for papers.

import { formsOfTimes, isMeant } from "./times.js";

/** @typedef {"like" | "time" | "order" | "words"} Kind */

/**
 * One thing that a query says. Where `sure` is false, the words may also be part of a name: AIME 2025.
 * @typedef {object} Wish
 * @property {Kind} kind
 * @property {number} start its place in the text
 * @property {number} end
 * @property {string} told its words
 * @property {boolean} sure
 * @property {(days: string[]) => import("./times.js").Range} [days] by the list days of the archive, ascending
 * @property {"newest" | "votes"} [order]
 */

export const NOUN = "(?:papers?|articles?|publications?|preprints?)";
/** Quoted text, fields and operators are not read. */
const WRITTEN = /["“„«][^"”“»]*["”»]?|\S*[:*~^\\]\S*|(?<=^|\s)[-+]\S+/gu;
/** Words for an order, at the start of a query, at its end or before "papers". */
const ORDERS = /** @type {[form: string, sure: boolean, order: "newest" | "votes"][]} */ ([
  ["(?:most recent|newest|latest|recently (?:published|listed))(?: first)?", true, "newest"],
  ["(?:(?:recent|latest) (?:advances|progress|developments|trends|work) (?:in|on)(?=(?: [^ ]+){1,5} *$)|what(?:['’]s| is) new(?: in| on)?)", true, "newest"],
  ["(?:recent|new)", false, "newest"],
  ["(?:(?:most (?:upvoted|popular|liked|voted)|highest[- ](?:rated|voted)|top[- ](?:rated|voted))(?: first)?|what(?:['’]s| is) hot(?: in| on)?)", true, "votes"],
  [`(?:best|hottest|hot(?= (?:${NOUN}|topics?)(?: |$))|trending|popular|top(?: [0-9]{1,3})?)`, false, "votes"],
]);

export const ASKING = "(?:please )?(?:(?:show|find|give|get) me|(?:i am|i'm)? ?(?:looking|searching) for|search for|i (?:want|need)|are there(?: any)?|what are)";
export const SOME = "(?:(?:all|any|some|the|good|interesting|other|more) )*";
/** Words that only say that papers are wanted. */
const WORDS = /** @type {[form: string, sure: boolean][]} */ ([
  [`^ *(?:${ASKING} )?${SOME}(?:${NOUN} (?:about|on|regarding|concerning|related to|dealing with|covering|discussing|for|in|of|from|with|that use|which use|using)|(?:research|literature|works?) (?:about|on)) +(?=[^ ])`, true],
  [`^ *${ASKING} ${SOME}(?=[^ ])`, true],
  [`^ *${SOME}${NOUN}(?: (?:about|on|of|from|in|for))? *$`, true],
  [`^ *${NOUN} +(?=[^ ])`, false],
  [` ${NOUN}(?: please)? *$`, false],
]);

/**
 * What a text says, in the order of reading.
 * @param {string} text
 * @param {string[]} kept kinds that the reader took back
 * @returns {Wish[]}
 */
export function wishesOf(text, kept = []) {
  let left = text.replace(WRITTEN, (run) => "\0".repeat(run.length)).replace(/\s|(?<=^|\s)\((?=[^()]*\) *$)|\) *$/g, " ");
  /** @type {Wish[]} */
  const found = [];
  /** @param {string} form @param {boolean} sure @param {(groups: Record<string, string>, told: string, before: string) => Partial<Wish> | null} more @param {Kind} kind */
  const read = (form, sure, kind, more) => {
    if (kept.includes(kind)) return;
    const match = new RegExp(form, "i").exec(left);
    const told = match && more(match.groups ?? {}, match[0], left.slice(0, match.index));
    if (!match || !told) return;
    const [start, end] = [match.index + match[0].search(/[^ ]|$/), match.index + match[0].trimEnd().length];
    found.push({ kind, start, end, told: text.slice(start, end), sure, ...told });
    left = left.slice(0, start) + " ".repeat(end - start) + left.slice(end);
  };
  for (const [form, sure, days] of formsOfTimes(left)) {
    if (found.length) break;
    // The end of a sentence belongs to the time, so that nothing is left behind "papers of May 2025?".
    read(`(?<![^ ])${form}(?:[.!?]+ *$|(?=[.,;:!?)]*(?: |$)))`, sure, "time", (groups, ...around) => (isMeant(groups, ...around) ? { days: (listed) => days(groups, listed) } : null));
  }
  const ordered = () => found.some(({ kind }) => kind === "order");
  for (const [form, sure, order] of ORDERS.filter(([one]) => new RegExp(one, "i").test(left))) {
    if (ordered()) break;
    // "Top 10" may be all there is; "best" by itself is a word.
    const where = `^ *(?:${ASKING} )?(?:the )?(?<word>${form})(?= |(?<=[0-9])$|(?<=s (?:new|hot))\\W*$)|(?<= )(?:the )?${form}(?= +${NOUN}(?: |$))|(?<= )${form} *$`;
    read(where, sure, "order", () => ({ order }));
  }
  // What is left of "newest papers on" begins the text only once the order is out of the way.
  for (const [form, sure] of WORDS) read(form, sure, "words", () => ({}));
  return found;
}

/**
 * Where nothing counts votes, words for the best ones are no order: they only say that papers are wanted.
 * @param {Wish[]} wishes
 * @param {string[]} kept
 * @returns {Wish[]}
 */
export function unrated(wishes, kept) {
  return wishes.flatMap((wish) => (wish.order !== "votes" ? [wish] : kept.includes("words") ? [] : [{ ...wish, kind: "words", order: undefined }]));
}

/**
 * A text without what some wishes told.
 * @param {string} text
 * @param {Wish[]} wishes
 */
export function without(text, wishes) {
  const kept = [...text].length === text.length ? [...text] : text.split("");
  for (const { start, end } of wishes) kept.fill(" ", start, end);
  return kept.join("").replace(/\s+/g, " ").trim();
}

/**
 * The word before and the word after a wish, "" where there is none.
 * @param {string} text
 * @param {Wish} wish
 */
export function neighbours(text, { start, end }) {
  const [before] = /[^\s]+(?=\s*$)/u.exec(text.slice(0, start)) ?? [""];
  const [after] = /[^\s]+/u.exec(text.slice(end)) ?? [""];
  return { before, after };
}
