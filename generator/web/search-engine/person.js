// People as references write them: "Vaswani et al., 2017", "F. Wei", "Wei, F., Shazeer, N. (2017)".

/** @typedef {{ last: string, first: string }} Person family name, and initials or given name, "" where none is given */
/** @typedef {{ people: Person[], others: boolean, year: string, certain: boolean }} Cited `others` if there is an "et al." */

const PARTICLES = "(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os|[Dd]u|[Ll]a|[Ll]e|[Ee]l|[Aa]l|[Bb]in|[Ii]bn|[Tt]en|[Tt]er|[Zz]u)[ -])*";
const LAST = `${PARTICLES}\\p{Lu}[\\p{L}\\p{M}'’ʻ-]+`;
const INITIALS = "(?:\\p{Lu}\\.[ ]?-?)+";
const PERSON = new RegExp(`(?:(?<before>${INITIALS}) ?(?<name>${LAST})|(?<last>${LAST}),? (?<first>${INITIALS}))(?: ?[,;]| and| &|$)?(?: ?(?:and|&) )? ?`, "uy");
const YEAR = /(?:, ?| ?[([]| )((?:19|20)[0-9]{2})[a-z]?[)\]]?[.,;]?$/;
const OTHERS = /,? et\.? ?al(?:\.|(?=$|,)),?$/i;
const PAIR = new RegExp(`^(${LAST})(?:,? (?:and|&) (${LAST}))?$`, "u");
const SHORT = new RegExp(`(?<last>${LAST}) (?<first>\\p{Lu}{1,3})(?:[,;] ?|$)`, "uy");
const LOOSE = [
  `(?<last>${LAST}),? (?<first>\\p{Lu}{1,3})`,
  `(?<last>${LAST}), (?<first>\\p{Lu}[\\p{Ll}-]+(?: \\p{Lu}[\\p{Ll}-]*\\.?)?)`,
  `(?<first>\\p{Lu}{1,2}) (?<last>${LAST})`,
].map((form) => new RegExp(`^${form}$`, "u"));
const WORD = /^[\p{L}\p{M}'’ʻ. -]{2,40}$/u;

/**
 * The people that a whole text names like a reference; null if it does not. They need not be in the
 * archive; if the reading is uncertain, that decides.
 * @param {string} text
 * @returns {Cited | null}
 */
export function cited(text) {
  let bare = text.normalize("NFKC").replace(/\s+/g, " ").trim();
  if (bare.length > 300) return null;
  bare = bare.replace(/^\[(.*)\]$|^\((.*)\)$/, "$1$2").replace(/[,;]$/, "").trim();
  const year = YEAR.exec(bare);
  const dated = year !== null && !year[0].startsWith(" 1") && !year[0].startsWith(" 2");
  if (year) bare = bare.slice(0, year.index).replace(/,$/, "").trim();
  const others = OTHERS.test(bare);
  bare = bare.replace(OTHERS, "").trim();
  const told = { others, year: year?.[1] ?? "" };
  const short = listed(bare, SHORT);
  const people = short.length > 1 ? short : listed(bare, PERSON);
  if (people.length) return { ...told, people, certain: true };
  if (others) {
    const names = bare.split(/, ?(?:and |& ?)?| and | ?& ?/).filter(Boolean);
    return names.length && names.every((name) => WORD.test(name) && name.split(" ").length < 5)
      ? { ...told, people: names.map(lastOf), certain: true }
      : null;
  }
  const pair = dated && PAIR.exec(bare);
  if (pair) return { ...told, people: pair.slice(1).flatMap((last) => (last ? [{ last, first: "" }] : [])), certain: true };
  const loose = year ? null : LOOSE.map((form) => form.exec(bare)?.groups).find(Boolean);
  return loose ? { ...told, people: [{ last: loose.last, first: loose.first }], certain: false } : null;
}

/**
 * People with initials, one after the other, and nothing else.
 * @param {string} text
 * @param {RegExp} form sticky
 * @returns {Person[]}
 */
function listed(text, form) {
  /** @type {Person[]} */
  const people = [];
  form.lastIndex = 0;
  while (form.lastIndex < text.length) {
    const found = form.exec(text)?.groups;
    if (!found) return [];
    people.push({ last: found.name ?? found.last, first: (found.before ?? found.first).trim() });
  }
  return people;
}

/**
 * @param {string} name
 * @returns {Person}
 */
function lastOf(name) {
  const last = new RegExp(`${PARTICLES}\\S+$`, "u").exec(name)?.[0] ?? name;
  return { last, first: name.slice(0, name.length - last.length).trim() };
}
