// The number of saved papers, for pages that need no more of the profile.

/**
 * @param {string | null} text of a profile
 * @returns {number} 0 if it cannot be read
 */
export function savedCount(text) {
  try {
    const { saved } = JSON.parse(text ?? "{}");
    return saved.filter((/** @type {{ count?: number }} */ { count = 1 }) => count % 2 === 1).length;
  } catch {
    return 0;
  }
}
