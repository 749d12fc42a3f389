// The first script of /search/ to run: an address that asks something has its engine started while the others load.
import { startEarly } from "./lib/engine.js";

const { src, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
if (location.search) startEarly(new URL(".", src).href, "texts" in dataset);
