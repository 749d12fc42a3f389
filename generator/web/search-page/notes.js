// Messages of the search in addition to its results: hints, nothing found, failures.
import { chipsOf, tried } from "./words.js";
import { STEP, addressOf, isFiltered, unfiltered } from "./address.js";
import { button } from "../lib/controls.js";
import { leadOutside, linkInside, made } from "../lib/parts.js";
import { say } from "../lib/wording.js";

/** @typedef {import("../lib/client.js").Request} Request */
/** @typedef {import("../lib/client.js").Note} Note */

/**
 * A link to another query; the page answers it without reloading.
 * @param {Document} page
 * @param {Request} request
 * @param {string} text
 */
function questionLink(page, request, text) {
  const link = page.createElement("a");
  link.href = addressOf(request) || "./";
  link.dataset.question = "";
  link.textContent = text;
  return link;
}

/**
 * A hint from the engine. If it offers a query, that is a link within the text, or after it if the text
 * does not contain it. If it offers a path, the whole text is a link. An address elsewhere follows the text.
 * @param {Document} page
 * @param {Note} note
 * @param {Request} request
 * @param {URL} root
 */
export function noteOf(page, note, request, root) {
  const line = made(page, "p", "");
  if (note.path) {
    const link = linkInside(page, root, note.path);
    link.textContent = note.text;
    line.append(link);
  } else if (note.query) {
    const link = questionLink(page, { ...request, q: note.query, limit: STEP }, note.query);
    const at = note.text.indexOf(note.query);
    if (at < 0) line.append(note.text, " ", link);
    else line.append(note.text.slice(0, at), link, note.text.slice(at + note.query.length));
  } else {
    line.append(note.text);
    const link = page.createElement("a");
    if (note.web && leadOutside(link, note.web)) {
      link.textContent = note.web.replace(/^https?:\/\//, "");
      line.append(" ", link);
    }
  }
  return line;
}

/**
 * Says that nothing was found: what was tried, the engine's hints, and a link that removes the filters.
 * @param {Document} page
 * @param {Request} request
 * @param {Map<string, string>} labels
 * @param {HTMLElement[]} notes
 */
export function emptyOf(page, request, labels, notes) {
  const filters = chipsOf(request, labels).map(({ text }) => text);
  const box = made(page, "div", "empty", made(page, "p", "", tried(request, filters)), ...notes);
  if (isFiltered(request)) {
    const clear = questionLink(page, unfiltered(request), say("Search without filters"));
    clear.className = "act";
    box.append(made(page, "p", "", clear));
  } else {
    const advice = say("Try fewer or more general words, or the start of a word with an asterisk: quanti*.");
    box.append(made(page, "p", "", advice));
  }
  return box;
}

/**
 * Says that something went wrong, with a button to try again.
 * @param {Document} page
 * @param {string} message
 * @param {(() => void) | null} retry null if trying again cannot help
 */
export function troubleOf(page, message, retry) {
  const box = made(page, "div", "notice", made(page, "p", "", message));
  box.setAttribute("role", "alert");
  if (retry) box.append(button(page, say("Try again"), retry));
  return box;
}
