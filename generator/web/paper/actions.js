// Buttons on a paper's page: its link and its BibTeX entry, to paste elsewhere.
import { button } from "../lib/controls.js";
import { say } from "../lib/wording.js";

const DONE_MS = 1500;

/** @param {Document} page */
export function offerCopies(page) {
  const place = page.querySelector(".acts");
  const clipboard = page.defaultView?.navigator.clipboard;
  if (!place || !clipboard) return;
  const entry = page.querySelector(".cite code");
  const link = /** @type {HTMLLinkElement | null} */ (page.querySelector("link[rel=canonical]"));
  const copies = [[say("Copy link"), link?.href ?? page.URL.replace(/[?#].*$/, "")]];
  if (entry) copies.push([say("Copy BibTeX"), `${entry.textContent}\n`]);
  const status = page.createElement("span");
  status.className = "unseen";
  status.setAttribute("role", "status");
  const buttons = copies.map(([name, text]) => {
    const copy = button(page, name, async () => {
      await clipboard.writeText(text);
      status.textContent = copy.textContent = say("Copied ✓");
      setTimeout(() => {
        copy.textContent = name;
        status.textContent = "";
      }, DONE_MS);
    });
    return copy;
  });
  const report = place.querySelector(":scope > a");
  for (const one of [...buttons, status]) place.insertBefore(one, report);
}
