// Related papers come best first; readers can also sort them by date or votes.

/**
 * @param {{ day: string, votes: number }[]} items
 * @param {string} by
 * @returns {number[]} positions in the new order
 */
export function orderOf(items, by) {
  const places = items.map((_, place) => place);
  if (by === "date") places.sort((a, b) => items[b].day.localeCompare(items[a].day) || a - b);
  if (by === "votes") places.sort((a, b) => items[b].votes - items[a].votes || a - b);
  return places;
}

/** @param {Document} page */
export function offerSorting(page) {
  const list = page.querySelector("ol.related");
  if (!list || list.children.length < 2) return;
  const best = [...list.children];
  const items = best.map((item) => {
    const [day = "", votes = ""] = (item.querySelector("small")?.textContent ?? "").trim().split(" · ");
    return { day, votes: Number(votes.replace("–", "-1")) };
  });
  const choice = page.createElement("p");
  choice.className = "sorting";
  choice.append("Sort by ");
  for (const [by, name] of [["best", "similarity"], ["date", "date"], ["votes", "votes"]]) {
    const button = page.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.setAttribute("aria-pressed", String(by === "best"));
    button.addEventListener("click", () => {
      list.replaceChildren(...orderOf(items, by).map((place) => best[place]));
      for (const other of choice.querySelectorAll("button")) {
        other.setAttribute("aria-pressed", String(other === button));
      }
    });
    choice.append(button, " ");
  }
  list.before(choice);
}
