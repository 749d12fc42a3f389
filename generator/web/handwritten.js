// Hand-written pages have Material's parts below our app bar.
import { listenForKeys } from "./shell/keys.js";
import { offerMore } from "./shell/more.js";
import { offerSchemes } from "./shell/schemes.js";
import { offerSearch } from "./shell/search-box.js";
import { openStore } from "./saved/store.js";
import { showCount } from "./shell/count.js";
import { tellMaterial } from "./shell/material.js";
import { keyOf, storageOf } from "./lib/storage.js";

const storage = storageOf(window);
const saved = openStore(window, storage, keyOf(document, "saved"));
const count = () => showCount(document, "saved", saved.papers().length);

offerSchemes(document, storage, keyOf(document, "__palette"));
tellMaterial(window);
listenForKeys(document);
offerSearch(document);
offerMore(document);
saved.listen(count);
count();
