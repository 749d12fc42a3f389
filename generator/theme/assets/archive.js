// What generated pages do beyond being read: colours, keys, copying, what is new.
import { listenForKeys } from "./keys.js";
import { offerCopies } from "./copy.js";
import { offerSchemes } from "./schemes.js";
import { showNews } from "./news.js";

offerSchemes(document, localStorage);
offerCopies(document);
listenForKeys(document);
showNews(document, localStorage);
