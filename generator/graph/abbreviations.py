"""Abbreviations that papers define themselves: "retrieval-augmented generation (RAG)".

The long form is found after Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions
in biomedical text" (2003): read backwards, the words before the bracket have the letters of the abbreviation
in their order, and the first letter begins a word.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from generator import memo
from generator.memo import Memory

KIND = "abbreviations"

FEWEST = 3
"""Papers that define an abbreviation."""
SHARE = 2 / 3
"""The share of them that mean the same by it."""

BEFORE = 120
"""Characters before the bracket that may hold the long form."""

_BRACKET = re.compile(r"\s\(([A-Z][A-Za-z0-9-]{1,8})\)")
_STOP = re.compile(r".*[.;:()\[\]]", re.DOTALL)
_START = re.compile(r"\b[a-z0-9]")
_SHORT = re.compile(r"(?<![\w-])[A-Z][A-Za-z0-9]*(?:-[A-Z0-9]+)?(?![\w-])")
_WORD = re.compile(r"[a-z0-9]+")
_PLURAL = re.compile(r"(?<=[A-Z])s$")
_CAPITALS = re.compile(r"[A-Z].*[A-Z]")

Words = tuple[str, ...]
Form = Literal["short", "long"]


class Pair(NamedTuple):
    """An abbreviation, and the long form as most papers write it."""

    short: str
    long: str


@dataclass(frozen=True, kw_only=True)
class Abbreviations:
    """Those of an archive, by abbreviation: one long form each, and one abbreviation for a long form."""

    pairs: tuple[Pair, ...] = ()

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(pair.short for pair in self.pairs)

    @cached_property
    def _by_first(self) -> Mapping[str, Sequence[tuple[Words, Pair]]]:
        """By the first word of the long form, long ones first."""
        found: dict[str, list[tuple[Words, Pair]]] = defaultdict(list)
        for pair in self.pairs:
            words = _words(pair.long)
            found[words[0]].append((words, pair))
        return {first: sorted(some, key=lambda one: -len(one[0])) for first, some in found.items()}

    def halved(self, texts: Iterable[str]) -> Iterator[tuple[str, Form]]:
        """The abbreviations of the pairs of which texts have one form only, sorted, and that form."""
        whole = "\n".join(texts)
        shorts = {_singular(one) for one in _SHORT.findall(whole)} & self._known
        longs = {pair.short for pair in self._spelled(_words(whole))}
        for one in sorted(shorts ^ longs):
            yield one, "short" if one in shorts else "long"

    def _spelled(self, words: Words) -> Iterator[Pair]:
        """The pairs whose long form is among the words, but not within a longer one: a "large language model"
        is an LLM, and no LM."""
        told, by_first = set(words), self._by_first
        # Most texts have no word of most long forms.
        likely = {
            first: some
            for first in told & by_first.keys()
            if (some := [one for one in by_first[first] if told.issuperset(one[0])])
        }
        end = 0
        for at, word in enumerate(words) if likely else ():
            for long, pair in likely.get(word, ()):
                if at + len(long) > end and words[at : at + len(long)] == long:
                    yield pair
                    end = at + len(long)
                    break


def known(texts: Iterable[str], key: bytes, memory: Memory) -> Abbreviations:
    """The same as `of`; what an earlier run found, if the `key` of the texts is the same."""
    body = memory.recall(KIND, key)
    if body is not None:
        lines = memo.words(memo.unpacked(body)["pairs"])
        return Abbreviations(pairs=tuple(Pair(*line.split(" ", 1)) for line in lines))
    found = of(texts)
    memory.keep(KIND, key, memo.packed({"pairs": memo.lines([" ".join(pair) for pair in found.pairs])}))
    return found


def of(texts: Iterable[str]) -> Abbreviations:
    """What at least `FEWEST` of the texts define, each a paper's abstract."""
    defined: dict[str, Counter[Words]] = defaultdict(Counter)
    written: dict[Words, Counter[str]] = defaultdict(Counter)
    for text in texts:
        # A text counts once, however many forms of a plural it has.
        for (short, words), long in {
            (one.short, _words(one.long)): one.long for one in _definitions(text)
        }.items():
            defined[short][words] += 1
            written[words][long] += 1
    found: dict[Words, tuple[int, str]] = {}
    for short, meant in sorted(defined.items()):
        words, count = max(meant.items(), key=lambda one: (one[1], one[0]))
        if count >= max(FEWEST, SHARE * meant.total()) and count > found.get(words, (0, ""))[0]:
            found[words] = count, short
    pairs = (
        Pair(short, max(written[words].items(), key=lambda one: (one[1], one[0]))[0])
        for words, (_, short) in found.items()
    )
    return Abbreviations(pairs=tuple(sorted(pairs)))


def _definitions(text: str) -> Iterator[Pair]:
    for found in _BRACKET.finditer(text):
        short = _singular(found[1])
        if not _CAPITALS.search(short):
            continue
        before = _STOP.sub("", text[max(0, found.start() - BEFORE) : found.start()])
        long = _long(before.lower(), short)
        if long and len(_words(long)) > 1 and short.lower() not in _words(long):
            yield Pair(short, long)


def _long(before: str, short: str) -> str:
    """The long form at the end of a text in lowercase; "" if there is none. Where each capital can begin
    a word, it does: PPO is no "policy optimization"."""
    text = " ".join(before.split()[-min(len(short) + 5, 2 * len(short)) :])
    capitals = [one.lower() for one in short if one.isupper() or one.isdigit()]
    starts = [found.start() for found in _START.finditer(text)]
    at = _backwards(text, capitals, starts)
    if at is None:
        letters = [one for one in short.lower() if one.isalnum()]
        at = _backwards(text, letters[1:], range(len(text)))
        at = _backwards(text[:at], letters[:1], starts) if at is not None else None
    return text[at:].strip("'\"“”‘’,- ") if at is not None else ""


def _backwards(text: str, letters: Sequence[str], places: Sequence[int]) -> int | None:
    """Where the first letter is, if each is at one of the places before that of the next one, as late as
    possible."""
    left = list(letters)
    for at in reversed(places):
        if left and at < len(text) and text[at] == left[-1]:
            left.pop()
            if not left:
                return at
    return None if left else len(text)


def _singular(short: str) -> str:
    return _PLURAL.sub("", short)


def _words(text: str) -> Words:
    """Without the sign of a plural, so that one form is enough."""
    words = _WORD.findall(text.lower())
    return tuple([word[:-1] if word[-1] == "s" and len(word) > 3 else word for word in words])
