// Buttons next to every paper: save it, mark it as read, put it away, copy its citation. Each mark can be undone.
import { button } from "../lib/controls.js";
import { idOf, isId, pathIn } from "../lib/paper-ids.js";
import { toast } from "../lib/toast.js";
import { say, term } from "../lib/wording.js";
import { actionsOf } from "../lists/actions.js";
import { line } from "./line.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {{ id: string, title: string, by: string }} Told */
/** @typedef {"saved" | "read" | "away"} Kind */

/** The class of a button, its key, and what it says; `[class, key, label, done, undone]`. */
const MARKS = /** @type {[kind: Kind, name: string, key: string, label: string, done: string, undone: string][]} */ ([
  ["saved", "save", "s", term("Save"), term("Saved"), term("Removed from your reading list")],
  ["read", "mark-read", "r", term("Read"), term("Marked as read"), term("Marked as unread")],
  ["away", "put-away", "x", term("Not for me"), term("Put away"), term("No longer put away")],
]);

/**
 * @param {Document} page
 * @param {Store} store
 * @param {URL} root
 * @param {(id: string) => void} learn called when a paper is saved or put away
 */
export function offerMarks(page, store, root, learn) {
  const mark = () => {
    for (const paper of page.querySelectorAll("[data-paper]:not(.pending):not(:has(.save))")) markPaper(paper);
  };
  mark();
  for (const list of page.querySelectorAll("#results, #saved-list, #list")) {
    new MutationObserver(mark).observe(list, { childList: true, subtree: true });
  }
  const id = idOf(pathIn(page.URL, root));
  const heading = page.querySelector(".paper-page h1");
  if (heading && isId(id)) {
    const by = page.querySelector(".authors")?.textContent ?? "";
    const told = () => ({ id, title: heading.textContent ?? "", by });
    const acts = page.querySelector(".rail .acts");
    const place = acts ?? page.createElement("p");
    place.classList.add("saving");
    place.prepend(...buttons(told, acts !== null));
    if (!acts) heading.after(place);
    show(store, place, id);
  }
  store.listen(() => {
    for (const paper of page.querySelectorAll("[data-paper]")) show(store, paper, idIn(paper));
    if (id) show(store, page.querySelector(".saving"), id);
    page.dispatchEvent(new Event("papers:marks"));
  });

  /** @param {Element} paper */
  function markPaper(paper) {
    const id = idIn(paper);
    if (!isId(id)) return;
    const told = () => ({
      id,
      title: paper.querySelector("h3 a, a[href]")?.textContent ?? "",
      by: paper.querySelector(".by")?.textContent ?? words(paper),
    });
    const [save, ...others] = buttons(told);
    const copy = button(page, say("Cite"), () => copyCitation(told()), `${say("Cite")}: ${line(told().title)}`);
    copy.className = "copy-cite";
    copy.title = say("Copy the BibTeX entry (c)");
    actionsOf(paper).append(save, ...others, copy);
    show(store, paper, id);
  }

  /** In lists the bookmark has no word beside it. @param {() => Told} told @param {boolean} [isRoomy] */
  function buttons(told, isRoomy = false) {
    return MARKS.map(([kind, name, key, label, done, undone]) => {
      const shown = kind === "saved" && !isRoomy ? "" : say(label);
      const one = button(page, shown, () => press(kind, told(), done, undone), `${say(label)}: ${line(told().title)}`);
      one.className = name;
      one.title = `${say(label)} (${key})`;
      return one;
    });
  }

  /** @param {Kind} kind @param {Told} told @param {string} done @param {string} undone */
  function press(kind, told, done, undone) {
    const on = !store.has(kind, told.id);
    const known = store.now().saved.get(told.id);
    const paper = on ? told : { ...told, saved: known?.saved };
    const set = (/** @type {boolean} */ value) => (kind === "saved" ? store.save(paper, value) : store.mark(kind, told.id, value));
    const fault = set(on);
    if (on && kind !== "read") learn(told.id);
    // The reading list itself offers to put a paper back.
    if (fault || kind !== "saved" || !page.getElementById("saved-list")) toast(page, fault || `${say(on ? done : undone)}.`, { undo: () => set(!on) });
  }

  /** @param {Told} told */
  async function copyCitation({ id }) {
    try {
      const { bibtexOf } = await import("../exports.js");
      await navigator.clipboard.writeText(await bibtexOf(root, id));
      toast(page, say("BibTeX copied ✓"));
    } catch {
      toast(page, say("The citation could not be copied."));
    }
  }
}

/** @param {Store} store @param {Element | null} place @param {string} id */
function show(store, place, id) {
  if (!place) return;
  for (const [kind, name] of MARKS) {
    const on = store.has(kind, id);
    place.querySelector(`button.${name}`)?.setAttribute("aria-pressed", String(on));
    if (kind !== "saved" && place.matches("[data-paper]")) place.classList.toggle(kind, on);
  }
}

/** @param {Element} paper */
function idIn(paper) {
  return /** @type {HTMLElement} */ (paper).dataset.paper ?? "";
}

/** What a row says beside its elements. @param {Element} row */
function words(row) {
  const texts = [...row.childNodes].filter((node) => node.nodeType === node.TEXT_NODE);
  return texts.map(({ textContent }) => textContent).join("");
}
