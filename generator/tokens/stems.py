"""A folded word without its ending: for search terms and vectors, and for topics and keywords."""

import re
from collections.abc import Callable
from typing import TypeVar

from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS as STOP_WORDS

from generator.text import plurals

T = TypeVar("T")

STEMMED = r"(?!(?:ies|eeds?|sses)$|.*yy)[a-z]{3,}"
"""Words that are stemmed. Those left out are the only ones that lunr.js and lunr.py, with the changes below,
stem differently."""

REMEMBERED = 2**16
"""The number of cached words: most occur once, and the others soon occur again."""

_STEMMED = re.compile(STEMMED)
# Where the rule below would merge different words, or separate forms of one word.
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


class Remembered(dict[str, T]):
    """What a function makes of words. A text is looked up word by word, without a call for most of them:
    `map(remembered.__getitem__, words)`."""

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> T:
        if len(self) >= REMEMBERED:
            self.clear()
        made = self[word] = self._make(word)
        return made


def _stem(word: str) -> str:
    stemmed = _plain.stem(word) if word.isascii() and word.isalpha() else word
    return "" if word in STOP_WORDS else stemmed


def _term(word: str) -> str:
    one = plurals.ONE.get(word, word)
    stemmed = _stemmer.stem(one) if _STEMMED.fullmatch(one) else one
    return "" if word in STOP_WORDS else stemmed


def _singular(word: str) -> str:
    return _IRREGULAR.get(word) or plurals.ONE.get(word) or _without_s(word)


def _without_s(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        # Three-letter acronyms with a plural s: "GPUs" has four letters, "VAs" is not worth it.
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


STEMS = Remembered(_stem)
"""The stem of a folded word as lunr.py makes it; "" for a stop word.

Vectors use it. They hash stems into columns, so another name for a stem, such as "survey" for "survei", moves
it to another column and changes every vector a little.
"""

TERMS = Remembered(_term)
"""The term of a folded word in the search index, where it is the same as in the browser; "" for a stop word.
Irregular plurals are read as singulars."""

SINGULARS = Remembered(_singular)
"""A folded word without an English plural ending: for comparing, not for display.

What matters is that both sides use the same rule: "physics" becomes "physic" everywhere.
"""
