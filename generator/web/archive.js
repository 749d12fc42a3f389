// The script of generated pages: colours, keys, exports, the reading list, what is new, a paper's actions.
import { listenForKeys } from "./shell/keys.js";
import { offerExports } from "./exports/offer.js";
import { offerAbstracts } from "./lists/abstract.js";
import { offerDates } from "./lists/dates.js";
import { offerLists } from "./lists/offer.js";
import { dropBroken } from "./lists/pictures.js";
import { offerMore } from "./shell/more.js";
import { offerOffline } from "./shell/offline.js";
import { offerSearch } from "./shell/search-box.js";
import { offerSchemes } from "./shell/schemes.js";
import { offerCopies } from "./paper/actions.js";
import { offerLookups } from "./paper/lookups.js";
import { offerSorting } from "./paper/related.js";
import { showCount } from "./shell/count.js";
import { showCurrentTab } from "./shell/tabs.js";
import { filters, orders } from "./lists/registry.js";
import { offerFollowing } from "./profile/follow.js";
import { offerMarks } from "./profile/marks.js";
import { showNew } from "./profile/news.js";
import { offerSearches } from "./profile/searches.js";
import { openStore } from "./profile/store.js";
import { openFiles } from "./ranking/load.js";
import { openOrder } from "./ranking/order.js";
import { counted, say } from "./lib/wording.js";
import { keyOf, storageOf } from "./lib/storage.js";

const storage = storageOf(window);
const root = new URL("../", import.meta.url);
const store = openStore(window, storage, { profile: keyOf(document, "profile"), earlier: keyOf(document, "saved") });
const files = openFiles(root);
const order = openOrder(store, files, storage, keyOf(document, "traits"));
const usual = order.isReady() ? "for-you" : "votes";
const isMarked = (/** @type {string} */ id) => store.has("read", id) || store.has("away", id);

/** The number in the bar, and for scheme.js whether lists are in the reader's own order. */
function noteSaved() {
  showCount(document, "saved", store.papers().length);
  try {
    if (order.isReady()) storage?.setItem(keyOf(document, "order"), "for-you");
    else storage?.removeItem(keyOf(document, "order"));
  } catch {
    // If storage is full, a list is seen before it is ordered.
  }
}

/** What the reader's own order needs first. */
function lacks() {
  const lacking = order.lacking();
  return lacking ? say("Save {papers} to get your own order.", { papers: counted(lacking, "more paper") }) : "";
}

dropBroken(document);
offerSchemes(document, storage, keyOf(document, "__palette"));
offerMarks(document, store, root, order.learn);
offerFollowing(document, store, root);
listenForKeys(document);
offerMore(document);
showCurrentTab(document);
offerSearch(document);
store.listen(noteSaved);
noteSaved();
orders.set("for-you", { label: say("For you"), rank: order.rank, lacks });
filters.set("unread", { label: say("Unread"), keeps: ({ id }) => !isMarked(id) });
offerLists(document, storage, { order: () => usual });
offerExports(document, root);
offerAbstracts(document);
offerDates(document, root);
showNew(document, store, files, root);
offerSearches(document, store, async () => (await files.index())?.days[0]?.[0] ?? "");
offerCopies(document);
offerLookups(document, root);
offerSorting(document);
offerOffline(window, store, root);
if (document.querySelector("#find-name, #find")) (await import("./names.js")).offerFinders(document);
if (document.getElementById("saved")) (await import("./saved-page.js")).showSaved(window, store, root);
if (document.getElementById("for-you-status")) (await import("./for-you-page.js")).showForYou(document, store, order);
