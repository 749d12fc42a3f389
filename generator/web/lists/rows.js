// Rows of papers on pages of groups: there are tens of thousands, so each has its id only once, in its link.

/**
 * Gives each row the id of its paper as `data-paper`, as on other lists.
 * @param {Document} page
 */
export function nameRows(page) {
  for (const row of page.querySelectorAll(".rows > li:not([data-paper])")) {
    const id = idIn(row.querySelector("a")?.getAttribute("href") ?? "");
    if (id) row.setAttribute("data-paper", id);
  }
}

/** The id in the address of a paper's page; "" if it is another page. @param {string} address */
export function idIn(address) {
  return /(?:^|\/)papers\/([^/]+)\/$/.exec(address)?.[1] ?? "";
}
