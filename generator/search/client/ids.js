// Ids of arXiv in every form in which people copy them.

const HOSTS = new RegExp(
  [
    "^(?:https?://)?(?:(?:www\\.|export\\.)?arxiv\\.org/(?:abs|pdf|html|format)/",
    "(?:www\\.)?(?:huggingface|hf)\\.co/papers/",
    "(?:www\\.)?alphaxiv\\.org/[a-z]+/",
    "(?:dx\\.)?doi\\.org/10\\.48550/arxiv\\.)",
  ].join("|"),
  "i",
);
const NAMES = /^(?:doi:\s*)?(?:10\.48550\/)?arxiv\s*[:.]\s*(?:doi:\s*)?/i;
const NEW = /^([0-9]{4}\.[0-9]{4,5})(?:v[0-9]+)?(?:\.pdf)?$/i;
const OLD = /^([a-z]+(?:-[a-z]+)?)(\.[a-z]{2})?\/([0-9]{7})(?:v[0-9]+)?(?:\.pdf)?$/i;
const PROVISIONAL = /^t-[0-9a-f]{12}$/;

/**
 * The id that a whole text is, in any form arXiv, Hugging Face or a DOI writes it, without version;
 * else "". Whether there is such a paper is another question.
 * @param {string} text
 */
export function identifier(text) {
  if (text.length > 200) return "";
  const bare = text
    .normalize("NFKC")
    .trim()
    .replace(/^[[(<"]+|[\])>",;.]+$/g, "")
    .replace(HOSTS, "")
    .replace(NAMES, "")
    .replace(/(?:[?#].*|\/)$/, "");
  if (PROVISIONAL.test(bare)) return bare;
  const found = NEW.exec(bare);
  if (found) return found[1];
  const old = OLD.exec(bare);
  return old ? `${old[1].toLowerCase()}${(old[2] ?? "").toUpperCase()}/${old[3]}` : "";
}
