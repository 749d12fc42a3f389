// Other forms of an English word: British and American spelling. A form that no paper has costs one lookup
// and changes nothing, so the rules may be broader than the language.

/** The common start of both spellings, and how each continues: British, American; then the possible endings. */
const ENDS = /** @type {const} */ ([
  ["[a-z]{3,}", "is", "iz", "e|es|ed|er|ers|ing|able|ability|ation|ations|ational"],
  ["(?:re|psycho|electro|crypt)?(?:anal|paral|catal|hydrol|electrol|dial)", "ys", "yz", "e|es|ed|er|ers|ing|able"],
  ["[a-z]*behavi|[a-z]*col|[a-z]*flav|fav|harb|(?:dis)?hon|hum|lab|neighb|od|rig|rum|savi|splend|tum|val|vap|vig|arm|ard|cand|clam|endeav|ferv|glam|parl|ranc", "our", "or", "[a-z]*"],
  ["(?:epi|re)?cent|[a-z]*fib|(?:milli)?lit|(?:centi|milli|kilo|nano|micro)?met|(?:amphi)?theat|calib|lust|spect|meag|sab|somb|och", "re", "er", "s?"],
  ["(?:epi|re)?cent", "r", "er", "ed|ing"],
  ["(?:anal|catal|dial|epil|monol|prol|homol)og", "ue", "", "s?"],
  ["(?:defen|offen|licen|preten)", "c", "s", "e|es"],
  ["(?:re|un|mis|pre|multi|over)?(?:model|label|travel|signal|cancel|channel|counsel|dial|duel|fuel|funnel|level|marvel|panel|pencil|quarrel|rival|shovel|spiral|total|tunnel|ravel|chisel|jewel)", "l", "", "ed|er|ers|ing|ings|ous"],
]);

/** Other words, British and American; a hyphen marks the start of a word. */
const WORDS =
  "grey gray,greyscale grayscale,programme program,programmes programs,aluminium aluminum,sceptic- skeptic-,artefact- artifact-,judgement- judgment-," +
  "acknowledgement- acknowledgment-,ageing aging,mould- mold-,plough- plow-,fulfil fulfill,fulfils fulfills,fulfilment fulfillment,enrol enroll,enrolment enrollment," +
  "skilful- skillful-,instalment- installment-,instil instill,distil distill,distils distills,anaesthe- anesthe-,anaemi- anemi-,paediatri- pediatri-,orthopaed- orthoped-," +
  "haem- hem-,oesophag- esophag-,foetus fetus,foetal fetal,leukaemi- leukemi-,ischaemi- ischemi-,gynaecolog- gynecolog-,oestrogen- estrogen-,archaeo- archeo-," +
  "encyclopaedi- encyclopedi-,manoeuvr- maneuver-,manoeuvre maneuver,manoeuvring maneuvering,diarrhoea diarrhea,sulph- sulf-,cosy cozy,tyre tire,tyres tires,moustache mustache,jewellery jewelry," +
  "practise practice,practised practiced,practising practicing,aeroplane- airplane-,cypher- cipher-,neurone neuron,neurones neurons,focussed focused,focussing focusing," +
  "biassed biased,benefitted benefited,benefitting benefiting,worshipped worshiped,combatting combating,useable usable,sizeable sizable,likeable likable,moveable movable," +
  "adviser advisor,advisers advisors,enquir- inquir-,learnt learned,spelt spelled,burnt burned,maths mathematics,cheque check,cheques checks,storey story,parametris- parameteris-,parametriz- parameteriz-,kerb curb,draught- draft-,disc disk,discs disks";

/** Pairs in which one form is also a different word, so they are only suggested. */
const DOUBTFUL = "basis bases,person people,medium media,datum data,die dice,life lives,leaf leaves,opus opera,forum fora";

/** Forms of one word. */
const MOST = 6;

/** @typedef {{ same: string[], offered: string[] }} Forms words that are searched with it, and that are only offered */

/** @type {[begun: RegExp, to: string][]} */
const rules = ENDS.flatMap(([stems, british, american, rest]) =>
  [[british, american], [american, british]].map(
    ([from, to]) => /** @type {[RegExp, string]} */ ([new RegExp(`^(${stems})${from}(${rest})$`), `$1${to}$2`]),
  ),
);

/** @type {Map<string, string[]>} by word, or beginning with its hyphen */
const spelt = new Map();
for (const [one, other] of WORDS.split(",").map((pair) => pair.split(" "))) {
  spelt.set(one, [...(spelt.get(one) ?? []), other]);
  spelt.set(other, [...(spelt.get(other) ?? []), one]);
}

/** @type {Map<string, string[]>} */
const doubtful = new Map();
for (const [one, many] of DOUBTFUL.split(",").map((pair) => pair.split(" "))) {
  doubtful.set(one, [...(doubtful.get(one) ?? []), many]);
  doubtful.set(many, [...(doubtful.get(many) ?? []), one]);
}

/**
 * Other forms of a folded word, and forms of these. They need not occur in any paper.
 * @param {string} word
 * @returns {Forms}
 */
export function formsOf(word) {
  if (word.length < 2 || !/^[a-z]+$/.test(word)) return { same: [], offered: [] };
  const found = new Set([word]);
  for (const form of found) if (found.size < MOST) for (const other of changed(form)) found.add(other);
  found.delete(word);
  return { same: [...found], offered: doubtful.get(word) ?? [] };
}

/** @param {string} word */
function changed(word) {
  const ruled = rules.flatMap(([begun, to]) => (begun.test(word) ? [word.replace(begun, to)] : []));
  const begun = Array.from(word, (_, n) => n + 1).flatMap((n) =>
    (spelt.get(`${word.slice(0, n)}-`) ?? []).map((other) => other.slice(0, -1) + word.slice(n)),
  );
  return [...ruled, ...begun, ...(spelt.get(word) ?? [])];
}
