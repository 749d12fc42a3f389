// A button on the page of a topic, an author, an organization or a submitter: follow it.
import { button } from "../lib/controls.js";
import { pathIn } from "../lib/paper-ids.js";
import { toast } from "../lib/toast.js";
import { say } from "../lib/wording.js";
import { isFollowed } from "./file.js";
import { isOn } from "./profile.js";

/** @typedef {import("./store.js").Store} Store */

/**
 * The page that can be followed, from its path or that of a further part of its list; "" for other pages.
 * @param {string} path below the site's root
 */
export function pageOf(path) {
  const page = path.split("/").slice(0, 2).join("/");
  return isFollowed(page) ? page : "";
}

/**
 * @param {Document} page
 * @param {Store} store
 * @param {URL} root
 */
export function offerFollowing(page, store, root) {
  const address = pageOf(pathIn(page.URL, root));
  const heading = page.querySelector("h1");
  if (!address || !heading) return;
  const label = heading.textContent?.replace(/, page \d+$/, "") ?? address;
  const isFollowing = () => isOn(store.now().follows.get(address)?.count);
  const follow = button(page, "", () => set(!isFollowing()));
  follow.className = "follow";

  /** @param {boolean} on */
  function set(on) {
    const fault = store.follow(address, label, on);
    const told = on ? say("You follow {name}. New papers count in your own order.", { name: label }) : say("You no longer follow {name}.", { name: label });
    toast(page, fault || told, { undo: () => store.follow(address, label, !on) });
  }

  function show() {
    follow.textContent = isFollowing() ? say("Following ✓") : say("Follow");
    follow.setAttribute("aria-pressed", String(isFollowing()));
  }

  show();
  store.listen(show);
  heading.after(follow);
}
