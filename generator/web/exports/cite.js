// A paper's own citation: BibTeX to read, every format to copy.
import { gather } from "./entries.js";
import { FORMATS } from "./formats.js";
import { loadPart } from "./load.js";
import { formatList } from "./panel.js";
import { made } from "../lib/parts.js";
import { say } from "../lib/wording.js";

/**
 * Fills the opened element. Its content stays until then, or for good if nothing can be loaded.
 * @param {Element} cite
 * @param {URL} root
 * @param {string} id
 */
export async function cite(cite, root, id) {
  const page = cite.ownerDocument;
  const status = made(page, "p", "", say("Loading the citation…"));
  status.setAttribute("role", "status");
  cite.append(status);
  try {
    const { entries, rules } = await gather([id], (name) => loadPart(root, name), () => {});
    if (!rules || !entries.length) throw new Error("no entry");
    const [bibtex] = FORMATS;
    const code = made(page, "pre", "", made(page, "code", "", bibtex.make(entries, rules).trimEnd()));
    code.tabIndex = 0; // it may be wider than the screen, so it must be scrollable by keyboard
    const summary = cite.querySelector("summary") ?? "";
    cite.replaceChildren(summary, code, formatList(page, entries, rules, entries[0].key));
  } catch {
    status.textContent = say("The citation could not be loaded. Reload the page to try again.");
  }
}

/**
 * The BibTeX entry of a paper.
 * @param {URL} root
 * @param {string} id
 */
export async function bibtexOf(root, id) {
  const { entries, rules } = await gather([id], (name) => loadPart(root, name), () => {});
  if (!rules || !entries.length) throw new Error("no entry");
  return FORMATS[0].make(entries, rules);
}
