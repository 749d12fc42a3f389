// Hand-written pages have Material's parts below our app bar.
import { listenForKeys } from "./shell/keys.js";
import { offerCode } from "./shell/code.js";
import { offerMore } from "./shell/more.js";
import { offerSchemes } from "./shell/schemes.js";
import { offerSearch } from "./shell/search-box.js";
import { savedCount } from "./profile/count.js";
import { showCount } from "./shell/count.js";
import { offerTables } from "./shell/tables.js";
import { showCurrentTab } from "./shell/tabs.js";
import { tellMaterial } from "./shell/material.js";
import { keyOf, storageOf } from "./lib/storage.js";

const storage = storageOf(window);
const profile = keyOf(document, "profile");

function count() {
  let text = null;
  try {
    text = storage?.getItem(profile) ?? null;
  } catch {
    // Nothing can be read.
  }
  showCount(document, "saved", savedCount(text));
}

offerSchemes(document, storage, keyOf(document, "__palette"));
tellMaterial(window);
listenForKeys(document);
offerSearch(document);
offerMore(document);
offerCode(document);
offerTables(document);
showCurrentTab(document);
addEventListener("storage", ({ key }) => (key === null || key === profile) && count());
count();
