// The script of generated pages: colours, keys, exports, the reading list, what is new.
import { listenForKeys } from "./shell/keys.js";
import { offerExports } from "./exports/offer.js";
import { offerAbstracts } from "./lists/abstract.js";
import { offerDates } from "./lists/dates.js";
import { showNews } from "./lists/news.js";
import { offerLists } from "./lists/offer.js";
import { offerSaving } from "./saved/marks.js";
import { offerMore } from "./shell/more.js";
import { offerSearch } from "./shell/search-box.js";
import { offerSchemes } from "./shell/schemes.js";
import { offerSorting } from "./shell/sorting.js";
import { showCount } from "./shell/count.js";
import { openStore } from "./saved/store.js";
import { keyOf, storageOf } from "./lib/storage.js";

const storage = storageOf(window);
const root = new URL("../", import.meta.url);
const saved = openStore(window, storage, keyOf(document, "saved"));
const count = () => showCount(document, "saved", saved.papers().length, "saved");

offerSchemes(document, storage, keyOf(document, "__palette"));
offerSaving(document, saved, root);
listenForKeys(document);
offerMore(document);
offerSearch(document);
saved.listen(count);
count();
const items = offerLists(document, storage, { order: () => "votes" });
offerExports(document, root);
offerAbstracts(document);
offerDates(document, root);
showNews(document, storage, keyOf(document, "last-day"), items);
offerSorting(document);
if (document.querySelector("#find-name, #find")) (await import("./names.js")).offerFinders(document);
if (document.getElementById("saved")) (await import("./saved-page.js")).showSaved(document, saved, root);
