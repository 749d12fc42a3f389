// Unfolds the abstract of a paper in its card. It is taken from the paper's page when a reader asks for it, so
// lists do not carry it.
import { actionsOf } from "./actions.js";
import { button } from "../lib/controls.js";
import { made } from "../lib/parts.js";
import { say } from "../lib/wording.js";

/** @param {Document} page */
export function offerAbstracts(page) {
  for (const card of page.querySelectorAll("#list > .card")) offerAbstract(card);
}

/** @param {Element} card */
function offerAbstract(card) {
  const page = card.ownerDocument;
  const link = card.querySelector("h3 a");
  if (!(link instanceof HTMLAnchorElement)) return;
  /** @type {Element | null} */
  let place = null;
  const toggle = button(page, say("Abstract"), async () => {
    const opens = !card.classList.contains("open");
    card.classList.toggle("open", opens);
    toggle.setAttribute("aria-expanded", String(opens));
    if (!opens) return void place?.remove();
    if (place) return void card.append(place);
    const fresh = made(page, "div", "unfolded", say("Loading…"));
    fresh.setAttribute("aria-live", "polite");
    card.append(fresh);
    try {
      const found = await abstractAt(link.href);
      fresh.replaceChildren(found ? page.importNode(found, true) : say("This paper has no abstract."));
      place = fresh;
    } catch {
      fresh.textContent = say("The abstract could not be loaded.");
    }
    if (!card.classList.contains("open")) fresh.remove();
    else card.scrollIntoView({ block: "nearest" });
  }, say("Abstract of {title}", { title: link.textContent ?? "" }));
  toggle.setAttribute("aria-expanded", "false");
  actionsOf(card).append(toggle);
}

/** The element of a paper's page: text, links and formulas. @param {string} address */
async function abstractAt(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".abstract");
}
