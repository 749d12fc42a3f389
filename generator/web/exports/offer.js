// Adds an export button above every list of papers and below search results, and all formats to a paper's
// citation. The code behind them is loaded when they are used.
import { button } from "../lib/controls.js";
import { idOf, pathIn } from "../lib/paper-ids.js";
import { say } from "../lib/wording.js";

/**
 * A file name for what a page lists: `papers-topics-agents`.
 * @param {string} path of the page, below the site's root
 */
export function fileOf(path) {
  const words = path.replace(/[^A-Za-z0-9.]+/g, "-").replace(/^[-.]+|[-.]+$/g, "");
  return words ? `papers-${words.slice(0, 80)}` : "papers-latest";
}

/**
 * @param {Document} page
 * @param {URL} root
 */
export function offerExports(page, root) {
  const title = page.querySelector("h1")?.textContent ?? "";
  const heading = page.querySelector("h2#papers, h2#latest");
  if (heading && hasList(heading)) offerList(page, root, heading, title);
  page.addEventListener("papers:export", (event) => offerResults(page, root, /** @type {CustomEvent} */ (event)));
  const cite = page.querySelector("details.cite");
  const id = idOf(pathIn(page.URL, root));
  if (cite && id) {
    cite.addEventListener("toggle", async () => (await import("../exports.js")).cite(cite, root, id), { once: true });
  }
}

/** @param {Element} heading */
function hasList(heading) {
  let next = heading.nextElementSibling;
  while (next?.matches("p, .numbers")) next = next.nextElementSibling;
  return !!next?.querySelector("[data-paper]");
}

/**
 * @param {Document} page
 * @param {URL} root
 * @param {Element} heading
 * @param {string} title
 */
function offerList(page, root, heading, title) {
  const [first, ...others] = new Set([...page.querySelectorAll(".numbers a")].map((link) => /** @type {HTMLAnchorElement} */ (link).href));
  const pages = first ? 1 + others.length : 1;
  const told = pages > 1 ? say("All papers in this list, from all {count} pages.", { count: pages }) : say("All papers in this list.");
  const place = page.createElement("p");
  place.className = "tools";
  place.append(
    button(page, say("Export"), async () => {
      const { idsOnAllPages, openExport } = await import("../exports.js");
      const name = heading.id === "latest" ? (heading.textContent ?? title) : title.replace(/, page \d+$/, "");
      const file = fileOf(pathIn(first ?? page.URL, root));
      openExport(page, root, { title: name, told, file, ids: () => idsOnAllPages(page, heading) });
    }),
  );
  heading.after(place);
}

/**
 * The search reports which papers it shows whenever they change.
 * @param {Document} page
 * @param {URL} root
 * @param {CustomEvent<{ ids: string[] }>} event
 */
function offerResults(page, root, event) {
  const place = event.target;
  if (!(place instanceof HTMLElement)) return;
  const { ids } = event.detail;
  place.hidden = !ids.length;
  place.replaceChildren(
    button(page, say("Export these {count} results", { count: ids.length }), async () => {
      const { openExport } = await import("../exports.js");
      const query = new URL(page.URL).searchParams.get("q") ?? "";
      const title = query || say("search results");
      const told = say("The results shown on this page, in this order. “More results” adds more.");
      openExport(page, root, { title, told, file: fileOf(`search-${query}`), ids: () => ids });
    }),
  );
}
