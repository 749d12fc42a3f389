"""The small language of topic patterns, compiled once and matched in one pass over the words.

All phrases of all topics are in one tree of words (a trie). A text is read once, whatever the number of
patterns, so a day is matched in milliseconds and an archive in seconds.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from generator.graph.topics import regexes
from generator.tokens.stems import SINGULARS, Remembered
from generator.tokens.words import Words, singulars

LONGEST = 8
"""The most words in a phrase."""

WRITTEN = 200
"""The most characters in a pattern."""

INITIALS = 2
"""The fewest letters before the star in a pattern such as quantiz*."""

_PIECE = re.compile(r"[\w*-]+")
_SEPARATOR = re.compile(r"\s&\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One line of the vocabulary. All `phrases` must occur in a field; each is a set of spellings."""

    written: str
    phrases: tuple[tuple[Words, ...], ...] = ()
    regex: re.Pattern[str] | None = None
    in_title: bool = False


def compile_pattern(written: str) -> Pattern:
    """Raises ValueError, saying what is allowed, when nothing could ever match or matching might never
    end."""
    if len(written) > WRITTEN:
        raise ValueError(f"expected at most {WRITTEN} characters")
    body, in_title = (written[6:], True) if written.startswith("title:") else (written, False)
    body = body.strip()
    if body.startswith("re:"):
        regex = regexes.bounded(body[3:].strip())
        return Pattern(written=written, regex=regex, in_title=in_title)
    phrases = tuple(_spellings(part) for part in _SEPARATOR.split(body))
    return Pattern(written=written, phrases=phrases, in_title=in_title)


def _spellings(phrase: str) -> tuple[Words, ...]:
    """Every spelling: each hyphen is a space or nothing."""
    if "*" not in phrase and "-" not in phrase:
        folded = singulars(phrase)
        if not 0 < len(folded) <= LONGEST:
            raise ValueError(f"expected 1 to {LONGEST} words, such as: video generation")
        return (folded,)
    per_word = [_joined(piece) for piece in _PIECE.findall(phrase.casefold())]
    # The longest spelling has all words apart: if that is short enough, there are few spellings.
    if sum(max(map(len, ways)) for ways in per_word) > LONGEST:
        raise ValueError(f"expected 1 to {LONGEST} words, those between hyphens counted one by one")
    spellings = tuple(dict.fromkeys(tuple(w for one in way for w in one) for way in product(*per_word)))
    if not spellings or any(not way or any(map(_is_too_wild, way)) for way in spellings):
        raise ValueError(f"expected 1 to {LONGEST} words, such as: text-to-image, quantiz*, *bench")
    return spellings


def _is_too_wild(word: str) -> bool:
    return not word or ("*" in word and (len(word.strip("*")) < INITIALS or "*" in word.strip("*")))


def _joined(piece: str) -> list[Words]:
    parts = [part for part in piece.split("-") if part]
    apart = tuple(_word(part) for part in parts)
    return [apart] if len(parts) == 1 else [apart, (_word("".join(parts)),)]


def _word(part: str) -> str:
    return part if "*" in part else SINGULARS[part]


@dataclass(slots=True)
class _Node:
    """A node of the tree; `ends` are the numbers of the phrases that are complete here."""

    words: dict[str, "_Node"] = field(default_factory=dict)
    wild: dict[str, "_Node"] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)

    def child(self, word: str) -> "_Node":
        return (self.wild if "*" in word else self.words).setdefault(word, _Node())


def _fits(word: str, shape: str) -> bool:
    bare = shape.strip("*")
    if shape.startswith("*"):
        return bare in word if shape.endswith("*") else word.endswith(bare)
    return word.startswith(bare)


class Hit(NamedTuple):
    """A phrase in a text: words `start` to `end` (exclusive)."""

    phrase: int
    start: int
    end: int


class Phrases:
    """Finds any number of phrases in one pass."""

    def __init__(self, phrases: Sequence[tuple[Words, ...]]) -> None:
        self._root = _Node()
        self._starts = Remembered(self._first)
        for number, spellings in enumerate(phrases):
            for spelling in spellings:
                node = self._root
                for word in spelling:
                    node = node.child(word)
                node.ends.append(number)
        # Every new word is compared with the prefixes; grouping those by initial keeps that cheap.
        self._initials: dict[str, list[str]] = defaultdict(list)
        for shape in self._root.wild:
            self._initials["" if shape.startswith("*") else shape[:INITIALS]].append(shape)

    def _first(self, word: str) -> list[_Node]:
        shapes = [*self._initials.get("", ()), *self._initials.get(word[:INITIALS], ())]
        nodes = [self._root.words[word]] if word in self._root.words else []
        return nodes + [self._root.wild[shape] for shape in shapes if _fits(word, shape)]

    def find(self, text: Words) -> list[Hit]:
        """Every occurrence, in text order; they may overlap."""
        hits: list[Hit] = []
        starts, size = self._starts, len(text)
        for at, beginning in enumerate(map(starts.__getitem__, text)):
            if not beginning:
                continue
            here, end = beginning, at + 1
            while here:
                ahead: list[_Node] = []
                following = text[end] if end < size else ""
                for node in here:
                    if node.ends:
                        hits += [Hit(phrase, at, end) for phrase in node.ends]
                    if following in node.words:
                        ahead.append(node.words[following])
                    if node.wild and following:
                        ahead += [after for shape, after in node.wild.items() if _fits(following, shape)]
                here, end = ahead, end + 1
        return hits


class Matcher:
    """All patterns of a vocabulary at once; a pattern is given by its index."""

    def __init__(self, patterns: Sequence[Pattern], vetoes: Iterable[tuple[Pattern, Iterable[int]]]) -> None:
        """`vetoes` are `not` patterns with the indices of the patterns from which they exclude words."""
        numbers: dict[tuple[Words, ...], int] = {}
        self._parts = [[numbers.setdefault(p, len(numbers)) for p in one.phrases] for one in patterns]
        self._alone: dict[int, list[int]] = defaultdict(list)
        self._together: dict[int, list[int]] = defaultdict(list)
        longest = [max(map(len, phrase)) for phrase in numbers]
        for at, parts in enumerate(self._parts):
            if len(parts) == 1:
                self._alone[parts[0]].append(at)
            elif parts:  # the part with most words is the rarest: it is seldom there in vain
                self._together[max(parts, key=longest.__getitem__)].append(at)
        self._regexes = [(at, one.regex) for at, one in enumerate(patterns) if one.regex]
        self._of_titles = frozenset(at for at, one in enumerate(patterns) if one.in_title)
        self._vetoed: dict[int, set[int]] = defaultdict(set)
        for pattern, positions in vetoes:
            for phrase in pattern.phrases:
                self._vetoed[numbers.setdefault(phrase, len(numbers))].update(positions)
        self._phrases = Phrases(list(numbers))

    def count(self, text: Words, *, title: bool = False) -> Mapping[int, int]:
        """Index of each pattern that matches here → how often."""
        hits = self._phrases.find(text)
        times = Counter([hit.phrase for hit in hits])
        counts: dict[int, int] = {}
        for phrase, often in times.items():
            for at in self._alone.get(phrase, ()):
                counts[at] = often
            for at in self._together.get(phrase, ()):
                counts[at] = min([times[part] for part in self._parts[at]])
        if any(phrase in self._vetoed for phrase in times):
            self._veto(counts, times, hits)
        if self._regexes:
            line = " ".join(text)
            for at, regex in self._regexes:
                if matches := len(regex.findall(line)):
                    counts[at] = matches
        return {at: n for at, n in counts.items() if n and (title or at not in self._of_titles)}

    def _veto(self, counts: dict[int, int], times: Counter[int], hits: Sequence[Hit]) -> None:
        """Counts again, without the words excluded for it, each pattern for which some are."""
        cuts = [hit for hit in hits if hit.phrase in self._vetoed]
        for at in {at for cut in cuts for at in self._vetoed[cut.phrase]} & counts.keys():
            counts[at] = min(self._kept(at, part, times, hits, cuts) for part in self._parts[at])

    def _kept(self, at: int, part: int, times: Counter[int], hits: Sequence[Hit], cuts: Sequence[Hit]) -> int:
        """How often a part of a pattern occurs outside the words excluded for it."""
        mine = [cut for cut in cuts if at in self._vetoed[cut.phrase]]
        if not mine:
            return times[part]
        return sum(hit.phrase == part and not any(_overlap(hit, cut) for cut in mine) for hit in hits)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end
