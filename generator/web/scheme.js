// Runs before the first paint: applies what the reader chose: colours, unless the operator chose them, and lists;
// completes a short page.
import { complete, folderOf } from "./shell/frame.js";

(() => {
  const root = document.documentElement;
  const { src, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const base = new URL("..", src);
  root.dataset.base = base.href;
  // A list in another order, or with filters, is not seen until it is arranged: see lists/offer.js.
  if (/[?&](?:order|topic|category|source|code|venue|unread)=/.test(location.search)) root.dataset.asked = "";
  if (dataset.fixed) root.dataset.mdColorScheme = dataset.fixed;
  try {
    const chosen = JSON.parse(localStorage.getItem(`${base.pathname}.__palette`) ?? "null");
    const media = chosen?.color?.media;
    if (dataset.fixed || !chosen?.color) {
      // Nothing to apply.
    } else if (media === "(prefers-color-scheme)") delete root.dataset.mdColorScheme;
    else if (chosen.color.scheme) root.dataset.mdColorScheme = chosen.color.scheme === "slate" ? "slate" : "default";
    if (localStorage.getItem(`${base.pathname}.order`)) root.dataset.asked = "";
    if (localStorage.getItem(`${base.pathname}.profile`)) root.dataset.returned = "";
    if (localStorage.getItem(`${base.pathname}.density`) === "dense") root.dataset.density = "dense";
  } catch {
    // Storage may be blocked or hold something else; then the system's colours apply.
  }
  const frame = /** @type {any} */ (globalThis).papersFrame;
  if (frame) complete(document, frame, folderOf(location.pathname, base.pathname), src);
})();
