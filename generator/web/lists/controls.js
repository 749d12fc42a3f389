// The controls in the bar of a list: filters, topics, the order, density.
import { countOf, has, labelOf } from "./data.js";
import { button } from "../lib/controls.js";
import { made } from "../lib/parts.js";
import { number, say } from "../lib/wording.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./data.js").Data} Data */

/** @typedef {import("./state.js").Pick} Pick */
/** @typedef {{ name: string, label: string, count: number }} Choice */

/** A chip for a topic of a single paper filters nothing that a glance does not. */
const LEAST = 2;

/**
 * What can be picked from a list, with the word for all, and how many chips it may have. There are few sources,
 * so they are all chips.
 * @param {Data} data
 * @returns {[pick: Pick, label: string, all: string, chips: number, choices: Choice[]][]}
 */
function choicesIn(data) {
  const topics = data.topics?.map((one) => ({ name: one[0], label: labelOf(one), count: one[2] }));
  const categories = data.categories?.map(([name, count]) => ({ name, label: name, count }));
  const sources = data.sources?.map(([name, label, count]) => ({ name, label, count }));
  return [
    ["source", say("Source"), "", 4, sources ?? []],
    ["category", say("Category"), say("All categories"), 4, categories ?? []],
    ["topic", say("Topic"), say("All topics"), 10, topics ?? []],
  ];
}

/**
 * @param {Element} bar
 * @param {Data} data
 * @param {Map<string, import("./registry.js").Order>} orders
 * @param {Map<string, import("./registry.js").Filter>} filters
 * @param {(change: (state: State) => State) => void} ask
 */
export function makeControls(bar, data, orders, filters, ask) {
  const page = bar.ownerDocument;
  const counts = page.querySelector("#list .votes, #list b") !== null;
  const offered = [...orders].filter(([name]) => has(data, name));
  const order = select(page, "order", say("Order"), offered.map(([name, { label, plain }]) => [name, say((!counts && plain) || label)]));
  order.addEventListener("change", () => ask((state) => ({ ...state, order: order.value })));
  /** @type {Map<string, HTMLButtonElement>} */
  const switches = new Map();
  /** @type {[Pick, string, HTMLButtonElement][]} */
  const chips = [];
  /** @type {[Pick, HTMLSelectElement][]} */
  const selects = [];
  const narrow = page.querySelector(".narrow");
  if (narrow) {
    for (const [pick, label, all, most, choices] of choicesIn(data)) {
      if (all && choices.length) selects.unshift([pick, pickFrom(page, pick, label, all, choices, ask)]);
      for (const { name, label, count } of choices.filter(({ count }) => count >= LEAST).slice(0, most)) {
        const press = () => ask((state) => ({ ...state, [pick]: state[pick] === name ? "" : name }));
        chips.push([pick, name, button(page, `${label} ${number(count)}`, press)]);
      }
    }
    for (const [name, { label }] of filters) {
      if (!has(data, name)) continue;
      const found = countOf(data, name);
      const count = found === undefined ? "" : ` ${number(found)}`;
      const press = () => ask((state) => ({ ...state, on: toggled(state.on, name) }));
      switches.set(name, button(page, say(label) + count, press));
    }
    const shown = [...selects.map(([, one]) => one), ...switches.values(), ...chips.map(([, , chip]) => chip)];
    const filtering = made(page, "div", "filters", ...shown);
    filtering.setAttribute("role", "group");
    filtering.setAttribute("aria-label", say("Filters"));
    narrow.append(filtering);
  }
  bar.append(order);
  return {
    /** @param {State} state */
    show(state) {
      order.value = state.order;
      for (const [pick, one] of selects) {
        one.value = state[pick];
        if (one.value === state[pick]) continue;
        one.append(option(page, state[pick], state[pick])); // from the address, and of no paper here
        one.value = state[pick];
      }
      for (const [pick, name, chip] of chips) press(chip, name === state[pick]);
      for (const [name, one] of switches) press(one, state.on.includes(name));
    },
  };
}

/**
 * @param {string[]} names
 * @param {string} name
 */
export function toggled(names, name) {
  return names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
}

/**
 * @param {Document} page
 * @param {Pick} pick
 * @param {string} label
 * @param {string} all
 * @param {Choice[]} choices
 * @param {(change: (state: State) => State) => void} ask
 */
function pickFrom(page, pick, label, all, choices, ask) {
  const options = choices.map(({ name, label, count }) => /** @type {[string, string]} */ ([name, `${label} (${number(count)})`]));
  const found = select(page, pick, label, [["", all], ...options]);
  found.addEventListener("change", () => ask((state) => ({ ...state, [pick]: found.value })));
  return found;
}

/** @param {Element} one @param {boolean} on */
function press(one, on) {
  one.setAttribute("aria-pressed", String(on));
}

/**
 * @param {Document} page
 * @param {string} name
 * @param {string} label
 * @param {[value: string, label: string][]} options
 */
function select(page, name, label, options) {
  const found = /** @type {HTMLSelectElement} */ (made(page, "select", name));
  found.setAttribute("aria-label", label);
  found.append(...options.map(([value, shown]) => option(page, value, shown)));
  return found;
}

/** @param {Document} page @param {string} value @param {string} label */
function option(page, value, label) {
  const found = /** @type {HTMLOptionElement} */ (made(page, "option", "", label));
  found.value = value;
  return found;
}
