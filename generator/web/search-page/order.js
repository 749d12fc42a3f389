// In which order papers are shown when better news of it arrive, and the fewest moves that lead there.

/**
 * The wanted order, but for the first `kept` of those shown: they stay where they are.
 * @param {string[]} shown
 * @param {string[]} wanted
 * @param {number} kept
 */
export function arranged(shown, wanted, kept) {
  const staying = shown.slice(0, kept);
  return [...staying, ...wanted.filter((id) => !staying.includes(id))];
}

/**
 * What has to be removed, and what has to be put before which other (null: at the end), one after
 * another. What already stands in its place is not touched: it keeps focus and pointer.
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
