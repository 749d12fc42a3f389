// Saved searches: links to each and to what is new in it, and a way to remove it.
import { openClient } from "../lib/client.js";
import { button } from "../lib/controls.js";
import { linkInside, made } from "../lib/parts.js";
import { counted, say, shortDate } from "../lib/wording.js";
import { isOn } from "../profile/profile.js";
import { requestOf } from "../search-page/address.js";

/** @typedef {import("../profile/store.js").Store} Store */
/** @typedef {import("../lib/client.js").Results} Results */

const DAY_MS = 86_400_000;

/**
 * What is new is counted when the reader asks for it: the page itself loads the same files for everyone.
 * @param {Document} page
 * @param {Store} store
 * @param {URL} root
 */
export function showSearches(page, store, root) {
  const place = /** @type {HTMLElement} */ (page.getElementById("saved-searches"));
  const list = made(page, "ul", "follows");
  const count = button(page, say("Count new papers"), countAll);
  const status = made(page, "span", "unseen");
  status.setAttribute("role", "status");
  place.append(list, count, status);
  /** New papers by the query that asks for them; null where they cannot be counted. @type {Map<string, number | null>} */
  const found = new Map();

  const searches = () => [...store.now().searches].filter(([, { count }]) => isOn(count));

  async function countAll() {
    const client = openClient();
    status.textContent = say("Loading…");
    for (const [query, { seen }] of searches()) {
      const asked = sinceOf(query, seen);
      if (seen) found.set(asked, newIn(await answered(client, asked)));
      show();
    }
    status.textContent = [...list.children].map(({ textContent }) => textContent).join("; ");
  }

  function show() {
    const kept = searches();
    place.hidden = !kept.length;
    count.hidden = !kept.some(([, { seen }]) => seen);
    list.replaceChildren(
      ...kept.map(([query, { label, seen }]) => {
        const link = linkInside(page, root, `search/${query}`);
        link.textContent = label || query;
        const asked = sinceOf(query, seen);
        const fresh = linkInside(page, root, `search/${asked}`);
        fresh.textContent = toldOf(found.get(asked) ?? null, shortDate(seen));
        fresh.addEventListener("click", () => void store.keepSearch(query, label, true, store.now().seen));
        const stop = button(page, say("Remove"), () => store.keepSearch(query, label, false, seen), say("Remove the search {name}", { name: label }));
        return made(page, "li", "", link, ...(seen ? [" · ", fresh] : []), " ", stop);
      }),
    );
  }

  store.listen(show);
  show();
}

/** @param {number | null} papers @param {string} day */
function toldOf(papers, day) {
  return papers === null ? say("new since {day}", { day }) : say("{papers} since {day}", { papers: counted(papers, "new paper"), day });
}

/**
 * @param {import("../lib/client.js").Client} client
 * @param {string} query
 * @returns {Promise<Results | null>} null if the search fails
 */
function answered(client, query) {
  return new Promise((resolve) => {
    client.query({ ...requestOf(query), limit: 1 }, (answer) => {
      if (answer.kind === "failed") resolve(null);
      else if (answer.state === "done") resolve(answer);
    });
  });
}

/**
 * How many papers a search found; null if it has no exact number, as where only the meaning matches.
 * @param {Pick<Results, "total" | "counts"> | null} answer
 */
export function newIn(answer) {
  if (answer?.counts === "all") return answer.total;
  return answer?.counts === "some" ? 0 : null;
}

/**
 * The same search from the day after another one on.
 * @param {string} query
 * @param {string} day that the reader has seen
 */
export function sinceOf(query, day) {
  const told = new URLSearchParams(query);
  const next = new Date(Date.parse(day) + DAY_MS);
  if (!Number.isNaN(next.getTime())) told.set("from", next.toISOString().slice(0, 10));
  told.set("order", "newest");
  return `?${told}`;
}
