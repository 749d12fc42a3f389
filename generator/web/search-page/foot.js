// The foot of a result's card: links and topics.
import { leadInside, leadOutside, made } from "../lib/parts.js";
import { number } from "../lib/wording.js";

/** @typedef {import("../lib/client.js").Card} Card */

/** Topics on a card, on a narrow screen and a wide one; the others are counted. */
const TOPICS = [1, 2];

/** @param {Element} list @param {Card} card */
export function fillLinks(list, card) {
  const [code, project] = list.children;
  const stars = /** @type {ChildNode} */ (code.lastChild);
  if (card.stars) stars.textContent = (stars.textContent ?? "").replace("0", number(card.stars));
  else stars.remove();
  for (const [item, address] of /** @type {[Element, string][]} */ ([[code, card.code], [project, card.project]])) {
    if (!leadOutside(/** @type {HTMLAnchorElement} */ (item.firstChild), address)) item.remove();
  }
  if (!list.children.length) list.remove();
}

/** @param {Element} list @param {Card} card @param {URL} root */
export function fillTopics(list, card, root) {
  const [item] = list.children;
  const most = TOPICS[Number(list.ownerDocument.defaultView?.matchMedia("(width >= 48rem)").matches)];
  const items = card.topics.slice(0, most).map(([slug, label]) => {
    const own = /** @type {Element} */ (item.cloneNode(true));
    const link = /** @type {HTMLAnchorElement} */ (own.firstChild);
    leadInside(link, root, `topics/${encodeURIComponent(slug)}/`);
    link.textContent = label;
    return own;
  });
  const rest = card.topics.slice(most);
  if (rest.length) {
    const more = made(list.ownerDocument, "li", "", `+${rest.length}`);
    more.title = rest.map(([, label]) => label).join(", ");
    items.push(more);
  }
  list.replaceChildren(...items);
  if (!items.length) list.remove();
}
