// Applies the colours that the reader chose, here or on a generated page, before the rest is painted.
(() => {
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  try {
    const kept = localStorage.getItem(`${new URL("..", src).pathname}.__palette`);
    const color = JSON.parse(kept ?? "null")?.color;
    if (!color) return;
    if (color.media === "(prefers-color-scheme)") {
      const dark = matchMedia("(prefers-color-scheme: dark)").matches;
      const media = `(prefers-color-scheme: ${dark ? "dark" : "light"})`;
      const input = document.querySelector(`[data-md-color-media='${media}']`);
      for (const part of ["media", "scheme", "primary", "accent"]) {
        color[part] = input?.getAttribute(`data-md-color-${part}`) ?? color[part];
      }
    }
    for (const [part, value] of Object.entries(color)) {
      document.body.setAttribute(`data-md-color-${part}`, String(value));
    }
  } catch {
    // Storage may be blocked or hold something else; then the system's colours apply.
  }
})();
