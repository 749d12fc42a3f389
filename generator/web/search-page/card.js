// A search result, shown as a card like in all lists, with the matching words marked.
import { marked } from "../lib/marks.js";
import { pathOf } from "../lib/paper-ids.js";
import { fill, leadInside } from "../lib/parts.js";
import { number, say, shortDate, term } from "../lib/wording.js";
import { fillLinks, fillTopics } from "./foot.js";

/** @typedef {import("../lib/client.js").Card} Card */
/** @typedef {import("../lib/client.js").Pending} Pending */

const EXACT = { id: term("exact id"), title: term("exact title"), author: term("exact name") };

/**
 * A place in the list: its card, or, until that is loaded, a link to the paper.
 * @param {Document} page
 * @param {Card | Pending} card
 * @param {string[]} marks stems
 * @param {URL} root
 */
export function placeOf(page, card, marks, root) {
  const place = blank(page, "pending-card");
  place.dataset.paper = card.id;
  if ("pending" in card) {
    const way = /** @type {HTMLAnchorElement} */ (place.querySelector("a"));
    leadInside(way, root, pathOf(card.id));
    way.textContent = card.id;
  } else fillPlace(place, card, marks, root);
  return place;
}

/**
 * Shows a card in its place. If a link there has the focus, the new link gets it.
 * @param {HTMLElement} place
 * @param {Card} card
 * @param {string[]} marks
 * @param {URL} root
 */
export function fillPlace(place, card, marks, root) {
  const page = place.ownerDocument;
  const focused = place.contains(page.activeElement);
  const whole = blank(page, "card");
  /** @param {string} selector @returns {any} */
  const part = (selector) => whole.querySelector(selector);
  const title = part("h3 a");
  leadInside(title, root, pathOf(card.id));
  fill(title, marked(card.title, marks));
  if (card.exact) part(".exact").textContent = say(EXACT[card.exact] ?? "");
  else drop(part(".exact"));
  fillVotes([...whole.querySelectorAll("span.votes")], card.votes);
  fillByline(part(".by"), card);
  fillSummary(part(".sum"), card, marks);
  fillLinks(part(".extras"), card);
  fillTopics(part(".tags"), card, root);
  fillPicture(part("img"), card, root);
  place.classList.remove("pending");
  place.replaceChildren(...whole.childNodes);
  if (focused) title.focus({ preventScroll: true });
}

/**
 * A copy of the content of one of the page's templates: see `templates` in `render/pages/cards.py`.
 * @param {Document} page
 * @param {string} id
 */
function blank(page, id) {
  const { content } = /** @type {HTMLTemplateElement} */ (page.getElementById(id));
  return /** @type {HTMLElement} */ (page.importNode(/** @type {Element} */ (content.firstElementChild), true));
}

/** Removes a part of a line and the text before it. @param {ChildNode} part */
function drop(part) {
  part.previousSibling?.remove();
  part.remove();
}

/**
 * Keeps the variant that fits: unknown, one vote, or several.
 * @param {Element[]} counts
 * @param {number | null} votes
 */
function fillVotes(counts, votes) {
  const [unknown, one, several] = /** @type {HTMLElement[]} */ (counts);
  const kept = votes === null ? unknown : votes === 1 ? one : several;
  for (const other of counts) if (other !== kept) other.remove();
  if (votes === null || votes === 1) return;
  kept.textContent = number(votes);
  kept.title = kept.title.replace("0", kept.textContent);
}

/**
 * A picture that does not come is removed, as in all lists.
 * @param {HTMLImageElement | null} image null in an archive without pictures
 * @param {Card} card
 * @param {URL} root
 */
function fillPicture(image, card, root) {
  if (!image) return;
  const from = card.picture && URL.canParse(card.picture, root.href) ? new URL(card.picture, root) : null;
  if (!from || !/^https?:$/.test(from.protocol)) return image.remove();
  image.addEventListener("error", () => image.remove());
  image.src = from.href;
}

/** @param {Element} line @param {Card} card */
function fillByline(line, card) {
  const [names, organization] = line.querySelectorAll("bdi");
  const when = /** @type {HTMLTimeElement} */ (line.querySelector("time"));
  names.textContent = card.authors.join(", ");
  organization.textContent = card.organization;
  when.dateTime = card.day;
  when.textContent = shortDate(card.day);
  if (!card.organization) drop(organization);
  if (!card.authors.length) names.nextSibling?.remove();
  if (card.more > 0) names.after(` +${number(card.more)}`);
}

/** @param {Element} line @param {Card} card @param {string[]} marks */
function fillSummary(line, card, marks) {
  const text = /** @type {Element} */ (line.lastElementChild);
  fill(text, marked(card.summary, marks));
  if (!card.ai) line.replaceChildren(text);
  if (!card.summary) line.remove();
}
