// The filter panel. Its counts are only requested while they are visible.
import { offerChoices } from "./choices.js";
import { number, say } from "../lib/wording.js";

/** @typedef {import("../lib/client.js").Request} Request */
/** @typedef {import("../lib/client.js").Facets} Facets */

const OPEN = "open";
/** As in search-page.css: the width from which the panel is next to the papers. */
const BESIDE = "(min-width: 64rem)";

/**
 * @param {HTMLDetailsElement} panel
 * @param {{ storage: Storage | null, key: string, change: (filters: Partial<Request>) => void, opened: () => void }} means
 */
export function offerFilters(panel, { storage, key, change, opened }) {
  /** @type {Map<string, string>} */
  const labels = new Map();
  const told = () => change(filters());
  const topics = offerChoices(part("topic"), told);
  const orgs = offerChoices(part("org"), told);
  const from = /** @type {HTMLSelectElement} */ (part("from"));
  const until = /** @type {HTMLSelectElement} */ (part("until"));
  const votes = /** @type {HTMLSelectElement} */ (part("votes"));
  const code = /** @type {HTMLInputElement} */ (part("code"));
  const project = /** @type {HTMLInputElement} */ (part("project"));
  for (const field of [from, until, votes, code, project]) field.addEventListener("change", told);
  try {
    // On a narrow screen it would push the papers down at every visit.
    panel.open = matchMedia(BESIDE).matches && storage?.getItem(key) === OPEN;
  } catch {
    // Without readable storage, nothing is remembered.
  }
  panel.addEventListener("toggle", () => {
    try {
      if (panel.open) storage?.setItem(key, OPEN);
      else storage?.removeItem(key);
    } catch {
      // Full storage: the panel is closed on the next page.
    }
    if (panel.open) opened();
  });

  panel.querySelector(".shut button")?.addEventListener("click", () => {
    panel.open = false;
    panel.scrollIntoView({ block: "nearest" });
    panel.querySelector("summary")?.focus({ preventScroll: true });
  });

  /** @param {string} name */
  function part(name) {
    return /** @type {HTMLElement} */ (panel.querySelector(`[data-filter="${name}"]`));
  }

  /** @returns {Partial<Request>} */
  function filters() {
    return {
      topics: topics.chosen(),
      orgs: orgs.chosen(),
      from: from.value,
      until: until.value,
      votes: Number(votes.value),
      code: code.checked,
      project: project.checked,
    };
  }

  return {
    /** The numbers of upvotes that can be chosen. */
    least: () => [...votes.options].flatMap(({ value }) => (value ? [Number(value)] : [])),
    /** Names of `topic:slug` and `org:slug`, as far as they are known. */
    labels,
    /** @param {Request} request */
    show(request) {
      topics.choose(request.topics);
      orgs.choose(request.orgs);
      pick(from, request.from, request.from);
      pick(until, request.until, request.until);
      pick(votes, request.votes ? String(request.votes) : "", atLeast(request.votes));
      code.checked = request.code;
      project.checked = request.project;
    },
    /** @param {Facets} found */
    count(found) {
      for (const [slug, label] of found.topics) labels.set(`topic:${slug}`, label);
      for (const [slug, label] of found.orgs) labels.set(`org:${slug}`, label);
      topics.count(found.topics);
      orgs.count(found.orgs);
      const years = new Map(found.years.map(([year, count]) => [String(year), count]));
      for (const select of [from, until]) recount(select, (value) => value, years);
      recount(votes, (value) => atLeast(Number(value)), new Map(found.votes.map(([n, count]) => [String(n), count])));
      beside(code, found.code);
      beside(project, found.project);
    },
  };
}

/**
 * Chooses a value, adding it as an option if needed: an address can name any month.
 * @param {HTMLSelectElement} select
 * @param {string} value
 * @param {string} label
 */
function pick(select, value, label) {
  if (![...select.options].some((option) => option.value === value)) select.add(new Option(label, value));
  select.value = value;
}

/**
 * @param {HTMLSelectElement} select
 * @param {(value: string) => string} name
 * @param {Map<string, number>} counts
 */
function recount(select, name, counts) {
  for (const option of select.options) {
    if (!option.value) continue;
    const count = counts.get(option.value);
    option.text = count === undefined ? name(option.value) : `${name(option.value)} (${number(count)})`;
  }
}

/** @param {number} least */
function atLeast(least) {
  return say("{least} or more", { least });
}

/** @param {HTMLInputElement} box @param {number} count */
function beside(box, count) {
  const small = box.closest("label")?.querySelector("small");
  if (small) small.textContent = number(count);
}
