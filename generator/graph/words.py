"""Words as topics and keywords compare them: no case, accents, punctuation, plural or TeX."""

import re
import unicodedata

from generator.text import tex

Words = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")
# Where the rule below would join words that differ, or part words that belong together.
_IRREGULAR = {
    "news": "news", "bias": "bias", "biases": "bias", "lens": "lens", "indices": "index",
    "matrices": "matrix", "vertices": "vertex", "analyses": "analysis", "hypotheses": "hypothesis",
    "movies": "movie", "cookies": "cookie", "series": "series", "species": "species",
    "pos": "pos", "nas": "nas", "axes": "axis", "lies": "lie", "ties": "tie",
}  # fmt: skip
_singulars: dict[str, str] = {}


def words(text: str) -> Words:
    """Folded words in order; math keeps its letters. Empty for text without any."""
    plain = _POSSESSIVE.sub("", tex.plain(text)).casefold()
    if not plain.isascii():
        marked = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in marked if not unicodedata.combining(c))
    return tuple([singular(word) for word in _WORD.findall(plain)])


def singular(word: str) -> str:
    """The word without an English plural: a rule for comparing, not for showing.

    Only the same rule on both sides matters: "physics" becomes "physic" everywhere.
    """
    known = _singulars.get(word)
    if known is None:
        known = _singulars[word] = _IRREGULAR.get(word) or _without_s(word)
    return known


def _without_s(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        # Acronyms of three letters with a plural s: "GPUs" has four, "VAs" is not worth it.
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]
