// A paper that was found, as the cards of all lists show one; what was looked for is marked.
import { marked } from "../lib/marks.js";
import { fill, linkInside, linkOutside, made, thousands } from "../lib/parts.js";

/** @typedef {import("../lib/client.js").Card} Card */
/** @typedef {import("../lib/client.js").Pending} Pending */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const EXACT = { id: "exact id", title: "exact title", author: "by this author" };

/**
 * The folder of a paper: the slash of an old id becomes a hyphen.
 * @param {string} id
 */
export function pathOf(id) {
  return `papers/${encodeURIComponent(id.replaceAll("/", "-"))}/`;
}

/**
 * @param {string} day `2025-08-20`
 * @returns {string} `20 Aug 2025`
 */
export function shortDate(day) {
  const [year, month, date] = day.split("-");
  const name = MONTHS[Number(month) - 1];
  return name && date ? `${Number(date)} ${name} ${year}` : day;
}

/**
 * A place in the list: its card, or until that is known the way to the paper.
 * @param {Document} page
 * @param {Card | Pending} card
 * @param {string[]} marks stems
 * @param {URL} root
 */
export function placeOf(page, card, marks, root) {
  const place = made(page, "li", "card");
  place.dataset.paper = card.id;
  if (!("pending" in card)) {
    fillPlace(place, card, marks, root);
    return place;
  }
  const way = linkInside(page, root, pathOf(card.id));
  way.textContent = card.id;
  place.classList.add("pending");
  place.append(made(page, "span", "votes", "\u2007"), made(page, "div", "", made(page, "h3", "", way)));
  return place;
}

/**
 * Shows a card in its place. A link that has the focus there gives it to its successor.
 * @param {HTMLElement} place
 * @param {Card} card
 * @param {string[]} marks
 * @param {URL} root
 */
export function fillPlace(place, card, marks, root) {
  const page = place.ownerDocument;
  const focused = place.contains(page.activeElement);
  const title = linkInside(page, root, pathOf(card.id));
  title.dir = "auto";
  fill(title, marked(card.title, marks));
  const heading = made(page, "h3", "", title);
  if (card.exact) heading.append(" ", made(page, "small", "exact", EXACT[card.exact] ?? ""));
  const inner = made(page, "div", "", heading, byline(page, card));
  if (card.summary) inner.append(summaryOf(page, card, marks));
  const extras = [codeOf(page, card), item(page, linkOutside(page, "Project", card.project))];
  addList(page, inner, "extras", extras);
  const topics = card.topics.map(([slug, label]) => {
    const link = linkInside(page, root, `topics/${encodeURIComponent(slug)}/`);
    link.textContent = label;
    return item(page, link);
  });
  addList(page, inner, "tags", topics);
  place.classList.remove("pending");
  place.replaceChildren(votesOf(page, card.votes), inner);
  if (focused) title.focus({ preventScroll: true });
}

/** @param {Document} page @param {number | null} votes */
function votesOf(page, votes) {
  const count = made(page, "span", "votes", votes === null ? "–" : thousands(votes));
  count.title = votes === null ? "upvotes unknown" : `${count.textContent} ${votes === 1 ? "upvote" : "upvotes"}`;
  return count;
}

/** @param {Document} page @param {Card} card */
function byline(page, card) {
  const names = made(page, "bdi", "", card.authors.join(", "));
  const line = made(page, "p", "by", names);
  if (card.more > 0) line.append(` +${thousands(card.more)}`);
  if (card.organization) line.append(card.authors.length ? " · " : "", made(page, "bdi", "", card.organization));
  const when = page.createElement("time");
  when.dateTime = card.day;
  when.textContent = shortDate(card.day);
  line.append(card.authors.length || card.organization ? " · " : "", when);
  return line;
}

/** @param {Document} page @param {Card} card @param {string[]} marks */
function summaryOf(page, card, marks) {
  const text = made(page, "span", "");
  fill(text, marked(card.summary, marks));
  const line = made(page, "p", "sum");
  line.dir = "auto";
  if (card.ai) {
    const sign = made(page, "abbr", "", "AI");
    sign.title = "summary written by a model";
    line.append(sign, " ");
  }
  line.append(text);
  return line;
}

/** @param {Document} page @param {Card} card */
function codeOf(page, card) {
  const found = item(page, linkOutside(page, "Code", card.code));
  if (found && card.stars) found.append(` ★ ${thousands(card.stars)}`);
  return found;
}

/** @param {Document} page @param {HTMLElement | null} content */
function item(page, content) {
  return content && made(page, "li", "", content);
}

/**
 * @param {Document} page
 * @param {HTMLElement} parent
 * @param {string} className
 * @param {(HTMLElement | null)[]} items
 */
function addList(page, parent, className, items) {
  const kept = items.filter((one) => one !== null);
  if (kept.length) parent.append(made(page, "ul", className, ...kept));
}
