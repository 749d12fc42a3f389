// Doing a few things at a time.

const AT_ONCE = 6;

/**
 * Runs `work` on each item, a few at a time; the first failure ends it.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => Promise<void>} work
 */
export async function inTurns(items, work) {
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const item = items[next];
      next += 1;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
