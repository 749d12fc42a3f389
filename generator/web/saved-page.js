// The page /saved/: the reading list and what readers can do with it.
import { button, saveFile } from "./lib/controls.js";
import { countKept } from "./shell/offline.js";
import { chosen } from "./saved/file.js";
import { showFollows } from "./saved/follows.js";
import { showSearches } from "./saved/searches.js";
import { writeProfile } from "./profile/file.js";
import { seed } from "./profile/seed.js";
import { pathOf } from "./lib/paper-ids.js";
import { say, shortDate } from "./lib/wording.js";
import { linkInside, made } from "./lib/parts.js";

/** @typedef {import("./profile/earlier.js").Listed} Saved */
/** @typedef {import("./profile/store.js").Store} Store */

/**
 * @param {Window & typeof globalThis} view
 * @param {Store} store
 * @param {URL} root
 */
export function showSaved(view, store, root) {
  const page = view.document;
  /** @param {string} id */
  const part = (id) => /** @type {HTMLElement} */ (page.getElementById(id));
  const list = part("saved-list");
  const status = part("saved-status");
  const find = /** @type {HTMLInputElement} */ (part("saved-find"));
  const shown = /** @type {HTMLSelectElement} */ (part("saved-shown"));
  const order = /** @type {HTMLSelectElement} */ (part("saved-order"));
  const file = /** @type {HTMLInputElement} */ (part("saved-file"));
  /** @type {Map<string, Saved>} */
  let before = new Map();

  const wanted = () => chosen(store.papers(), { find: find.value, shown: shown.value, order: order.value });

  function draw() {
    const papers = store.papers();
    const now = wanted();
    const held = list.contains(page.activeElement) ? page.activeElement?.closest("[data-paper]") : null;
    const rows = now.map((paper) => row(page, root, store, paper));
    list.replaceChildren(...rows);
    if (held instanceof HTMLElement) rows.find((item) => item.dataset.paper === held.dataset.paper)?.querySelector("button")?.focus();
    part("saved-none").hidden = papers.length > 0;
    part("saved-narrow").hidden = papers.length === 0;
    /** @type {HTMLButtonElement} */ (part("saved-export")).disabled = papers.length === 0;
    const counts = { all: papers.length, unread: papers.filter(({ read }) => !read).length, shown: now.length };
    const some = now.length < papers.length ? say("{shown} of {all} saved, {unread} unread", counts) : say("{all} saved, {unread} unread", counts);
    status.textContent = papers.length ? some : "";
    void tellKept();
  }

  /** Which papers open without a connection, if not all do. */
  async function tellKept() {
    const all = store.papers().length;
    const counts = await countKept(view, store, root).catch(() => null);
    const place = part("saved-kept");
    place.hidden = !counts || counts.kept >= all;
    if (!counts) return;
    const { kept, most } = counts;
    place.textContent =
      all > most
        ? say("{kept} of {all} also open without a connection: at most {most}, the ones saved last.", { kept, all, most })
        : say("{kept} of {all} also open without a connection. More are loaded with each page you open.", { kept, all });
  }

  /** A removed paper can be put back. */
  function changed() {
    const now = new Map(store.papers().map((paper) => [paper.id, paper]));
    const gone = [...before.values()].filter(({ id }) => !now.has(id));
    const within = list.contains(page.activeElement);
    before = now;
    draw();
    if (gone.length !== 1) return;
    const undo = button(page, say("Undo"), () => {
      store.save(gone[0], true);
      status.focus();
    });
    status.append(` · ${say("Removed “{title}”", { title: gone[0].title.slice(0, 80) })} `, undo);
    if (within) undo.focus();
  }

  /** @param {string} text @param {string} name */
  async function take(text, name) {
    status.textContent = say("Loading…");
    const told = await seed(store, root, text, name).catch(() => say("The archive could not be reached. Try again."));
    draw();
    status.textContent = told;
  }

  for (const field of [find, shown, order]) field.addEventListener("input", draw);
  part("saved-export").addEventListener("click", async () => {
    const { openExport } = await import("./exports.js");
    const told = "The papers currently shown in your reading list, in this order.";
    openExport(page, root, { title: "reading list", told, file: "reading-list", ids: () => wanted().map(({ id }) => id) });
  });
  part("saved-keep").addEventListener("click", () => {
    saveFile(page, "profile.json", "application/json", `${writeProfile(store.now())}\n`);
  });
  part("saved-add").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [given] = file.files ?? [];
    if (given) await take(await given.text(), given.name);
    file.value = "";
  });
  const paste = /** @type {HTMLTextAreaElement} */ (part("saved-paste"));
  part("saved-take").addEventListener("click", async () => {
    await take(paste.value, say("The pasted text"));
    status.focus();
  });
  showFollows(page, store, root);
  showSearches(page, store, root);
  store.listen(changed);
  view.navigator.serviceWorker?.addEventListener("message", () => void tellKept());
  before = new Map(store.papers().map((paper) => [paper.id, paper]));
  draw();
  part("saved").hidden = false;
}

/**
 * @param {Document} page
 * @param {URL} root
 * @param {Store} store
 * @param {Saved} paper
 */
function row(page, root, store, paper) {
  const link = linkInside(page, root, pathOf(paper.id));
  link.textContent = paper.title || paper.id;
  link.dir = "auto";
  const by = [paper.by, say("saved {day}", { day: shortDate(paper.saved.slice(0, 10)) })].filter(Boolean).join(" · ");
  const state = paper.read ? say("Read ✓") : say("Mark as read");
  const read = button(page, state, () => store.mark("read", paper.id, !paper.read), `${state}: ${paper.title}`);
  const item = made(page, "li", paper.read ? "read" : "", link, read, made(page, "p", "by", by));
  item.dataset.paper = paper.id;
  return item;
}
