// The functions that Material's script expects: how values are stored for this site, and under which keys.
(() => {
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const site = new URL("..", src);
  /** @param {string} name @param {URL} scope */
  const key = (name, scope) => `${scope.pathname}.${name}`;
  /** @param {string} name */
  const read = (name, storage = localStorage, scope = site) => {
    try {
      return JSON.parse(storage.getItem(key(name, scope)) ?? "null");
    } catch {
      return null; // Storage may be blocked or hold something else; then nothing is stored.
    }
  };
  /** @param {string} name @param {unknown} value */
  const write = (name, value, storage = localStorage, scope = site) => {
    try {
      storage.setItem(key(name, scope), JSON.stringify(value));
    } catch {
      // Blocked or full: the choice only lasts for this page.
    }
  };
  /** @param {string} text */
  const hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0);
  Object.assign(globalThis, { __md_scope: site, __md_get: read, __md_set: write, __md_hash: hash });
})();
