// Runs before the first paint: applies the colours that the reader chose, here or on a Material page.
(() => {
  const root = document.documentElement;
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const base = new URL("..", src);
  root.dataset.base = base.href;
  try {
    const chosen = JSON.parse(localStorage.getItem(`${base.pathname}.__palette`) ?? "null");
    const media = chosen?.color?.media;
    if (media !== "(prefers-color-scheme)" && chosen?.color?.scheme) {
      root.dataset.mdColorScheme = chosen.color.scheme === "slate" ? "slate" : "default";
    }
  } catch {
    // Storage may be blocked or hold something else; then the system's colours apply.
  }
})();
