// What scripts say, in the language of the archive: the browser's part of `generator/wording/`.
//
// The English text is the key. Sites in another language load their texts before any module, from
// `assets/wording.js`, which is made from the catalogue (`build/worded.py`).

/** @typedef {{ plural: (count: number) => number, texts: Record<string, string[]> }} Wording */

const ENGLISH = /** @type {Wording} */ ({ plural: (count) => Number(count !== 1), texts: {} });

/** @type {() => Wording} */
const used = () => /** @type {any} */ (globalThis).papersWording ?? ENGLISH;

/** Whether the page has texts of another language. */
export function isTranslated() {
  return used() !== ENGLISH;
}

/**
 * A text in the language in use. Each `{name}` in it becomes the value of that name; numbers are grouped, so a
 * year or a page is given as a string.
 * @param {string} text
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(text, values = {}) {
  return filled(used().texts[text]?.[0] ?? text, values);
}

/**
 * `1 paper`, `8,348 papers`.
 * @param {number} count whole
 * @param {string} one
 * @param {string} [many]
 */
export function counted(count, one, many = `${one}s`) {
  const { plural, texts } = used();
  const found = texts[`{count} ${one}`]?.[plural(count)];
  return filled(found ?? `{count} ${count === 1 ? one : many}`, { count });
}

/**
 * `1,234`. The browser's own formatter takes longer, the first time, than everything else that shows results.
 * @param {number} count whole
 * @returns {string}
 */
export function number(count) {
  const sign = say("1,000").slice(1, -3);
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, sign);
}

/**
 * @param {string} day `2025-08-20`, or a month or year
 * @returns {string} `20 Aug 2025`
 */
export function shortDate(day) {
  const [year, month, date] = day.split("-");
  const name = say("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split(" ")[Number(month) - 1];
  if (!name) return day;
  return date ? say("{day} {month} {year}", { day: String(Number(date)), month: name, year }) : say("{month} {year}", { month: name, year });
}

/**
 * Marks a text of a table for the catalogues; it is looked up where it is shown.
 * @param {string} text
 */
export function term(text) {
  return text;
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name] ?? whole;
    return typeof value === "number" ? number(value) : value;
  });
}
