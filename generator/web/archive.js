// The script of generated pages: colours, keys, exports, the reading list, what is new.
import { listenForKeys } from "./shell/keys.js";
import { offerExports } from "./exports/offer.js";
import { offerSaving } from "./saved/marks.js";
import { offerMore } from "./shell/more.js";
import { offerSearch } from "./shell/search-box.js";
import { offerSchemes } from "./shell/schemes.js";
import { offerSorting } from "./shell/sorting.js";
import { showCount } from "./shell/count.js";
import { showNews } from "./shell/news.js";
import { openStore } from "./saved/store.js";
import { keyOf, storageOf } from "./lib/storage.js";

const storage = storageOf(window);
const root = new URL("../", import.meta.url);
const saved = openStore(window, storage, keyOf(document, "saved"));
const count = () => showCount(document, "saved", saved.papers().length);

offerSchemes(document, storage, keyOf(document, "__palette"));
offerExports(document, root);
offerSaving(document, saved, root);
listenForKeys(document);
offerMore(document);
offerSearch(document);
saved.listen(count);
count();
showNews(document, storage, keyOf(document, "last-day"));
offerSorting(document);
if (document.getElementById("find-name")) (await import("./names.js")).findNames(document);
if (document.getElementById("saved")) (await import("./saved-page.js")).showSaved(document, saved, root);
