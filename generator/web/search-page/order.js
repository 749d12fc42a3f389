// The order of papers on the page when an improved one arrives, and the moves that lead to it.

/**
 * The wanted order, except that the first `kept` of the papers shown stay where they are.
 * @param {string[]} shown
 * @param {string[]} wanted
 * @param {number} kept
 */
export function arranged(shown, wanted, kept) {
  const staying = shown.slice(0, kept);
  return [...staying, ...wanted.filter((id) => !staying.includes(id))];
}

/**
 * What to remove, and then what to insert before which other (null: at the end), in this order.
 * Papers that are already in place are not touched, so they keep focus and pointer.
 * @param {string[]} now
 * @param {string[]} wanted
 * @returns {{ gone: string[], put: [id: string, before: string | null][] }}
 */
export function moves(now, wanted) {
  const staying = new Set(wanted);
  const gone = now.filter((id) => !staying.has(id));
  const left = now.filter((id) => staying.has(id));
  /** @type {[string, string | null][]} */
  const put = [];
  for (const [place, id] of wanted.entries()) {
    if (left[place] === id) continue;
    put.push([id, left[place] ?? null]);
    const from = left.indexOf(id);
    if (from >= 0) left.splice(from, 1);
    left.splice(place, 0, id);
  }
  return { gone, put };
}
