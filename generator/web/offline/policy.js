// What is kept for readers without a connection, and how it is shown. Three rules make it safe: while the site answers,
// its answer is shown and nothing else; a page that was kept always says so, and of when it is; and only whole answers
// are kept. So no list can look newer than it is.

/** The most papers that are kept of those that were saved, and that are loaded when a page tells of them. */
export const SAVED = 500;
export const AT_ONCE = 50;
/** The most pages, pages of saved papers with their list, and files of the frame that are kept. */
export const MOST = { pages: 200, saved: SAVED + 1, parts: 80 };
export const LARGEST = 1_000_000;

/** Folders of large files and of data. They are asked of the site alone. */
const NEVER = ["api/", "exports/", "feeds/", "search/data/", "social/"];
const PARTS = new Set(["font", "manifest", "script", "style"]);

/**
 * @param {{ method: string, mode: string, destination: string, url: string, headers: { has(name: string): boolean } }} asked
 * @param {string} root of the site, with a slash at the end
 * @returns {"page" | "part" | ""} "" for what the browser does as if there were no worker
 */
export function kindOf({ method, mode, destination, url, headers }, root) {
  if (method !== "GET" || headers.has("range") || !url.startsWith(root)) return "";
  const path = url.slice(root.length);
  if (NEVER.some((folder) => path.startsWith(folder))) return "";
  if (mode === "navigate") return "page";
  return PARTS.has(destination) || /^assets\/[^?]*\.svg/.test(path) ? "part" : "";
}

/** Sites under other paths of the same host share the storage. @param {URL} root @param {"pages" | "saved" | "parts"} name */
export function nameOf(root, name) {
  return `${root.pathname}.${name}`;
}

/** Filters and questions are in an address, and the page is the same. @param {string} address */
export function keyOf(address) {
  return address.replace(/[?#].*$/s, "").replace(/\/index\.html$/, "/");
}

/**
 * Whether an answer is one of the site, whole, and of the kind that was asked for.
 * @param {"page" | "part"} kind
 * @param {{ status: number, type: string, redirected: boolean, headers: { get(name: string): string | null } }} answer
 */
export function isWhole(kind, { status, type, redirected, headers }) {
  if (status !== 200 || type !== "basic" || redirected) return false;
  if (Number(headers.get("content-length") ?? 0) > LARGEST) return false;
  return (kind === "page") === (headers.get("content-type") ?? "").startsWith("text/html");
}

/** Whether the site says that there is no such page, or no more. @param {{ status: number }} answer */
export function isGone({ status }) {
  return status === 404 || status === 410;
}

/**
 * A time as readers of a language write it. An operator's own language may have a name that browsers do not know.
 * @param {number} time
 * @param {string} language
 */
export function written(time, language) {
  const name = language === "en" ? "en-GB" : language.replace("_", "-"); // the day first, as everywhere
  try {
    return new Intl.DateTimeFormat(name, { dateStyle: "long", timeStyle: "short" }).format(time);
  } catch {
    return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" }).format(time);
  }
}

/** The notice above a page that was kept. @param {number} time @param {{ language: string, notice: string }} told */
export function noticeOf(time, { language, notice }) {
  return `<p class=offline role=status>${notice.replace("{date}", written(time, language))}</p>`;
}

/**
 * When the site gave an answer: the browser may have had it for a while.
 * @param {string | null} told the header of the answer
 * @param {number} now
 */
export function timeOf(told, now) {
  const time = Date.parse(told ?? "");
  return time <= now ? time : now;
}

/**
 * A page with a notice above what it says, or null if there is no place for it: then it must not be shown.
 * @param {string} html
 * @param {string} notice
 */
export function marked(html, notice) {
  const [before] = /^.*?<body[\s>].*?(?=<main[\s>])/s.exec(html) ?? [null];
  return before === null ? null : before + notice + html.slice(before.length);
}

/**
 * What goes when there is too much. What was kept or seen last is at the end.
 * @template T
 * @param {readonly T[]} keys
 * @param {number} most
 */
export function surplus(keys, most) {
  return keys.slice(0, Math.max(0, keys.length - most));
}

/**
 * A page that says that another one was not kept.
 * @param {{ language: string, site: string, title: string, text: string }} told texts, safe in HTML
 * @param {string} path of the site
 * @param {readonly [way: string, label: string][]} ways to pages that were kept
 */
export function inPlace({ language, site, title, text }, path, ways) {
  const sheet = `<link rel=stylesheet href="${path}assets/archive.css"><script src="${path}assets/scheme.js"></script>`;
  const head = `<meta charset=utf-8><meta name=viewport content="width=device-width"><title>${title}</title>${sheet}`;
  const links = ways.map(([way, label]) => `<a href="${way}">${label}</a>`).join(" · ");
  const main = `<header><a class=brand href="${path}">${site}</a></header><main><h1>${title}</h1><p>${text}</p><p>${links}</p></main>`;
  return `<!doctype html><html lang="${language}"><head>${head}</head><body>${main}</body></html>`;
}
