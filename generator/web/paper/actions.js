// Buttons on a paper's page: its link and its BibTeX entry, to paste elsewhere.
import { button, copyFrom } from "../lib/controls.js";
import { say } from "../lib/wording.js";

/** @param {Document} page */
export function offerCopies(page) {
  const place = page.querySelector(".acts");
  if (!place || !page.defaultView?.navigator.clipboard) return;
  const entry = page.querySelector(".cite code");
  const link = /** @type {HTMLLinkElement | null} */ (page.querySelector("link[rel=canonical]"));
  const copies = [[say("Copy link"), link?.href ?? page.URL.replace(/[?#].*$/, "")]];
  if (entry) copies.push([say("Copy BibTeX"), `${entry.textContent}\n`]);
  const status = page.createElement("span");
  status.className = "unseen";
  status.setAttribute("role", "status");
  const buttons = copies.map(([name, text]) => {
    const copy = button(page, name, () => copyFrom(copy, name, text, (told) => (status.textContent = told)));
    return copy;
  });
  const report = place.querySelector(":scope > a");
  for (const one of [...buttons, status]) place.insertBefore(one, report);
}
