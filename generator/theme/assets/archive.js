// What generated pages do beyond being read: colours, keys, copying, what is new.
import { listenForKeys } from "./keys.js";
import { offerCopies } from "./copy.js";
import { findNames } from "./names.js";
import { offerSearch } from "./search-box.js";
import { offerSchemes } from "./schemes.js";
import { offerSorting } from "./sorting.js";
import { showNews } from "./news.js";
import { keyOf, storageOf } from "./storage.js";

const storage = storageOf(window);

offerSchemes(document, storage, keyOf(document, "__palette"));
offerCopies(document);
listenForKeys(document);
offerSearch(document);
showNews(document, storage, keyOf(document, "last-day"));
findNames(document);
offerSorting(document);
