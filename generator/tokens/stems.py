"""A folded word without its ending: as search terms and vectors have it, and as topics and keywords do."""

import re

from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS as STOP_WORDS

from generator.text import plurals

STEMMED = r"(?!(?:ies|eeds?|sses)$|.*yy)[a-z]{3,}"
"""Words that have a stem. Those left out are the only ones of which lunr.js and lunr.py, mended as
below, make different ones."""

REMEMBERED = 2**16
"""Words whose results are kept at hand: most are met once, and the others again soon."""

_STEMMED = re.compile(STEMMED)
# Where the rule below would join words that differ, or part words that belong together.
_IRREGULAR = {
    "news": "news", "bias": "bias", "biases": "bias", "lens": "lens", "movies": "movie", "cookies": "cookie",
    "series": "series", "species": "species", "pos": "pos", "nas": "nas", "lies": "lie", "ties": "tie",
}  # fmt: skip


class _Stemmer(PorterStemmer):  # type: ignore[misc]  # lunr ships no types
    """Ends in y as lunr.js does: "survey" stays, "try" becomes "tri" (lunr.py: "survei", "try")."""

    b: str
    k: int

    def step1c(self) -> None:
        if self.k >= 2 and self.b[self.k] == "y" and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i" + self.b[self.k + 1 :]


_plain, _stemmer = PorterStemmer(), _Stemmer()
_stems: dict[str, str] = {}
_terms: dict[str, str] = {}
_singulars: dict[str, str] = {}


def stem(word: str) -> str:
    """The stem of a folded word as lunr.py makes it; "" for a stop word.

    Vectors use it. They hash stems into columns, so another name for a stem, such as "survey" for
    "survei", moves it to another column and changes every vector a little.
    """
    known = _stems.get(word)
    if known is None:
        if len(_stems) >= REMEMBERED:
            _stems.clear()
        stemmed = _plain.stem(word) if word.isascii() and word.isalpha() else word
        known = _stems[word] = "" if word in STOP_WORDS else stemmed
    return known


def term(word: str) -> str:
    """The term of a folded word in the search index, where it is the same as in the browser; "" for a stop
    word. Irregular plurals are read as singulars."""
    known = _terms.get(word)
    if known is None:
        if len(_terms) >= REMEMBERED:
            _terms.clear()
        one = plurals.ONE.get(word, word)
        stemmed = _stemmer.stem(one) if _STEMMED.fullmatch(one) else one
        known = _terms[word] = "" if word in STOP_WORDS else stemmed
    return known


def singular(word: str) -> str:
    """A folded word without an English plural: a rule for comparing, not for showing.

    Only the same rule on both sides matters: "physics" becomes "physic" everywhere.
    """
    known = _singulars.get(word)
    if known is None:
        if len(_singulars) >= REMEMBERED:
            _singulars.clear()
        known = _singulars[word] = _IRREGULAR.get(word) or plurals.ONE.get(word) or _without_s(word)
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
