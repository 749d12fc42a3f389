// Decides when typed text is searched for. The first change, such as a paste, is searched at once; changes
// soon after it wait for a pause, and the address waits for a longer one.

const PAUSE_MS = 60;
const BURST_MS = 400;
const ADDRESS_MS = 700;
/** Input types that may leave a word half typed, unlike a paste. */
const BY_LETTER = /^(?:insertText|insertCompositionText|delete)/;

/**
 * @param {HTMLInputElement} field
 * @param {(writing: boolean) => void} ask called with whether the last word may be unfinished
 * @param {() => void} settle called when nothing has been typed for a while
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
    /** A query was sent: the one that was waiting is out of date. */
    asked: () => clearTimeout(asking),
    /** The address matches the field. */
    settled: () => clearTimeout(settling),
    /** Searches again once typing pauses. */
    again() {
      clearTimeout(asking);
      asking = setTimeout(() => ask(false), BURST_MS);
    },
  };
}
