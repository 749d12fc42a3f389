// The parts of a pack, loaded with few requests.

const PARTIAL = 206;

/** @typedef {(how: RequestInit) => Promise<{ status: number, body: Uint8Array }>} Get gets the pack, or a part of it */
/** @typedef {{ start: number, end: number }} Part */
/** @typedef {Part & { apart: number, give: (bytes: Uint8Array) => void, fail: (error: unknown) => void }} Wanted */

/**
 * Loads parts of a pack. Parts that are near each other and wanted at the same time are one request; what lies
 * between them is kept with them, as it may be wanted later. A host that cannot give parts answers with the whole
 * pack, which is kept.
 * @param {Get} get
 */
export function partsOf(get) {
  /** @type {Wanted[]} */
  let wanted = [];
  /** @type {(Part & { found: Promise<Uint8Array> })[]} */
  let loaded = [];
  /** @type {Uint8Array | null} */
  let whole = null;
  let loading = 0;

  /** @param {number} start @param {number} end */
  async function load(start, end) {
    if (!whole) {
      const headers = { Range: `bytes=${start}-${end - 1}` };
      // Browsers load parts of one file through their cache one after the other.
      const beside = loading ? { cache: /** @type {const} */ ("no-store") } : {};
      loading += 1;
      const { status, body } = await get({ headers, ...beside }).finally(() => (loading -= 1));
      if (status === PARTIAL && body.length === end - start) return body;
      if (status === PARTIAL) throw new RangeError("the pack ends too early");
      whole = body;
    }
    if (whole.length < end) throw new RangeError("the pack ends too early");
    return whole.subarray(start, end);
  }

  function loadAll() {
    const left = wanted.sort((a, b) => b.start - a.start);
    wanted = [];
    for (let first = left.pop(); first; first = left.pop()) {
      const together = [first];
      let { start, end } = first;
      for (let next = left.at(-1); next && next.start <= end + first.apart; next = left.at(-1)) {
        together.push(next);
        left.pop();
        end = Math.max(end, next.end);
      }
      const part = { start, end, found: load(start, end) };
      loaded.push(part);
      part.found.then(
        (found) => together.forEach((one) => one.give(found.subarray(one.start - start, one.end - start))),
        (error) => {
          loaded = loaded.filter((one) => one !== part);
          together.forEach((one) => one.fail(error));
        },
      );
    }
  }

  return {
    /**
     * @param {number} start
     * @param {number} end
     * @param {number} apart bytes that may come in vain for one request less
     * @returns {Promise<Uint8Array>}
     */
    async bytes(start, end, apart) {
      const part = loaded.find((one) => one.start <= start && end <= one.end);
      if (part) return (await part.found).subarray(start - part.start, end - part.start);
      if (!wanted.length) queueMicrotask(loadAll);
      return new Promise((give, fail) => wanted.push({ start, end, apart, give, fail }));
    },

    /** Called when something loaded cannot be read: parts are loaded again. */
    forget() {
      loaded = [];
    },
  };
}
