// A paper's own citation: its BibTeX is in the page; every format to copy and to download.
import { gather } from "./entries.js";
import { FORMATS } from "./formats.js";
import { loadPart } from "./load.js";
import { formatList } from "./panel.js";
import { made } from "../lib/parts.js";
import { say } from "../lib/wording.js";

/**
 * Adds the formats to the opened element.
 * @param {Element} cite
 * @param {URL} root
 * @param {string} id
 */
export async function cite(cite, root, id) {
  const page = cite.ownerDocument;
  const status = made(page, "p", "", say("Loading the other formats…"));
  status.setAttribute("role", "status");
  cite.append(status);
  try {
    const { entries, rules } = await gather([id], (name) => loadPart(root, name), () => {});
    if (!rules || !entries.length) throw new Error("no entry");
    status.replaceWith(formatList(page, root, entries, rules, entries[0].key));
  } catch {
    status.textContent = say("The other formats could not be loaded. Reload the page to try again.");
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
