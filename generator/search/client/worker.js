// The message loop of the search: questions come with a number, answers go back with the same.

import { open } from "./engine.js";

/** @typedef {import("./filter.js").Request} Request */
/** @typedef {{ id: number } & ({ kind: "query" | "facets", request: Request } | { kind: "complete", text: string } |
 *   { kind: "cards", ids: string[] })} Question */

/** The index lies beside the folder of the scripts: assets/search/ and search/. */
const base = new URL("../../search/", import.meta.url).href;
const engine = open({ base, request: (...asked) => fetch(...asked), now: Date.now });
engine.warm();

addEventListener("message", async ({ data }) => {
  const question = /** @type {Question} */ (data);
  /** @param {object} answer */
  const reply = (answer) => postMessage({ id: question.id, ...answer });
  if (question.kind === "query") await engine.query(question.request, reply);
  else if (question.kind === "complete") reply(await engine.complete(question.text));
  else if (question.kind === "cards") reply(await engine.cards(question.ids));
  else reply(await engine.facets(question.request));
});
