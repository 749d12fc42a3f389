// Sets of paper ids in little room: by month, each id as its step from the one before, in one or two characters.
import { isId } from "../lib/paper-ids.js";

/**
 * By month: `2508`, or `0711.` for ids with four digits after the dot. Ids of other forms are below "", as they are.
 * @typedef {Record<string, string>} Packed
 */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const BASE = 32;
const ARXIV = /^(\d{4})\.(\d{4,5})$/;
const [SHORT, LONG] = [4, 5];

/**
 * @param {Iterable<string>} ids
 * @returns {Packed}
 */
export function packed(ids) {
  /** @type {Map<string, number[]>} */
  const months = new Map();
  const others = [];
  for (const id of [...new Set(ids)].sort()) {
    const [, month, number] = ARXIV.exec(id) ?? [];
    const key = number?.length === SHORT ? `${month}.` : month;
    const numbers = months.get(key) ?? [];
    if (number) months.set(key, numbers);
    else others.push(id);
    numbers.push(Number(number));
  }
  /** @type {Packed} */
  const found = {};
  for (const [month, numbers] of months) found[month] = steps(numbers);
  if (others.length) found[""] = others.join(" ");
  return found;
}

/**
 * Reads what `packed` wrote. What it did not write is skipped.
 * @param {unknown} value
 * @returns {string[]}
 */
export function unpacked(value) {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([month, text]) => {
    if (typeof text !== "string") return [];
    if (month === "") return text.split(" ").filter(isId);
    if (!/^\d{4}\.?$/.test(month)) return [];
    const width = month.endsWith(".") ? SHORT : LONG;
    return numbersOf(text).map((number) => `${month.slice(0, 4)}.${String(number).padStart(width, "0")}`).filter(isId);
  });
}

/** @param {number[]} numbers ascending */
function steps(numbers) {
  let last = -1;
  let text = "";
  for (const number of numbers) {
    let step = number - last - 1;
    for (last = number; step >= BASE; step = Math.floor(step / BASE)) text += DIGITS[BASE + (step % BASE)];
    text += DIGITS[step];
  }
  return text;
}

/** @param {string} text */
function numbersOf(text) {
  const found = [];
  let last = -1;
  let step = 0;
  let scale = 1;
  for (const letter of text) {
    const digit = DIGITS.indexOf(letter);
    if (digit < 0 || scale > BASE ** 4) return found;
    step += (digit % BASE) * scale;
    scale *= BASE;
    if (digit >= BASE) continue;
    last += step + 1;
    found.push(last);
    step = 0;
    scale = 1;
  }
  return found;
}
