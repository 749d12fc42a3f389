/**
 * Takes pictures that do not come out of the page: their place would stay empty.
 * @param {Document} document
 */
export function dropBroken(document) {
  for (const image of /** @type {NodeListOf<HTMLImageElement>} */ (document.querySelectorAll("img[loading]"))) {
    if (image.complete && !image.naturalWidth) image.remove();
    else image.addEventListener("error", () => image.remove());
  }
}
