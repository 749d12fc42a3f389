// arXiv ids in every form in which people copy them.

/** The archives in ids from before April 2007; later ids do not name one. */
const ARCHIVES =
  "astro-ph|cond-mat|cs|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|nlin|nucl-ex|nucl-th|physics|q-bio|q-fin|" +
  "quant-ph|stat|acc-phys|adap-org|alg-geom|ao-sci|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|dg-ga|" +
  "funct-an|mtrl-th|patt-sol|plasm-ph|q-alg|solv-int|supr-con";
/** Four digits until 2014, five from 2015 on; an id after a minus sign is not searched for. */
const NEW =
  "(?<![0-9]|[0-9][.,]|(?:^|\\s)-)(?:(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\\.[0-9]{4}|[0-9]{2}(?:0[1-9]|1[0-2])\\.[0-9]{5})(?![0-9]|\\.[0-9])";
/** Addresses of this archive have a hyphen in place of the slash. */
const OLD = `(?<![a-z0-9-])(?:${ARCHIVES})(?:\\.[a-z]{2})?(?:/|(?<=papers/[a-z.-]+)-)[0-9]{7}(?![0-9])`;
const PROVISIONAL = "(?<![a-z0-9-])t-[0-9a-f]{12}(?![0-9a-z])";
/** What an address or a citation gives as an id although arXiv has no such one; it is no word either. */
const MISTAKEN = "(?<=/(?:abs|pdf|html|papers)/|\\barxiv[:.] ?)[0-9]{4}\\.[0-9]{1,6}(?![0-9]|\\.[0-9])";
/** Any but those that arXiv gives, which contain an id; a full stop or a bracket behind it is none of it. */
const DOI = "(?<![0-9.])10\\.(?!48550/)[0-9]{4,9}/[a-z0-9()/:;._-]*[a-z0-9]";
const ANY = new RegExp(`(${DOI})|(${NEW}|${MISTAKEN})|(${OLD})|(${PROVISIONAL})`, "giu");
const AT_ARXIV = new RegExp(`^(?:${NEW}|${OLD})$`, "iu");
const CATEGORY = new RegExp(`(?<![\\w.-])(${ARCHIVES}|econ|eess)\\.([a-z]{2}|[a-z]{2,6}(?:-[a-z]{2,6})?)(?![\\w-]|\\.\\w)`, "gi");
/** A whole text that is an id with another sign in place of its dot, or with none. */
const DOTLESS = /^\s*(?:arxiv[\s:]*)?([0-9]{2}(?:0[1-9]|1[0-2]))[\s,_-]?([0-9]{5})\s*$/i;
const NOT_SEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const MOST = 50;

const ADDRESS = /\b(?:https?:\/\/)?(?:[a-z0-9-]+\.)+[a-z]{2,}\/[^\s{}|<>"]*/gi;
/** What people copy together with an id: names of fields, version, category, date. */
const AROUND = [
  /\\(?:href|url|cite[a-z]*|bibitem|newblock)\b/gi,
  /\barxiv[\s:._-]*(?:e-?prints?|preprints?)?[\s:._-]*(?:arxiv\b)?/gi,
  /\b(?:doi|url|id|e-?print|preprint|abs|pdf|html)\b\s*[:=]/gi,
  /\b10\.48550\/?/g,
  new RegExp(`\\[(?:${ARCHIVES}|econ|eess)(?:\\.[a-z]{2})?\\]`, "gi"),
  /\b[0-9]{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* [0-9]{4}\b/gi,
  /\bv[0-9]{1,2}\b/gi,
  /\.pdf\b/gi,
];

/**
 * The ids of papers in a text, in order, each once and without version. They need not exist.
 * @param {string} text
 * @returns {string[]}
 */
export function identifiers(text) {
  const found = [...plain(text).matchAll(ANY)].map(([whole, doi, modern]) => (doi ? whole.toLowerCase() : modern ? whole : older(whole)));
  return [...new Set(found)].slice(0, MOST);
}

/**
 * Whether an id is a DOI.
 * @param {string} id
 */
export function isDoi(id) {
  return id.startsWith("10.");
}

/**
 * The address of a paper at arXiv; "" if its id cannot be one.
 * @param {string} id
 */
export function addressAtArxiv(id) {
  return AT_ARXIV.test(id) ? `https://arxiv.org/abs/${id}` : "";
}

/**
 * The rest of a text, without ids and what is usually copied with them.
 * @param {string} text
 */
export function besides(text) {
  const bare = AROUND.reduce((rest, around) => rest.replace(around, " "), plain(text).replace(ADDRESS, " ").replace(ANY, " "));
  const words = bare.replace(/[\s,;:.()[\]{}<>=|@"'-]+/g, " ").trim();
  return /^(?:[0-9]{4})?$/.test(words) ? "" : bare.replace(/\s+/g, " ").replace(/^[\s,;:.()[\]{}-]+|[\s,;:([{-]+$/g, "");
}

/**
 * The categories of arXiv in a text.
 * @param {string} text
 */
export function categories(text) {
  return [...text.matchAll(CATEGORY)].map(([whole]) => whole);
}

/**
 * The id if a whole text is one, in any form used by arXiv, Hugging Face or a DOI; else "".
 * @param {string} text
 */
export function identifier(text) {
  const [id = "", ...more] = text.length > 200 ? [] : identifiers(text);
  return more.length || besides(text) ? "" : id;
}

/** @param {string} text with an id's percent signs */
function plain(text) {
  const read = text.replace(/%(3a|2f|20|5b|5d)/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));
  return read.normalize("NFKC").replace(NOT_SEEN, "").replace(DOTLESS, "$1.$2");
}

/**
 * The id with its class in capitals, as arXiv writes it.
 * @param {string} id
 */
function older(id) {
  const found = /^([a-z-]+?)(\.[a-z]{2})?[/-]([0-9]{7})$/i.exec(id);
  return found ? `${found[1].toLowerCase()}${(found[2] ?? "").toUpperCase()}/${found[3]}` : id.toLowerCase();
}
