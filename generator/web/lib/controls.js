// Buttons, and files that they save.
import { made } from "./parts.js";

/**
 * @param {Document} page
 * @param {string} text
 * @param {() => void} press
 * @param {string} [label] for screen readers, saying what the button belongs to
 */
export function button(page, text, press, label) {
  const found = /** @type {HTMLButtonElement} */ (made(page, "button", "", text));
  found.type = "button";
  if (label) found.setAttribute("aria-label", label);
  found.addEventListener("click", press);
  return found;
}

/**
 * @param {Document} page
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function saveFile(page, name, type, text) {
  const link = page.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
