// Active filters, and what was read in the query, as chips: always visible, each removed with one click.
import { made } from "../lib/parts.js";
import { chipsOf, readingsOf } from "./words.js";
import { say } from "../lib/wording.js";

/** @typedef {import("../lib/client.js").Request} Request */

/**
 * Shows the filters of a request, and readings of its words. Chips are only replaced if their text changes; the focus
 * keeps its position among them.
 * @param {HTMLElement} list
 * @param {Request} request
 * @param {Map<string, string>} labels
 * @param {import("../lib/client.js").Understood[]} understood
 * @param {(without: Request) => void} remove
 */
export function showChosen(list, request, labels, understood, remove) {
  const page = list.ownerDocument;
  const before = [...list.querySelectorAll("button")];
  const filters = chipsOf(request, labels).map((chip) => ({ ...chip, label: say("Remove filter: {filter}", { filter: chip.text }), read: false }));
  const readings = readingsOf(request, understood).map((chip) => ({ ...chip, label: say("Search for the words instead: {reading}", { reading: chip.text }), read: true }));
  const chips = [...readings, ...filters];
  const focused = before.findIndex((button) => button === page.activeElement);
  list.replaceChildren(
    ...chips.map(({ text, without, label, read }, place) => {
      const old = before[place];
      const button = old?.textContent === text ? old : page.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.classList.toggle("read", read);
      button.setAttribute("aria-label", label);
      button.onclick = () => remove(without);
      return made(page, "li", "", button);
    }),
  );
  if (focused < 0) return;
  const buttons = list.querySelectorAll("button");
  (buttons[Math.min(focused, buttons.length - 1)] ?? page.getElementById("query"))?.focus();
}
