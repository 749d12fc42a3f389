// A bookmark next to every paper: pressed if the paper is on the reading list.
import { idOf, isId, pathIn } from "../lib/paper-ids.js";
import { actionsOf } from "../lists/actions.js";
import { line } from "./list.js";

/** @typedef {import("./store.js").Store} Store */

const BY_CAP = 200;
const TOLD_MS = 6000;

/**
 * @param {Document} page
 * @param {Store} store
 * @param {URL} root
 */
export function offerSaving(page, store, root) {
  const mark = () => {
    for (const paper of page.querySelectorAll("[data-paper]:not(.pending):not(:has(.save))")) markPaper(paper, store);
  };
  mark();
  for (const list of page.querySelectorAll("#results, #saved-list, #list")) {
    new MutationObserver(mark).observe(list, { childList: true, subtree: true });
  }
  const id = idOf(pathIn(page.URL, root));
  const heading = page.querySelector(".paper-page h1");
  if (heading && isId(id)) {
    const by = page.querySelector(".authors")?.textContent ?? "";
    const place = page.createElement("p");
    place.className = "saving";
    place.append(saveButton(page, store, () => ({ id, title: heading.textContent ?? "", by })));
    heading.after(place);
  }
  store.listen(() => show(page, store));
  show(page, store);
}

/** @param {Element} paper @param {Store} store */
function markPaper(paper, store) {
  if (!(paper instanceof HTMLElement) || !isId(paper.dataset.paper)) return;
  const told = () => ({
    id: paper.dataset.paper ?? "",
    title: paper.querySelector("h3 a, a[href]")?.textContent ?? "",
    by: paper.querySelector(".by")?.textContent ?? words(paper),
  });
  const button = saveButton(paper.ownerDocument, store, told);
  press(button, store.has(told().id));
  actionsOf(paper).append(button);
}

/** What a row says beside its elements. @param {Element} row */
function words(row) {
  const texts = [...row.childNodes].filter((node) => node.nodeType === node.TEXT_NODE);
  return texts.map(({ textContent }) => textContent).join("");
}

/**
 * @param {Document} page
 * @param {Store} store
 * @param {() => { id: string, title: string, by: string }} told
 */
function saveButton(page, store, told) {
  const button = page.createElement("button");
  button.type = "button";
  button.className = "save";
  button.dataset.id = told().id;
  button.setAttribute("aria-label", `Save: ${line(told().title)}`);
  button.title = "Save (s)";
  button.addEventListener("click", () => {
    const { id, title, by } = told();
    const saved = new Date().toISOString();
    const paper = { id, title: line(title), by: line(by).slice(0, BY_CAP).trim(), saved, read: false };
    const fault = store.has(id) ? store.remove(id) : store.add(paper);
    if (fault) tell(page, fault);
  });
  return button;
}

/** @param {Document} page @param {Store} store */
function show(page, store) {
  const ids = new Set(store.papers().map(({ id }) => id));
  for (const button of page.querySelectorAll("button.save")) {
    press(button, ids.has(/** @type {HTMLElement} */ (button).dataset.id ?? ""));
  }
}

/** @param {Element} button @param {boolean} pressed */
function press(button, pressed) {
  button.setAttribute("aria-pressed", String(pressed));
}

/** @param {Document} page @param {string} message */
function tell(page, message) {
  page.querySelector(".told-once")?.remove();
  const place = page.createElement("p");
  place.className = "told-once";
  place.setAttribute("role", "alert");
  place.textContent = message;
  page.body.append(place);
  setTimeout(() => place.remove(), TOLD_MS);
}
