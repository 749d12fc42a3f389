// A button beside every citation.

const DONE_MS = 1500;

/** @param {Document} page */
export function offerCopies(page) {
  if (!page.defaultView?.navigator.clipboard) return;
  for (const code of page.querySelectorAll(".cite pre")) {
    const button = page.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(`${code.textContent ?? ""}\n`);
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), DONE_MS);
    });
    code.before(button);
  }
}
