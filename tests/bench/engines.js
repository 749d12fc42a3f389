// Runs in the page of each engine before its own scripts: asks, waits for what can be seen, tells the papers found.
// Times are those of the page's own clock, from the question to the change of the document.

(() => {
  const PATIENCE = 60_000;

  /** @param {string} address */
  const paper = (address) => /\/papers\/([^/]+)\//.exec(new URL(address, location.href).pathname)?.[1] ?? "";

  /** @type {(() => void) | undefined} */
  let look;

  /**
   * The time at which a test of a node holds.
   * @param {Element} node
   * @param {() => boolean} test
   * @returns {Promise<number>}
   */
  const once = (node, test) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("no answer in a minute")), PATIENCE);
      const watch = new MutationObserver(() => look?.());
      look = () => {
        if (!test()) return;
        const now = performance.now();
        clearTimeout(late);
        watch.disconnect();
        look = undefined;
        resolve(now);
      };
      watch.observe(node, { attributes: true, childList: true });
      look();
    });

  /** @param {HTMLElement} list */
  const over = (list) => ["done", "failed"].includes(list.dataset.searchState);
  const ours = {
    begin: () => document.getElementById("query").focus(),
    /** How long after its start the opened page has papers, and their last order. */
    async opened() {
      while (!document.getElementById("results")) await new Promise(requestAnimationFrame);
      const list = document.getElementById("results");
      const first = await once(list, () => (list.dataset.searchState === "partial" && list.children.length > 0) || over(list));
      const done = await once(list, () => over(list));
      if (list.dataset.searchState === "failed") throw new Error("the search failed");
      return { first, done };
    },
    async ask(query) {
      const field = document.getElementById("query");
      const list = document.getElementById("results");
      const start = performance.now();
      field.value = query;
      field.form.requestSubmit();
      const partly = () => list.dataset.searchState === "partial" && list.children.length > 0;
      const first = await once(list, () => partly() || over(list));
      const done = await once(list, () => over(list));
      if (list.dataset.searchState === "failed") throw new Error("the search failed");
      return { first: first - start, done: done - start };
    },
    async found(wanted) {
      const list = document.getElementById("results");
      const more = document.getElementById("more");
      for (let length = -1; list.children.length < wanted && list.children.length > length && !more.hidden; ) {
        length = list.children.length;
        more.click();
        await once(list, () => over(list));
      }
      return [...list.children].map((item) => item.dataset.paper);
    },
  };

  // What Material asks its worker and what that answers: the page itself shows no more than ten before it is scrolled.
  const asked = [];
  let answer = { query: "", items: [] };
  if (location.pathname.startsWith("/material/")) {
    window.Worker = class extends Worker {
      constructor(...how) {
        super(...how);
        this.addEventListener("message", ({ data }) => {
          if (data.type !== 3) return;
          answer = { query: asked.shift(), items: data.data.items };
          setTimeout(() => look?.());
        });
      }
      postMessage(message, ...more) {
        if (message.type === 2) asked.push(message.data);
        super.postMessage(message, ...more);
      }
    };
  }
  const material = {
    begin: () => document.querySelector("input.md-search__input").focus(),
    async ask(query) {
      const field = document.querySelector("input.md-search__input");
      const list = document.querySelector(".md-search-result__list");
      list.replaceChildren();
      const start = performance.now();
      field.focus();
      field.value = query;
      field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
      const first = await once(list, () => answer.query === query && (list.children.length > 0 || !answer.items.length));
      return { first: first - start, done: first - start };
    },
    found: async () => answer.items.map(([best]) => paper(best.location)),
  };

  let results = [];
  const pagefind = {
    begin: async () => (await import("/pagefind/pagefind/pagefind.js")).init(),
    async ask(query) {
      const start = performance.now();
      const { search } = await import("/pagefind/pagefind/pagefind.js");
      ({ results } = await search(query));
      await Promise.all(results.slice(0, 10).map((one) => one.data()));
      const first = performance.now() - start;
      return { first, done: first };
    },
    async found(wanted) {
      const data = await Promise.all(results.slice(0, wanted).map((one) => one.data()));
      return data.map(({ url }) => paper(url));
    },
  };

  window.bench = { ours, material, pagefind };
})();
