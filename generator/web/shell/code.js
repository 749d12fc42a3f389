// A button that copies a block of code on hand-written pages, where Material's script, which has one too, is not loaded.
import { button } from "../lib/controls.js";
import { say } from "../lib/wording.js";
import { toast } from "../lib/toast.js";

/** @param {Document} page */
export function offerCode(page) {
  const clipboard = page.defaultView?.navigator.clipboard;
  if (!clipboard || !page.getElementById("copies")) return;
  for (const code of page.querySelectorAll(".md-typeset pre > code")) {
    const copy = async () => {
      try {
        await clipboard.writeText(code.textContent ?? "");
        toast(page, say("Copied ✓"));
      } catch {
        toast(page, say("The code could not be copied."));
      }
    };
    const made = button(page, say("Copy"), copy);
    made.className = "copy";
    code.parentElement?.append(made);
  }
}
