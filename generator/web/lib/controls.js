// Buttons, and what they copy or save.
import { made } from "./parts.js";
import { say } from "./wording.js";

const DONE_MS = 1500;

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
 * Copies a text; the button says for a moment that it did, or that the browser refused.
 * @param {HTMLButtonElement} pressed
 * @param {string} name its text otherwise
 * @param {string} text
 * @param {(told: string) => void} [tell] says the same to screen readers
 */
export async function copyFrom(pressed, name, text, tell) {
  let told = say("Copied ✓");
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    told = say("Not copied");
  }
  pressed.textContent = told;
  tell?.(told);
  setTimeout(() => {
    pressed.textContent = name;
    tell?.("");
  }, DONE_MS);
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
