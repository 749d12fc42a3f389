// The formats with their buttons, and the dialog that shows them for a list.
import { withAbstracts } from "./abstracts.js";
import { gather } from "./entries.js";
import { FORMATS, textOf } from "./formats.js";
import { loadPart } from "./load.js";
import { button, copyFrom, saveFile } from "../lib/controls.js";
import { made } from "../lib/parts.js";
import { counted, say } from "../lib/wording.js";

/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {import("./entries.js").Rules} Rules */
/** @typedef {import("./formats.js").Format} Format */
/** @typedef {{ title: string, told: string, file: string, ids: () => string[] | Promise<string[]> }} Wish */

/**
 * One line per format: a button with its name downloads it, another copies it. Abstracts are added on request.
 * @param {Document} page
 * @param {URL} root
 * @param {Entry[]} found
 * @param {Rules} rules
 * @param {string} file its name without the extension
 */
export function formatList(page, root, found, rules, file) {
  let entries = found;
  const lines = FORMATS.map((format) => {
    const save = button(
      page,
      format.name,
      () => saveFile(page, `${file}.${format.ending}`, format.type, format.make(entries, rules)),
    );
    const write = () => copyFrom(copy, say("Copy"), textOf(format, entries, rules));
    const copy = button(page, say("Copy"), write, say("Copy {format}", { format: format.name }));
    copy.hidden = !page.defaultView?.navigator.clipboard;
    save.title = say("Download {file}", { file: `${file}.${format.ending}` });
    return made(page, "li", "", save, copy);
  });
  const more = abstractsBox(page, root, found, (chosen) => (entries = chosen));
  return made(page, "ul", "formats", ...lines, made(page, "li", "", more));
}

/**
 * A box to tick for abstracts; while they load, nothing can be exported.
 * @param {Document} page
 * @param {URL} root
 * @param {Entry[]} found
 * @param {(entries: Entry[]) => void} choose
 */
function abstractsBox(page, root, found, choose) {
  const box = page.createElement("input");
  box.type = "checkbox";
  const told = made(page, "span", "", say("With abstracts"));
  told.setAttribute("role", "status");
  box.addEventListener("change", async () => {
    const controls = [...(box.closest("ul")?.querySelectorAll("button") ?? []), box];
    for (const one of controls) one.disabled = true;
    try {
      choose(box.checked ? await withAbstracts(page, root, found, progress) : found);
      told.textContent = say("With abstracts");
    } catch {
      box.checked = false;
      told.textContent = say("The abstracts could not be loaded.");
    }
    for (const one of controls) one.disabled = false;
    box.focus();
  });
  return made(page, "label", "", box, " ", told);

  /** @param {number} done */
  function progress(done) {
    told.textContent = say("Loading abstracts: {done} of {all}", { done, all: found.length });
  }
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
        place.replaceChildren(formatList(page, root, found.entries, found.rules, wish.file));
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
