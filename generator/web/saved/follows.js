// What a reader follows: links, a way to stop, and the feeds as OPML.
import { button, saveFile } from "../lib/controls.js";
import { linkInside, made } from "../lib/parts.js";
import { say } from "../lib/wording.js";
import { isOn } from "../profile/profile.js";

/** @typedef {import("../profile/store.js").Store} Store */

/**
 * @param {Document} page
 * @param {Store} store
 * @param {URL} root
 */
export function showFollows(page, store, root) {
  const place = /** @type {HTMLElement} */ (page.getElementById("saved-follows"));
  const list = made(page, "ul", "follows");
  const save = button(page, say("Save as OPML"), () => saveFile(page, "follows.opml", "text/x-opml", opml(page, root, followed())));
  place.append(list, save);

  function followed() {
    return [...store.now().follows].filter(([, { count }]) => isOn(count)).map(([address, { label }]) => ({ address, label }));
  }

  function show() {
    const follows = followed();
    place.hidden = !follows.length;
    list.replaceChildren(
      ...follows.map(({ address, label }) => {
        const link = linkInside(page, root, `${address}/`);
        link.textContent = label || address;
        const stop = button(page, say("Unfollow"), () => store.follow(address, label, false), say("Unfollow {name}", { name: label }));
        return made(page, "li", "", link, " ", stop);
      }),
    );
    save.hidden = !follows.some(({ address }) => hasFeed(address));
  }

  store.listen(show);
  show();
}

/** Submitters have no feeds. @param {string} address */
function hasFeed(address) {
  return !address.startsWith("submitters/");
}

/**
 * The feeds of some pages, for feed readers. The browser escapes what it writes.
 * @param {Document} page
 * @param {URL} root
 * @param {{ address: string, label: string }[]} follows
 */
export function opml(page, root, follows) {
  const found = page.implementation.createDocument(null, "opml");
  const head = found.createElement("head");
  const title = found.createElement("title");
  title.textContent = say("What I follow");
  head.append(title);
  const body = found.createElement("body");
  for (const { address, label } of follows.filter(({ address }) => hasFeed(address))) {
    const outline = found.createElement("outline");
    const feed = new URL(`feeds/${address}.atom`, root).href;
    for (const [name, value] of Object.entries({ type: "rss", text: label || address, xmlUrl: feed })) outline.setAttribute(name, value);
    body.append(outline);
  }
  found.documentElement.setAttribute("version", "2.0");
  found.documentElement.append(head, body);
  return `<?xml version="1.0" encoding="utf-8"?>\n${new XMLSerializer().serializeToString(found)}\n`;
}
