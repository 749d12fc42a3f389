// The page /search/: keeps address, fields and results in step.
import { fewAtFirst, isAsking, isFiltered, reordered, requestOf, STEP } from "./search-page/address.js";
import { showChosen } from "./search-page/chosen.js";
import { openClient } from "./lib/client.js";
import { offerFilters } from "./search-page/filters.js";
import { keepHistory } from "./search-page/history.js";
import { showAnswers } from "./search-page/shown.js";
import { watchTyping } from "./search-page/typing.js";
import { followQuestions, offerTheRest, onFirstUse } from "./search-page/used.js";
import { keyOf, storageOf } from "./lib/storage.js";
import { say, term } from "./lib/wording.js";

/** @typedef {import("./lib/client.js").Request} Request */

/** The height of a low card in pixels, and the most cards that are loaded before they are near the screen. */
const [LEAST, MOST] = [120, 10];
const OFFLINE = term("You are offline.");
/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const field = /** @type {HTMLInputElement} */ (part("query"));
const form = /** @type {HTMLFormElement} */ (field.form);
const order = /** @type {HTMLSelectElement} */ (part("order"));
const panel = /** @type {HTMLDetailsElement} */ (part("filters"));
const touched = () => matchMedia("(pointer: coarse)").matches;
const client = openClient();
const filters = offerFilters(panel, {
  storage: storageOf(window),
  key: keyOf(document, "search-filters"),
  change: (changed) => go({ ...typed(), ...changed }),
  opened: countFilters,
});
const shown = showAnswers(document, new URL("..", form.action), filters.labels, client.cards);

const past = keepHistory(part("results"), (earlier) => {
  [request, firm, field.value] = [earlier, true, earlier.q];
  ask();
});

const few = fewAtFirst();
let request = requestOf(location.search);
let used = false;
let [firm, ordered] = [true, "relevance"]; // firm: submitted or opened; a query that is typed may be followed by another
let understood = /** @type {import("./lib/client.js").Understood[]} */ ([]);
const keys = watchTyping(
  field,
  (writing) => {
    request = typed();
    firm = false;
    ask(writing);
  },
  () => past.write(request, false),
);

/** @returns {Request} the request with the words in the field, starting at the first result */
function typed() {
  return { ...request, q: field.value, kept: field.value === request.q ? request.kept : [], limit: STEP };
}

/** Starts a new request; the browser's back button returns to the one before. @param {Request} next */
function go(next) {
  request = next;
  firm = true;
  keys.settled();
  past.write(request, true);
  ask();
}

function tell() {
  order.value = request.order;
  if (request.order === "relevance" || !order.value) order.value = ordered; // an address may name an order that is not offered
  filters.show(request);
  showChosen(part("chosen"), request, filters.labels, understood, (without) => go({ ...without, q: field.value, limit: STEP }));
}

/** @param {boolean} [writing] whether the last word in the field may be unfinished */
function ask(writing = false) {
  keys.asked();
  tell();
  const asked = request;
  if (!isAsking(asked)) {
    client.forget("query");
    shown.rest();
    read([], "relevance");
    return countFilters();
  }
  shown.load();
  client.query({ ...few.asked(asked, past.isReturning()), screen: Math.min(MOST, Math.ceil(innerHeight / LEAST)), ...(writing && { typing: true }) }, (answer) => {
    if (answer.kind === "failed") return shown.fail(asked, answer.message, answer.retry ? () => ask() : null);
    // An unknown word is corrected once typing pauses; what is on the page stays until then.
    if (answer.state === "done" && answer.unended) keys.again();
    if (answer.unended && !answer.cards.length) return;
    read(answer.understood, answer.order);
    shown.answer(asked, answer, firm);
    if (answer.state !== "done") return;
    past.returnTo();
    countFilters();
  });
}

/** @param {import("./lib/client.js").Understood[]} readings @param {string} by the order of the papers */
function read(readings, by) {
  [understood, ordered] = [readings, by];
  tell();
}

/**
 * Counts only if the counts are visible, or if chips need the names of active filters. A panel
 * that is still open from the last visit does not start the engine by itself.
 */
function countFilters() {
  if (!used && !isAsking(request)) return;
  if (!panel.open && !isFiltered(request)) return;
  client.facets(request, filters.least(), (answer) => {
    if (answer.kind !== "facets") return; // filters work without their counts
    filters.count(answer);
    tell();
  });
}

onFirstUse([field, panel], () => {
  used = true;
  client.warm();
  countFilters();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (touched()) field.blur(); // the keyboard would hide the results
  go(typed());
});
order.addEventListener("change", () => go(reordered(typed(), order.value, understood)));
part("more").addEventListener("click", () => {
  if (few.more(part("results").children.length)) return ask();
  request = { ...request, limit: request.limit + STEP };
  past.grow(request);
  ask();
});
followQuestions(document, (next) => {
  (touched() ? part("status") : field).focus({ preventScroll: true });
  field.value = next.q;
  go(next);
});
addEventListener("offline", () => {
  if (!shown.isBusy()) return;
  client.forget("query");
  shown.fail(request, say(OFFLINE), () => ask());
});
addEventListener("online", () => shown.hasFailed() && ask());
field.value = request.q;
ask();
offerTheRest(document);
