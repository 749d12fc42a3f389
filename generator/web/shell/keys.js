// Keyboard: / searches (search-box.js), j/k move between papers, o opens, s saves, ←/→ (p/n) turn the page, ? shows help.
import { button } from "../lib/controls.js";
import { say, term } from "../lib/wording.js";

const HELP = [
  [term("/ or Ctrl-K"), term("search")],
  ["j / k", term("next / previous paper in the list")],
  [term("o or Enter"), term("open the paper")],
  ["s", term("add the paper to your reading list, or remove it")],
  ["r", term("mark the paper as read, or as unread")],
  ["x", term("put the paper away: not for me")],
  ["c", term("copy the paper's BibTeX entry")],
  ["← / →", term("earlier / later page")],
  ["?", term("this help")],
];

/**
 * Which item gets the focus: never before the first or after the last.
 * @param {number} at -1 if none has it
 * @param {number} step
 * @param {number} count
 */
export function moved(at, step, count) {
  return Math.max(0, Math.min(count - 1, at + step));
}

/** Also adds a button for the help to the bar, which has room for it. @param {Document} page */
export function listenForKeys(page) {
  const asked = button(page, "", () => help(page), say("Keyboard shortcuts"));
  asked.id = "help";
  asked.title = say("Keyboard shortcuts");
  page.querySelector("header")?.insertBefore(asked, page.getElementById("scheme"));
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target;
    if (target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]")) return;
    switch (event.key) {
      case "j":
        return focusPaper(page, 1);
      case "k":
        return focusPaper(page, -1);
      case "o":
        return openPaper(page);
      case "s":
        return pressFor(page, "save");
      case "r":
        return pressFor(page, "mark-read");
      case "x":
        return pressFor(page, "put-away");
      case "c":
        return pressFor(page, "copy-cite");
      case "ArrowLeft":
      case "p":
        return turn(page, "prev");
      case "ArrowRight":
      case "n":
        return turn(page, "next");
      case "?":
        return help(page);
    }
  });
}

/** Links of the papers that are in sight. @param {Document} page */
function links(page) {
  return [...page.querySelectorAll("[data-paper]:not([hidden])")].flatMap((paper) => {
    const link = paper.querySelector("a[href]");
    return link instanceof HTMLElement && link.getClientRects().length ? [link] : [];
  });
}

/**
 * @param {Document} page
 * @param {number} step
 */
function focusPaper(page, step) {
  const all = links(page);
  if (!all.length) return;
  const paper = page.activeElement?.closest("[data-paper]");
  const at = all.findIndex((link) => link.closest("[data-paper]") === paper);
  const next = all[moved(at, step, all.length)];
  next.focus();
  next.closest("[data-paper]")?.scrollIntoView({ block: "nearest" });
}

/** @param {Document} page */
function openPaper(page) {
  const link = page.activeElement?.closest("[data-paper]")?.querySelector("a[href]");
  if (link instanceof HTMLElement) link.click();
}

/** Presses a button of the paper in focus, or of the paper whose page this is. @param {Document} page @param {string} name */
function pressFor(page, name) {
  const paper = page.activeElement?.closest("[data-paper]") ?? page.querySelector(".paper-page .saving");
  const button = paper?.querySelector(`button.${name}`);
  if (button instanceof HTMLElement) button.click();
}

/**
 * @param {Document} page
 * @param {string} way
 */
function turn(page, way) {
  const link = page.querySelector(`a[rel="${way}"]`);
  if (link instanceof HTMLElement) link.click();
}

/** @param {Document} page */
function help(page) {
  const open = page.querySelector("dialog.keys");
  if (open instanceof HTMLDialogElement) {
    open.remove();
    return;
  }
  const dialog = page.createElement("dialog");
  dialog.className = "keys";
  dialog.setAttribute("aria-label", say("Keyboard"));
  const list = page.createElement("dl");
  for (const [key, does] of HELP) {
    const name = page.createElement("dt");
    name.textContent = say(key);
    const told = page.createElement("dd");
    told.textContent = say(does);
    list.append(name, told);
  }
  dialog.append(list, button(page, say("Close"), () => dialog.close()));
  dialog.addEventListener("close", () => dialog.remove());
  page.body.append(dialog);
  dialog.showModal();
}
