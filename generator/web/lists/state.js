// What a reader chose for a list, as written in the address: `?order=time&topic=agents&code=1`.

/** @typedef {{ order: string, topic: string, on: string[] }} State */

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
export function queryOf({ order, topic, on }, search, filters, usual) {
  const query = new URLSearchParams(search);
  for (const name of ["order", "topic", ...filters]) query.delete(name);
  if (order !== usual) query.set("order", order);
  if (topic) query.set("topic", topic);
  for (const name of on) query.set(name, "1");
  const written = String(query);
  return written && `?${written}`;
}

/**
 * Whether anything is left out.
 * @param {State} state
 */
export function isNarrow({ topic, on }) {
  return topic !== "" || on.length > 0;
}
