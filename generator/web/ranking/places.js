// Orders of papers by how well they fit, alone or together with votes.

/** @typedef {{ score: number, votes: number, place: number }} Ranked `place` is the position in the page's order */

/**
 * By fit alone; papers that nothing is known of keep the page's order, at the end.
 * @template {Ranked} R
 * @param {R[]} papers
 */
export function byFit(papers) {
  return papers.toSorted((a, b) => b.score - a.score || a.place - b.place);
}

/**
 * Of ten places eight by fit, the fifth and the tenth by votes among the rest, so that nothing big is missed; all
 * by fit where nobody counts votes.
 * @template {Ranked} R
 * @param {R[]} papers
 * @returns {(R & { byVotes: boolean })[]}
 */
export function mixed(papers) {
  const fit = byFit(papers);
  const votes = papers.toSorted((a, b) => b.votes - a.votes || a.place - b.place);
  const counts = papers.some((one) => one.votes > 0);
  const taken = new Set();
  return papers.map((_, place) => {
    const byVotes = counts && place % 5 === 4;
    const from = byVotes ? votes : fit;
    const next = /** @type {R} */ (from.find((one) => !taken.has(one)));
    taken.add(next);
    return { ...next, byVotes };
  });
}
