// Lines of text as they are stored.

export const TEXT_CAP = 500;
export const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/**
 * One line of text without invisible characters, as titles are stored.
 * @param {string} text
 */
export function line(text) {
  const visible = text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replace(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "");
  return visible.trim().replace(/\s+/g, " ").slice(0, TEXT_CAP).trim();
}
