// Runs in each page that `make audit` examines, before its own scripts: what the page can be asked.

let shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });

window.audit = {
  /** The sum of all layout shifts so far. */
  shift: () => shift,

  /** Everything that can be clicked or typed into, with the area in which it can be hit. */
  targets() {
    const CHOSEN = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab]";

    /** @param {Element} one */
    const isShown = (one) => {
      const box = one.getBoundingClientRect();
      const isAside = box.right <= 0 || box.bottom + scrollY <= 0 || box.width <= 1 || box.height <= 1;
      return !isAside && one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !one.matches(":disabled");
    };

    /** A pseudo-element may enlarge the area. @param {Element} one @param {"width" | "height"} side */
    const extra = (one, side) =>
      ["::before", "::after"].map((part) => {
        const style = getComputedStyle(one, part);
        const counts = style.content !== "none" && style.position === "absolute" && style.pointerEvents !== "none";
        return counts ? Number.parseFloat(style[side]) || 0 : 0;
      });

    /** The nearest element around it that is a block of text. @param {Element} one */
    const block = (one) => {
      let above = one.parentElement;
      while (above && getComputedStyle(above).display === "inline") above = above.parentElement;
      return above ?? document.body;
    };

    /** A link that is as high as its line: in a heading, a paragraph or a cell, or beside other text. @param {Element} one */
    const isInText = (one) => {
      if (one.localName !== "a" || getComputedStyle(one).display !== "inline") return false;
      if (block(one).matches("h1, h2, h3, h4, h5, h6, p, td, th, dt, dd")) return true;
      const walker = document.createTreeWalker(block(one), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { textContent, parentElement } = walker.currentNode;
        if (/[\p{L}\p{N},;]/u.test(textContent ?? "") && !parentElement?.closest(CHOSEN)) return true;
      }
      return false;
    };

    /** @param {Element} one */
    const lineOf = (one) => {
      const { lineHeight, fontSize } = getComputedStyle(block(one));
      return Number.parseFloat(lineHeight) || 1.2 * Number.parseFloat(fontSize);
    };

    /** @param {Element} one */
    const tag = (one) => `${one.localName}${[...one.classList].map((name) => `.${name}`).join("")}`;

    /** As a selector, with the nearest element around it that says where it is. @param {Element} one */
    const nameOf = (one) => {
      const around = one.parentElement?.closest("[class], header, nav, main, footer, dialog");
      return `${around ? tag(around) : "body"} ${tag(one)}`;
    };

    return [...document.querySelectorAll(CHOSEN)].filter(isShown).map((one) => {
      const inline = isInText(one);
      const boxes = [one, ...(one.labels ?? [])].map((part) => part.getBoundingClientRect());
      const fragment = one.getClientRects()[0];
      return {
        name: nameOf(one),
        inline,
        width: Math.max(...boxes.map((box) => box.width), ...extra(one, "width")),
        height: inline
          ? Math.max(fragment?.height ?? 0, lineOf(one))
          : Math.max(...boxes.map((box) => box.height), ...extra(one, "height")),
      };
    });
  },

  /** Scrolls to the end, screen by screen, as a reader does. */
  async scrolled() {
    for (let screen = 0; screen < 40 && scrollY + innerHeight < document.documentElement.scrollHeight - 1; screen += 1) {
      scrollBy({ top: innerHeight, behavior: "instant" });
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    }
    scrollTo({ top: 0, behavior: "instant" });
    await new Promise(requestAnimationFrame);
  },

  /** Violated rules of axe, or of some of them: how often, and by which element first. @param {string[]} [rules] */
  async axe(rules) {
    const chosen = rules ? { runOnly: { type: "rule", values: rules } } : {};
    const { violations } = await axe.run(document, { resultTypes: ["violations"], ...chosen });
    return violations.map(({ id, nodes }) => `${id}, ${nodes.length} times, first ${nodes[0].target.join(" ")}`);
  },
};
