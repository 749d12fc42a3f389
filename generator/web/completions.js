// Completions below a search box: a combobox with a list of links, as described by WAI-ARIA.
import { openClient } from "./lib/client.js";
import { optionsOf, wear } from "./completions/options.js";
import { counted, say } from "./lib/wording.js";

/** @typedef {import("./lib/client.js").Completion} Completion */

const PAUSE_MS = 80;

/**
 * The choice after a step: after the last one comes none, then the first again.
 * @param {number} at -1 if there is none
 * @param {number} step
 * @param {number} count
 */
export function stepped(at, step, count) {
  return ((at + 1 + step + count + 1) % (count + 1)) - 1;
}

/**
 * @param {Document} page
 * @param {HTMLInputElement} field inside its form
 */
export function completes(page, field) {
  const form = /** @type {HTMLFormElement} */ (field.form);
  const client = openClient();
  client.warm();
  wear(page);
  const list = page.createElement("div");
  list.id = "completions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", say("Suggestions"));
  const told = page.createElement("span");
  told.className = "unseen";
  told.setAttribute("role", "status");
  form.append(list, told);
  const attributes = { autocomplete: "off", role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" };
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);

  /** @type {HTMLElement[]} */
  let options = [];
  let active = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  /** @param {number} place */
  function choose(place) {
    options[active]?.setAttribute("aria-selected", "false");
    active = place;
    const chosen = options[active];
    if (!chosen) return field.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  function close() {
    clearTimeout(pause);
    client.forget("complete");
    list.hidden = true;
    list.replaceChildren();
    options = [];
    choose(-1);
    field.setAttribute("aria-expanded", "false");
    told.textContent = "";
  }

  /** @param {string} text @param {Completion[]} items */
  function open(text, items) {
    close();
    if (!items.length) return;
    list.append(...optionsOf(page, text, items, form.action));
    options = [...list.querySelectorAll("a")];
    for (const [place, option] of options.entries()) option.id = `completion-${place}`;
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    told.textContent = counted(items.length, "suggestion");
  }

  function look() {
    const text = field.value.trim();
    if (!text) return close();
    clearTimeout(pause);
    pause = setTimeout(() => {
      client.complete(text, (answer) => {
        if (text !== field.value.trim() || page.activeElement !== field) return;
        // Without completions the box still leads to the results page, which says what is wrong.
        open(text, answer.kind === "completions" ? answer.items : []);
      });
    }, PAUSE_MS);
  }

  field.addEventListener("input", look);
  field.addEventListener("focus", look);
  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) look();
    else if (step) choose(stepped(active, step, options.length));
    else if (event.key === "Enter" && options[active]) options[active].click();
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  if (page.activeElement === field) look();
}
