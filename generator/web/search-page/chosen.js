// Active filters as chips: always visible, each removed with one click.
import { made } from "../lib/parts.js";
import { chipsOf } from "./words.js";
import { say } from "../lib/wording.js";

/** @typedef {import("../lib/client.js").Request} Request */

/**
 * Shows the filters of a request. Chips are only replaced if their text changes; the focus
 * keeps its position among them.
 * @param {HTMLElement} list
 * @param {Request} request
 * @param {Map<string, string>} labels
 * @param {(without: Request) => void} remove
 */
export function showChosen(list, request, labels, remove) {
  const page = list.ownerDocument;
  const before = [...list.querySelectorAll("button")];
  const chips = chipsOf(request, labels);
  const focused = before.findIndex((button) => button === page.activeElement);
  list.replaceChildren(
    ...chips.map(({ text, without }, place) => {
      const old = before[place];
      const button = old?.textContent === text ? old : page.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.setAttribute("aria-label", say("Remove filter: {filter}", { filter: text }));
      button.onclick = () => remove(without);
      return made(page, "li", "", button);
    }),
  );
  if (focused < 0) return;
  const buttons = list.querySelectorAll("button");
  (buttons[Math.min(focused, buttons.length - 1)] ?? page.getElementById("query"))?.focus();
}
