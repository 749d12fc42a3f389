// Adds an export button to the bar of every list of papers and below search results, and the other formats to a
// paper's citation. The code behind them is loaded when they are used.
import { button } from "../lib/controls.js";
import { toolsOf } from "../lists/offer.js";
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
  const tools = toolsOf(page);
  if (tools && page.getElementById("list")) offerList(page, root, tools);
  page.addEventListener("papers:export", (event) => offerResults(page, root, /** @type {CustomEvent} */ (event)));
  const cite = page.querySelector("details.cite");
  const id = idOf(pathIn(page.URL, root));
  if (cite && id) {
    cite.addEventListener("toggle", async () => (await import("../exports.js")).cite(cite, root, id), { once: true });
  }
}

/**
 * @param {Document} page
 * @param {URL} root
 * @param {Element} tools
 */
function offerList(page, root, tools) {
  const heading = page.querySelector("h2#latest") ?? page.querySelector("h1");
  const title = (heading?.textContent ?? "").replace(/, page \d+$/, "");
  const first = page.querySelector(".numbers a");
  const file = fileOf(pathIn(first instanceof HTMLAnchorElement ? first.href : page.URL, root));
  tools.append(
    button(page, say("Export"), async () => {
      const { idsOfList, openExport } = await import("../exports.js");
      const pages = page.querySelectorAll(".numbers:not([hidden]) a").length;
      const told = pages ? say("All papers in this list, from all {count} pages.", { count: pages }) : say("The papers that the list shows, in this order.");
      openExport(page, root, { title, told, file, ids: () => idsOfList(page) });
    }),
  );
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
