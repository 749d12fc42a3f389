// A short page: there are a hundred thousand of them, so bar, tabs and footer are not in each of them but in
// `assets/frame.js`, and are put in while the page is read, before it is painted.

/**
 * HTML made by the templates of the other pages: of the bar and its tabs, by folder, of the footer and of the link past
 * the bar; and the addresses of the icon and, if the site can be installed, of its manifest and its icon on a phone.
 * @typedef {{ icon: string, manifest?: string, touch?: string, bars: Record<string, string>, foot: string, skip: string }} Frame
 */

/**
 * The folder of the site that a page is in, with a slash at the end; "" if it is in none.
 * @param {string} path of the page
 * @param {string} root path of the site, with a slash at the end
 */
export function folderOf(path, root) {
  return path.startsWith(root) ? (/^[^/]+\//.exec(path.slice(root.length)) ?? [""])[0] : "";
}

/**
 * Completes the page as soon as its parts are there. Observers are called before a browser paints what it has read.
 * @param {Document} page
 * @param {Frame} frame
 * @param {string} folder of the page
 * @param {string} address of the file that the frame is in
 */
export function complete(page, frame, folder, address) {
  addLink(page, "icon", new URL(frame.icon, address));
  if (frame.manifest) addLink(page, "manifest", new URL(frame.manifest, address));
  if (frame.touch) addLink(page, "apple-touch-icon", new URL(frame.touch, address));
  addScript(page, new URL("archive.js", address).href);
  const bar = parsed(frame.bars[folder] ?? "", address);
  const skip = parsed(frame.skip, address);
  const foot = parsed(frame.foot, address);
  const fill = () => {
    putBar(page, bar, skip);
    putFoot(page, foot);
  };
  const watch = new MutationObserver(fill);
  watch.observe(page, { childList: true, subtree: true });
  // Before any module runs: those look for what is in the bar.
  page.addEventListener(
    "readystatechange",
    () => {
      fill();
      watch.disconnect();
    },
    { once: true },
  );
}

/**
 * The script of all pages, as if its element were the last in the head: it runs when the page has been read, after those
 * that are deferred, and before the page counts as loaded. Its file is asked for at once.
 * @param {Document} page
 * @param {string} address
 */
function addScript(page, address) {
  addLink(page, "modulepreload", new URL(address));
  const script = page.createElement("script");
  script.type = "module";
  script.src = address;
  page.addEventListener("DOMContentLoaded", () => page.head.append(script), { once: true });
}

/** @param {Document} page @param {string} rel @param {URL} address */
function addLink(page, rel, { href }) {
  page.head.append(Object.assign(page.createElement("link"), { rel, href }));
}

/** Markup whose addresses hold on any page. @param {string} html @param {string} address */
function parsed(html, address) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const name of ["action", "href", "src"]) {
    for (const one of body.querySelectorAll(`[${name}]:not([${name}^="#"])`)) {
      one.setAttribute(name, new URL(one.getAttribute(name) ?? "", address).href);
    }
  }
  return body;
}

/** @param {Document} page @param {Element} bar what is put in is taken out of it @param {Element} skip */
function putBar(page, bar, skip) {
  const header = page.querySelector("body > header");
  const whole = bar.firstElementChild;
  // What follows the header shows that it has been read.
  if (!whole || !header?.nextElementSibling) return;
  whole.remove();
  // The operator's own template may have put everything in.
  if (header.querySelector("nav")) return;
  header.replaceChildren(...whole.childNodes);
  header.after(...bar.children);
  page.body.prepend(...skip.children);
}

/** @param {Document} page @param {Element} foot */
function putFoot(page, foot) {
  const footer = page.querySelector("body > footer:not([class])");
  const whole = foot.firstElementChild;
  if (!whole || !page.getElementById("foot")) return;
  whole.remove();
  footer?.replaceChildren(...whole.childNodes);
}
