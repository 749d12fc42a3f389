// Abstracts for citations, on request. They are in the pages of papers, and LaTeX is made of them here.
import { idOf, pathIn } from "../lib/paper-ids.js";
import { inflated } from "../lib/inflated.js";
import { inTurns } from "../lib/turns.js";

/** @typedef {import("./entries.js").Entry} Entry */
/** The form of each sign, and after which letters a joiner stays. @typedef {Record<string, string>} Signs */

/**
 * The abstract of a paper as its page tells it to reference managers; "" if it has none.
 * @param {Document} page
 */
export function abstractIn(page) {
  const told = page.querySelector("meta[name=citation_abstract]") ?? page.querySelector("meta[name=description]");
  return (page.querySelector(".abstract") && told?.getAttribute("content")) || "";
}

/**
 * Text that pdfLaTeX can set, as `sinks/to_latex.py` makes it, sign by sign.
 * @param {string} plain
 * @param {Signs} signs
 */
export function latexOf(plain, signs) {
  const quoted = plain.normalize("NFC").replace(/"/g, (_, at) => (at === 0 || " ([{/-".includes(plain[at - 1]) ? "“" : "”"));
  const joined = new RegExp(`((?<=[${signs.joining ?? ""}])[\u200c\u200d])`, "u");
  const written = quoted
    .split(joined)
    .map((part, n) => (n % 2 ? part : Array.from(part, (sign) => (Object.hasOwn(signs, sign) ? signs[sign] : sign)).join("")))
    .join("");
  return written.replace(/(?<!\\)\$\$(?![_^])/g, " ");
}

/**
 * The entries with their abstracts, each read from its paper's page.
 * @param {Document} here
 * @param {URL} root
 * @param {Entry[]} entries
 * @param {(done: number) => void} tell
 * @returns {Promise<Entry[]>}
 */
export async function withAbstracts(here, root, entries, tell) {
  const signs = await inflated(await answer(new URL("exports/papers/latex.bin", root)));
  /** @type {Map<string, string>} */
  const found = new Map();
  await inTurns(entries, async ({ id }) => {
    found.set(id, abstractIn(await pageOf(here, root, id)));
    tell(found.size);
  });
  return entries.map((one) => {
    const abstract = found.get(one.id);
    return abstract ? { ...one, abstract, abstractLatex: latexOf(abstract, signs) } : one;
  });
}

/** @param {Document} here @param {URL} root @param {string} id */
async function pageOf(here, root, id) {
  if (idOf(pathIn(here.URL, root)) === id) return here;
  const found = await answer(new URL(`papers/${id.replace("/", "-")}/`, root));
  return new DOMParser().parseFromString(await found.text(), "text/html");
}

/** @param {URL} address */
async function answer(address) {
  const found = await fetch(address);
  if (!found.ok) throw new Error(`status ${found.status}`);
  return found;
}
