// When what is typed becomes a question. The first change is one at once, a paste above all; those
// close behind it wait for a pause, and the address for a longer one.

const PAUSE_MS = 60;
const BURST_MS = 400;
const ADDRESS_MS = 700;
/** What may leave a word half typed, unlike a paste. */
const BY_LETTER = /^(?:insertText|insertCompositionText|delete)/;

/**
 * @param {HTMLInputElement} field
 * @param {(writing: boolean) => void} ask told whether the last word may not be ended yet
 * @param {() => void} settle called when nothing was typed for a while
 */
export function watchTyping(field, ask, settle) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let asking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settling;
  let touchedAt = -Infinity;
  field.addEventListener("input", (event) => {
    const writing = event instanceof InputEvent && BY_LETTER.test(event.inputType);
    clearTimeout(asking);
    clearTimeout(settling);
    if (event.timeStamp - touchedAt > BURST_MS) ask(writing);
    else asking = setTimeout(() => ask(writing), PAUSE_MS);
    touchedAt = event.timeStamp;
    settling = setTimeout(settle, ADDRESS_MS);
  });
  return {
    /** A question is asked: what was to be asked is out of date. */
    asked: () => clearTimeout(asking),
    /** The address tells what is in the field. */
    settled: () => clearTimeout(settling),
    /** Asks again when no more letters come. */
    again() {
      clearTimeout(asking);
      asking = setTimeout(() => ask(false), BURST_MS);
    },
  };
}
