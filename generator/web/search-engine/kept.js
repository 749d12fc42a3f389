// What has been loaded and decoded, as far as there is room for it.

export class Kept {
  /** @param {number} most that all together weigh */
  constructor(most) {
    this.most = most;
    /** @type {Map<string, { found: Promise<any>, weight: number }>} the longest unused first */
    this.entries = new Map();
    this.weight = 0;
  }

  /**
   * What has this name, loaded if it is not there.
   * @template T
   * @param {string} name
   * @param {() => Promise<T>} load
   * @param {(value: T) => number} weigh
   * @returns {Promise<T>}
   */
  keep(name, load, weigh) {
    const old = this.entries.get(name);
    const entry = old ?? { found: load(), weight: 0 };
    this.entries.delete(name);
    this.entries.set(name, entry);
    if (!old) {
      const forget = () => this.entries.get(name) === entry && this.entries.delete(name) && (this.weight -= entry.weight);
      entry.found.then((value) => this.charge(entry, weigh(value)), forget);
    }
    return entry.found;
  }

  /**
   * @param {{ weight: number }} entry
   * @param {number} weight
   */
  charge(entry, weight) {
    entry.weight = weight;
    this.weight += weight;
    for (const [name, { weight: lost }] of this.entries) {
      if (this.weight <= this.most || !lost) break;
      this.entries.delete(name);
      this.weight -= lost;
    }
  }
}
