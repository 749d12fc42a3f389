// The controls in the bar of a list: filters, topics, the order, density.
import { countOf, has, labelOf } from "./data.js";
import { button } from "../lib/controls.js";
import { made } from "../lib/parts.js";
import { number, say } from "../lib/wording.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./data.js").Data} Data */

const CHIPS = 10;
/** A chip for a topic of a single paper filters nothing that a glance does not. */
const LEAST = 2;

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
  const order = select(page, "order", say("Order"), [...orders].map(([name, { label, plain }]) => [name, say((!counts && plain) || label)]));
  order.addEventListener("change", () => ask((state) => ({ ...state, order: order.value })));
  /** @type {Map<string, HTMLButtonElement>} */
  const switches = new Map();
  /** @type {Map<string, HTMLButtonElement>} */
  const chips = new Map();
  const topic = select(page, "topic", say("Topic"), [["", say("All topics")]]);
  if (data.topics) {
    for (const [name, { label }] of filters) {
      if (!has(data, name)) continue;
      const found = countOf(data, name);
      const count = found === undefined ? "" : ` ${number(found)}`;
      const press = () => ask((state) => ({ ...state, on: toggled(state.on, name) }));
      switches.set(name, button(page, say(label) + count, press));
    }
    for (const one of data.topics) topic.append(option(page, one[0], `${labelOf(one)} (${number(one[2])})`));
    topic.addEventListener("change", () => ask((state) => ({ ...state, topic: topic.value })));
    for (const one of data.topics.filter(([, , count]) => count >= LEAST).slice(0, CHIPS)) {
      const press = () => ask((state) => ({ ...state, topic: state.topic === one[0] ? "" : one[0] }));
      chips.set(one[0], button(page, `${labelOf(one)} ${number(one[2])}`, press));
    }
    const filtering = made(page, "div", "filters", topic, ...switches.values(), ...chips.values());
    filtering.setAttribute("role", "group");
    filtering.setAttribute("aria-label", say("Filters"));
    page.querySelector(".narrow")?.append(filtering);
  }
  bar.append(order);
  return {
    /** @param {State} state */
    show(state) {
      order.value = state.order;
      topic.value = state.topic;
      if (topic.value !== state.topic) {
        topic.append(option(page, state.topic, state.topic)); // from the address, and of no paper here
        topic.value = state.topic;
      }
      for (const [slug, chip] of chips) press(chip, slug === state.topic);
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
