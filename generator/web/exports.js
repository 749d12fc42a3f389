// Everything that exporting needs; pages load it when a reader exports.
export { bibtexOf, cite } from "./exports/cite.js";
export { idsOfList } from "./exports/load.js";
export { openExport } from "./exports/panel.js";
