// The formats with their buttons, and the dialog that shows them for a list.
import { gather } from "./entries.js";
import { FORMATS } from "./formats.js";
import { loadPart } from "./load.js";
import { button, saveFile } from "../lib/controls.js";
import { made } from "../lib/parts.js";
import { counted } from "../lib/wording.js";

/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {import("./entries.js").Rules} Rules */
/** @typedef {import("./formats.js").Format} Format */
/** @typedef {{ title: string, told: string, file: string, ids: () => string[] | Promise<string[]> }} Wish */

const DONE_MS = 1500;

/**
 * One line per format, with buttons to download and to copy.
 * @param {Document} page
 * @param {Entry[]} entries
 * @param {Rules} rules
 * @param {string} file its name without the extension
 */
export function formatList(page, entries, rules, file) {
  const lines = FORMATS.map((format) => {
    const save = button(
      page,
      "Download",
      () => saveFile(page, `${file}.${format.ending}`, format.type, format.make(entries, rules)),
      `Download ${format.name}`,
    );
    const copy = button(page, "Copy", write, `Copy ${format.name}`);
    async function write() {
      await navigator.clipboard.writeText(format.make(entries, rules));
      copy.textContent = "Copied";
      setTimeout(() => (copy.textContent = "Copy"), DONE_MS);
    }
    copy.hidden = !page.defaultView?.navigator.clipboard;
    return made(page, "li", "", made(page, "span", "", format.name), save, copy);
  });
  return made(page, "ul", "formats", ...lines);
}

/**
 * The dialog: says what is exported, loads it, and then shows the buttons.
 * @param {Document} page
 * @param {URL} root
 * @param {Wish} wish
 */
export function openExport(page, root, wish) {
  const dialog = /** @type {HTMLDialogElement} */ (made(page, "dialog", "keys exporting"));
  const heading = made(page, "h2", "", `Export: ${wish.title}`);
  heading.id = "exporting";
  dialog.setAttribute("aria-labelledby", heading.id);
  const status = made(page, "p", "", "Loading…");
  status.setAttribute("role", "status");
  const place = made(page, "div", "");
  const close = button(page, "Close", () => dialog.close());
  dialog.append(close, heading, made(page, "p", "lead", wish.told), status, place);
  dialog.addEventListener("close", () => dialog.remove());
  page.body.append(dialog);
  dialog.showModal();
  load();

  async function load() {
    try {
      const ids = await wish.ids();
      const found = await gather(ids, (name) => loadPart(root, name), (done, of) => {
        status.textContent = `Loading ${counted(ids.length, "paper")}: ${done} of ${of} files`;
      });
      const missing = found.missing ? `; ${found.missing} no longer in the archive` : "";
      status.textContent = `${counted(found.entries.length, "paper")}${missing}`;
      if (found.rules && found.entries.length) {
        place.replaceChildren(formatList(page, found.entries, found.rules, wish.file));
      }
    } catch {
      status.textContent = "The papers could not be loaded.";
      place.replaceChildren(
        button(page, "Try again", () => {
          place.replaceChildren();
          status.textContent = "Loading…";
          load();
        }),
      );
    }
  }
}
