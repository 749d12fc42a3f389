// The message loop of the search: questions arrive with a number, and answers carry the same number.

import { open } from "./engine.js";

/** @typedef {import("./filter.js").Request} Request */
/** @typedef {{ id: number } & ({ kind: "query", request: Request } | { kind: "facets", request: Request, least: number[] } |
 *   { kind: "complete", text: string } | { kind: "cards", ids: string[] })} Question */

/** The index is in the folder search/, the scripts in assets/search/. */
const base = new URL("../../search/", import.meta.url).href;

/** @type {(body: ArrayBuffer | null) => void} */
let hand = () => {};
/** @type {Promise<ArrayBuffer | null> | null} the manifest, where the page asks for it meanwhile */
let early = name.startsWith("manifest") ? new Promise((go) => (hand = go)) : null;
/** The texts of the page's language, which the page has loaded, too. Without them, answers are in English. */
const texts = name.endsWith("texts") ? import(new URL("../wording.js", import.meta.url).href).catch(() => {}) : null;

/**
 * The first request of all is for the manifest.
 * @type {typeof fetch}
 */
async function request(...asked) {
  const handed = early;
  early = null;
  const body = await handed;
  return body ? new Response(body) : fetch(...asked);
}

const engine = open({ base, request, now: Date.now });
engine.warm();

addEventListener("message", async ({ data }) => {
  if (data.kind === "manifest") return hand(data.body);
  const question = /** @type {Question} */ (data);
  await texts;
  /** @param {object} answer */
  const reply = (answer) => postMessage({ id: question.id, ...answer });
  if (question.kind === "query") await engine.query(question.request, reply);
  else if (question.kind === "complete") reply(await engine.complete(question.text));
  else if (question.kind === "cards") reply(await engine.cards(question.ids));
  else reply(await engine.facets(question.request, question.least));
});
