// Talks to the engine, which runs in a worker. Every question has a number; answers to old ones are dropped.
import { startEngine, startedEarly } from "./engine.js";
import { isTranslated, say, term } from "./wording.js";

/**
 * @typedef {{ q: string, order: string, topics: string[], orgs: string[], code: boolean, project: boolean,
 *   votes: number, from: string, until: string, kept: string[], limit: number, few?: number, screen?: number, typing?: boolean }} Request
 * @typedef {{ id: string, title: string, authors: string[], more: number, organization: string, day: string,
 *   topics: [slug: string, label: string][], votes: number | null, stars: number | null, code: string,
 *   project: string, picture: string, summary: string, ai: boolean, exact: "" | "id" | "title" | "author" }} Card
 * @typedef {{ id: string, pending: true }} Pending a card that is loaded on request
 * @typedef {{ kind: string, text: string, query?: string, path?: string, web?: string }} Note
 * @typedef {{ kind: string, label: string, path: string, count: number }} Completion
 * @typedef {{ kind: string, text: string }} Understood what was read in a query besides its subject, in words
 * @typedef {{ id: number, kind: "results", state: "partial" | "done", total: number, counts: "all" | "some" | "near", more: boolean,
 *   unended?: boolean, order: string, cards: (Card | Pending)[], marks: string[], understood: Understood[], notes: Note[] }} Results
 * @typedef {{ id: number, kind: "cards", cards: Card[] }} Cards
 * @typedef {{ id: number, kind: "completions", items: Completion[] }} Completions
 * @typedef {[key: string, label: string, count: number]} Counted
 * @typedef {{ id: number, kind: "facets", topics: Counted[], orgs: Counted[], years: [year: number | string, count: number][],
 *   code: number, project: number, votes: [least: number, count: number][] }} Facets
 * @typedef {{ id: number, kind: "failed", message: string, retry: boolean }} Failed
 * @typedef {Results | Cards | Completions | Facets | Failed} Answer
 * @typedef {{ kind: string, tell: (answer: any) => void, timer: ReturnType<typeof setTimeout> }} Waiting
 * @typedef {import("./engine.js").Engine} Engine
 */

const SILENT_MS = 30_000;
const LOST = term("The search could not be loaded.");
const SILENT = term("The search is not responding.");

/** @returns {Engine} */
function packaged() {
  return startedEarly() ?? startEngine(new URL(".", import.meta.url).href, isTranslated());
}

/**
 * The engine starts with the first question, and again with the first question after a crash.
 * @param {() => Engine} start
 */
export function openClient(start = packaged) {
  /** @type {Engine | null} */
  let engine = null;
  let last = 0;
  /** @type {Map<number, Waiting>} */
  const waiting = new Map();

  /** @param {number} id */
  function drop(id) {
    clearTimeout(waiting.get(id)?.timer);
    waiting.delete(id);
  }

  /** @param {string} kind */
  function forget(kind) {
    for (const [id, one] of waiting) if (one.kind === kind) drop(id);
  }

  /** @param {string} message */
  function lose(message) {
    engine?.terminate();
    engine = null;
    for (const [id, { tell }] of [...waiting]) {
      drop(id);
      tell({ id, kind: "failed", message: say(message), retry: true });
    }
  }

  /** @param {MessageEvent<Answer>} event */
  function hear({ data }) {
    const one = waiting.get(data.id);
    if (!one) return;
    if (!(data.kind === "results" && data.state === "partial")) drop(data.id);
    one.tell(data);
  }

  function running() {
    if (engine) return engine;
    const fresh = start();
    fresh.addEventListener("message", (event) => hear(/** @type {MessageEvent<Answer>} */ (event)));
    fresh.addEventListener("messageerror", () => lose(LOST));
    fresh.addEventListener("error", (event) => {
      event.preventDefault();
      if (fresh === engine) lose(LOST);
    });
    engine = fresh;
    return fresh;
  }

  /**
   * @param {string} kind
   * @param {object} body
   * @param {(answer: any) => void} tell
   */
  function ask(kind, body, tell) {
    last += 1;
    const timer = setTimeout(() => lose(SILENT), SILENT_MS);
    waiting.set(last, { kind, tell, timer });
    running().postMessage({ id: last, kind, ...body });
  }

  /**
   * Asks a question that replaces older ones of its kind.
   * @param {string} kind
   * @param {object} body
   * @param {(answer: any) => void} tell
   */
  function askAnew(kind, body, tell) {
    forget(kind);
    ask(kind, body, tell);
  }

  return {
    /** Starts the engine ahead of the first question. */
    warm: () => void running(),
    /** Drops answers of this kind: nothing waits for them any more. */
    forget,
    /** @param {Request} request @param {(answer: Results | Failed) => void} tell once or twice */
    query: (request, tell) => askAnew("query", { request }, tell),
    /** Asks for cards that were pending; several such questions may wait at a time. @param {string[]} ids @param {(answer: Cards | Failed) => void} tell */
    cards: (ids, tell) => ask("cards", { ids }, tell),
    /** @param {string} text @param {(answer: Completions | Failed) => void} tell */
    complete: (text, tell) => askAnew("complete", { text }, tell),
    /** @param {Request} request @param {number[]} least upvotes @param {(answer: Facets | Failed) => void} tell */
    facets: (request, least, tell) => askAnew("facets", { request, least }, tell),
  };
}

/** @typedef {ReturnType<typeof openClient>} Client */
