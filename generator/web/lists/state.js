// What a reader chose for a list, as written in the address: `?order=time&topic=agents&code=1`.

/**
 * What a paper has one or several of, of which a reader may choose one; "" is all.
 * @typedef {"topic" | "category" | "source"} Pick
 * @typedef {{ order: string, on: string[] } & Record<Pick, string>} State
 */

/** @type {Pick[]} */
export const PICKS = ["topic", "category", "source"];

/**
 * @param {string} search the query of an address
 * @param {Iterable<string>} orders those that there are
 * @param {Iterable<string>} filters
 * @param {string} usual the order of a page whose address names none
 * @returns {State}
 */
export function stateOf(search, orders, filters, usual) {
  const query = new URLSearchParams(search);
  const order = query.get("order") ?? "";
  return {
    order: [...orders].includes(order) ? order : usual,
    topic: query.get("topic") ?? "",
    category: query.get("category") ?? "",
    source: query.get("source") ?? "",
    on: [...filters].filter((name) => query.get(name) === "1"),
  };
}

/**
 * The query that says so; what it says of other things stays.
 * @param {State} state
 * @param {string} search
 * @param {Iterable<string>} filters
 * @param {string} usual
 */
export function queryOf(state, search, filters, usual) {
  const query = new URLSearchParams(search);
  for (const name of ["order", ...PICKS, ...filters]) query.delete(name);
  if (state.order !== usual) query.set("order", state.order);
  for (const name of PICKS) if (state[name]) query.set(name, state[name]);
  for (const name of state.on) query.set(name, "1");
  const written = String(query);
  return written && `?${written}`;
}

/**
 * The same without filters.
 * @param {State} state
 * @returns {State}
 */
export function widest(state) {
  return { ...state, topic: "", category: "", source: "", on: [] };
}

/**
 * Whether anything is left out.
 * @param {State} state
 */
export function isNarrow(state) {
  return state.on.length > 0 || PICKS.some((name) => state[name]);
}
