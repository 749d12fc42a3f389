// Material's styles look for the scheme in `body`, to choose between pictures for light and for dark pages.

/** @param {Window} view */
export function tellMaterial(view) {
  const { body, documentElement: root } = view.document;
  const dark = view.matchMedia("(prefers-color-scheme: dark)");
  const tell = () => {
    body.dataset.mdColorScheme = root.dataset.mdColorScheme ?? (dark.matches ? "slate" : "default");
  };
  tell();
  dark.addEventListener("change", tell);
  new MutationObserver(tell).observe(root, { attributeFilter: ["data-md-color-scheme"] });
}
