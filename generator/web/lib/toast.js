// A short message over the page, with a way back where there is one. Screen readers hear it.
import { button } from "./controls.js";
import { made } from "./parts.js";
import { say } from "./wording.js";

const TOLD_MS = 6000;

/**
 * Replaces the message before it. It stays as long as it has the focus or the pointer.
 * @param {Document} page
 * @param {string} text
 * @param {{ undo?: () => void }} [more]
 */
export function toast(page, text, { undo } = {}) {
  const place = placeOf(page);
  const told = made(page, "p", "", text);
  if (undo) {
    const back = button(page, say("Undo"), () => {
      undo();
      told.remove();
    });
    told.append(" ", back);
  }
  place.replaceChildren(told);
  const leave = () => {
    if (told.matches(":hover, :focus-within")) setTimeout(leave, TOLD_MS);
    else told.remove();
  };
  setTimeout(leave, TOLD_MS);
}

/** The live region must be there before its first message. @param {Document} page */
function placeOf(page) {
  const known = page.querySelector(".told-once");
  if (known) return known;
  const place = made(page, "div", "told-once");
  place.setAttribute("role", "status");
  page.body.append(place);
  return place;
}
