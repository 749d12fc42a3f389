// What went wrong, as an answer.

import { Unreachable } from "./load.js";
import { say } from "../lib/wording.js";

/** @typedef {{ kind: "failed", message: string, retry: boolean }} Failed */

/**
 * @param {unknown} error
 * @returns {Failed}
 */
export function failed(error) {
  if (error instanceof Unreachable) return { kind: "failed", message: error.message, retry: true };
  const told = error instanceof Error ? error.message : String(error);
  return { kind: "failed", message: say("Search failed: {told}.", { told }), retry: false };
}
