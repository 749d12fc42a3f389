// The formats with their buttons, and the dialog that shows them for a list.
import { gather } from "./entries.js";
import { FORMATS, textOf } from "./formats.js";
import { loadPart } from "./load.js";
import { button, saveFile } from "../lib/controls.js";
import { made } from "../lib/parts.js";
import { counted, say } from "../lib/wording.js";

/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {import("./entries.js").Rules} Rules */
/** @typedef {import("./formats.js").Format} Format */
/** @typedef {{ title: string, told: string, file: string, ids: () => string[] | Promise<string[]> }} Wish */

const DONE_MS = 1500;

/**
 * One line per format: a button with its name downloads it, another copies it.
 * @param {Document} page
 * @param {Entry[]} entries
 * @param {Rules} rules
 * @param {string} file its name without the extension
 */
export function formatList(page, entries, rules, file) {
  const lines = FORMATS.map((format) => {
    const save = button(
      page,
      format.name,
      () => saveFile(page, `${file}.${format.ending}`, format.type, format.make(entries, rules)),
    );
    const copy = button(page, say("Copy"), write, say("Copy {format}", { format: format.name }));
    async function write() {
      await navigator.clipboard.writeText(textOf(format, entries, rules));
      copy.textContent = say("Copied");
      setTimeout(() => (copy.textContent = say("Copy")), DONE_MS);
    }
    copy.hidden = !page.defaultView?.navigator.clipboard;
    save.title = say("Download {file}", { file: `${file}.${format.ending}` });
    return made(page, "li", "", save, copy);
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
  const heading = made(page, "h2", "", say("Export: {title}", { title: wish.title }));
  heading.id = "exporting";
  dialog.setAttribute("aria-labelledby", heading.id);
  const status = made(page, "p", "", say("Loading…"));
  status.setAttribute("role", "status");
  const place = made(page, "div", "");
  const close = button(page, say("Close"), () => dialog.close());
  dialog.append(close, heading, made(page, "p", "lead", wish.told), status, place);
  dialog.addEventListener("close", () => dialog.remove());
  page.body.append(dialog);
  dialog.showModal();
  load();

  async function load() {
    try {
      const ids = await wish.ids();
      const found = await gather(ids, (name) => loadPart(root, name), (done, of) => {
        status.textContent = say("Loading {papers}: {done} of {all} files", { papers: counted(ids.length, "paper"), done, all: of });
      });
      const missing = found.missing ? say("; {count} no longer in the archive", { count: found.missing }) : "";
      status.textContent = `${counted(found.entries.length, "paper")}${missing}`;
      if (found.rules && found.entries.length) {
        place.replaceChildren(formatList(page, found.entries, found.rules, wish.file));
      }
    } catch {
      status.textContent = say("The papers could not be loaded.");
      place.replaceChildren(
        button(page, say("Try again"), () => {
          place.replaceChildren();
          status.textContent = say("Loading…");
          load();
        }),
      );
    }
  }
}
