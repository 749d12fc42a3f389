// What went wrong, as an answer.

import { OtherVersion, Unreachable } from "./load.js";
import { say } from "../lib/wording.js";

/** @typedef {{ kind: "failed", message: string, retry: boolean, version?: true }} Failed `version` if it is the index of another one */

/**
 * @param {unknown} error
 * @returns {Failed}
 */
export function failed(error) {
  if (error instanceof Unreachable) return { kind: "failed", message: error.message, retry: true };
  const told = error instanceof Error ? error.message : String(error);
  const message = say("Search failed: {told}.", { told });
  return { kind: "failed", message, retry: false, ...(error instanceof OtherVersion && { version: true }) };
}
