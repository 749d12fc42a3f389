// What the search has to say besides its results: hints, that nothing was found, that something failed.
import { chipsOf, tried } from "./words.js";
import { STEP, addressOf, isFiltered, unfiltered } from "./address.js";
import { button } from "../lib/controls.js";
import { linkInside, made } from "../lib/parts.js";

/** @typedef {import("../lib/client.js").Request} Request */
/** @typedef {import("../lib/client.js").Note} Note */

/**
 * A link to another question; the page answers it without being loaded again.
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
 * A hint of the engine. The query it offers is a link where the text names it, else after the text;
 * an address it offers is that of the whole text.
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
  }
  return line;
}

/**
 * That nothing was found: what was tried, what the engine says to it, and the way out of filters.
 * @param {Document} page
 * @param {Request} request
 * @param {Map<string, string>} labels
 * @param {HTMLElement[]} notes
 */
export function emptyOf(page, request, labels, notes) {
  const filters = chipsOf(request, labels).map(({ text }) => text);
  const box = made(page, "div", "empty", made(page, "p", "", tried(request, filters)), ...notes);
  if (isFiltered(request)) {
    const clear = questionLink(page, unfiltered(request), "Search without filters");
    clear.className = "act";
    box.append(made(page, "p", "", clear));
  } else {
    const advice = "Fewer or more general words find more; so does the beginning of a word with a star: quanti*.";
    box.append(made(page, "p", "", advice));
  }
  return box;
}

/**
 * That something went wrong, and the button to try it again.
 * @param {Document} page
 * @param {string} message
 * @param {(() => void) | null} retry null where trying again cannot help
 */
export function troubleOf(page, message, retry) {
  const box = made(page, "div", "notice", made(page, "p", "", message));
  box.setAttribute("role", "alert");
  if (retry) box.append(button(page, "Try again", retry));
  return box;
}
