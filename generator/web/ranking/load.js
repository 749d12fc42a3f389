// Fetches the files that papers are ranked by. Which ones follows from the page alone, or from the papers whose
// traits a reader's browser does not have yet.
import { expanded } from "../search-engine/bytes.js";
import { fileOf, indexOf, traitsIn } from "./files.js";

/** @typedef {import("./files.js").Index} Index */
/** @typedef {import("./files.js").Traits} Traits */

/** @param {URL} root of the site */
export function openFiles(root) {
  /** @type {Promise<Index | null> | null} */
  let index = null;
  /** @type {Map<string, Promise<Map<string, Traits>>>} */
  const files = new Map();

  async function fetchIndex() {
    const answer = await fetch(new URL("for-you/index.json", root));
    return answer.ok ? indexOf(await answer.json()) : null;
  }

  /** @param {string} name @param {Index} known */
  async function fetchFile(name, { basis }) {
    const answer = await fetch(new URL(`for-you/${name}.bin?${basis}`, root));
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return traitsIn(name, await expanded(new Uint8Array(await answer.arrayBuffer())));
  }

  return {
    /** What every page asks for. */
    index: () => (index ??= fetchIndex().catch(() => null)),
    /**
     * All papers of the files that some papers are in. A file that cannot be loaded is left out.
     * @param {Iterable<string>} ids
     * @returns {Promise<Map<string, Traits>>}
     */
    async traits(ids) {
      const known = await this.index();
      if (!known) return new Map();
      const names = new Set([...ids].map((id) => fileOf(id, known.files)).filter(Boolean));
      const found = await Promise.all(
        [...names].map((name) => {
          const one = files.get(name) ?? fetchFile(name, known);
          files.set(name, one);
          one.catch(() => files.delete(name));
          return one.catch(() => /** @type {Map<string, Traits>} */ (new Map()));
        }),
      );
      return new Map(found.flatMap((one) => [...one]));
    },
  };
}

/** @typedef {ReturnType<typeof openFiles>} Files */
