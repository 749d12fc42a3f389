// The papers that the reader saved, as the worker keeps them: every page tells which these are, when it opens and when
// they change. So what could not be loaded once is loaded with a later page.
import { AT_ONCE, keyOf } from "./policy.js";

/**
 * One page after the other, and none twice, however many pages of the site are open.
 * @param {() => Promise<Cache>} open what is kept
 * @param {string} list the address of the reading list, which is kept with its papers
 * @param {(address: string) => Promise<boolean>} load false if the site does not answer
 * @returns {(addresses: string[]) => Promise<void>} of papers, the most important first
 */
export function keeping(open, list, load) {
  let turn = Promise.resolve();
  /** Also those that cannot be kept, such as one that is not there any more. */
  const tried = new Set();

  /** @param {string[]} addresses */
  async function keep(addresses) {
    const cache = await open();
    const wanted = new Set(addresses.map(keyOf));
    const kept = new Set((await cache.keys()).map(({ url }) => url));
    for (const one of kept) if (one !== list && !wanted.has(one)) await cache.delete(one);
    for (const one of tried) if (!wanted.has(one)) tried.delete(one);
    const missing = [...wanted].filter((one) => !kept.has(one) && !tried.has(one)).slice(0, AT_ONCE);
    for (const one of missing.length ? [list, ...missing] : []) {
      if (!(await load(one))) return;
      if (one !== list) tried.add(one);
    }
  }

  return (addresses) => {
    const mine = turn.then(() => keep(addresses));
    turn = mine.catch(() => {}); // The storage may be full or forbidden.
    return mine;
  };
}
