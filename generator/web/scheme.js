// Runs before the first paint: applies the colours that the reader chose, unless the operator chose them.
(() => {
  const root = document.documentElement;
  const { src, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const base = new URL("..", src);
  root.dataset.base = base.href;
  if (dataset.fixed) {
    root.dataset.mdColorScheme = dataset.fixed;
    return;
  }
  try {
    const chosen = JSON.parse(localStorage.getItem(`${base.pathname}.__palette`) ?? "null");
    const media = chosen?.color?.media;
    if (media === "(prefers-color-scheme)") delete root.dataset.mdColorScheme;
    else if (chosen?.color?.scheme) root.dataset.mdColorScheme = chosen.color.scheme === "slate" ? "slate" : "default";
  } catch {
    // Storage may be blocked or hold something else; then the system's colours apply.
  }
})();
