"""Phrases of titles and keywords that the vocabulary does not cover, and the papers that have them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from generator.archive import ArchivedPaper
from generator.graph.similarity.vectors import Floats
from generator.graph.topics.patterns import Phrases
from generator.graph.topics.taxonomy import Taxonomy
from generator.tokens import words
from generator.tokens.stems import SINGULARS, STEMS
from generator.tokens.words import Words

LONGEST = 3
"""The most words in a phrase."""

SHORTEST = 4
"""The fewest letters of a phrase of one word: shorter ones are mostly names of models and data sets."""

MOSTLY = 0.7
"""A phrase is part of a longer one if this share of its papers has the longer one."""

TOGETHER, TOGETHER_ALONE = 0.3, 0.4
"""A phrase is about one thing if it is more coherent than this; the second is for phrases of one word."""

_EMPTY = frozenset(
    {"via", "using", "use", "toward", "towards", "beyond", "without", "based", "new", "novel", "large"}
)
"""Words at which no phrase begins or ends, besides stop words."""


class Uncovered:
    """Finds phrases in the words between the strong patterns of a vocabulary and what it dismisses."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        patterns = (pattern for topic in taxonomy.topics for pattern in topic.patterns)
        known = [one.phrases[0] for one in (*patterns, *taxonomy.dismissed) if len(one.phrases) == 1]
        self._known = Phrases(known) if known else None
        self._of_keyword: dict[str, tuple[Words, ...]] = {}

    def of_paper(self, archived: ArchivedPaper) -> set[Words]:
        """The phrases of its title and keywords, each as words in the singular."""
        found = set(self._of(archived.paper.title))
        for keyword in archived.paper.keywords:
            if keyword not in self._of_keyword:
                self._of_keyword[keyword] = tuple(self._of(keyword))
            found.update(self._of_keyword[keyword])
        return found

    def _of(self, text: str) -> Iterator[Words]:
        for run in self._runs(words.singulars(text)):
            for first, word in enumerate(run):
                if _is_end(word):
                    for end in range(first + 1, min(first + LONGEST, len(run)) + 1):
                        if _is_end(run[end - 1]) and (end - first > 1 or len(word) >= SHORTEST):
                            phrase = run[first:end]
                            if all(map(str.isascii, phrase)):  # a label and a slug can be made of it
                                yield phrase

    def _runs(self, text: Words) -> Iterator[Words]:
        """The words between two patterns."""
        start = 0
        for hit in self._known.find(text) if self._known else ():
            if hit.start > start:
                yield text[start : hit.start]
            start = max(start, hit.end)
        if start < len(text):
            yield text[start:]


def _is_end(word: str) -> bool:
    """Whether a phrase may begin and end with it."""
    return len(word) > 1 and word[0].isalpha() and word not in _EMPTY and bool(STEMS[word])


def holders(
    papers: Sequence[ArchivedPaper], rows: Iterable[int], known: Uncovered
) -> Mapping[Words, list[int]]:
    """The rows that have each phrase, in order."""
    found: dict[Words, list[int]] = defaultdict(list)
    for row in rows:
        for phrase in known.of_paper(papers[row]):
            found[phrase].append(row)
    return found


def whole(found: Mapping[Words, list[int]]) -> Mapping[Words, list[int]]:
    """The phrases that are not merely part of a longer one, as "language action" is of "vision language
    action"."""
    parts = {
        part
        for phrase, rows in found.items()
        for part in _parts(phrase)
        if part in found and len(rows) >= MOSTLY * len(found[part])
    }
    return {phrase: rows for phrase, rows in found.items() if phrase not in parts}


def _parts(phrase: Words) -> Iterator[Words]:
    for size in range(1, len(phrase)):
        for first in range(len(phrase) - size + 1):
            yield phrase[first : first + size]


def centred(points: Floats, middle: Floats) -> Floats:
    """Vectors of length 1 around a point."""
    around = points - middle
    lengths = np.sqrt((around * around).sum(axis=1, keepdims=True))
    return np.asarray(around / np.maximum(lengths, 1e-9), dtype=np.float32)


def coherence(points: Floats) -> float:
    """The mean cosine of any two papers, from centred vectors: high if a phrase is about one thing."""
    count = len(points)
    if count < 2:
        return 0.0
    total = points.sum(axis=0, dtype=np.float64)
    return round(float((total @ total - count) / (count * (count - 1))), 3)


def weights(found: Mapping[Words, Sequence[int]], points: Floats) -> Mapping[Words, float]:
    """For each phrase whose papers are about one thing, their number times their coherence."""
    together = {phrase: coherence(points[rows]) for phrase, rows in found.items()}
    return {
        phrase: round(len(found[phrase]) * one, 3)
        for phrase, one in together.items()
        if one > (TOGETHER if len(phrase) > 1 else TOGETHER_ALONE)
    }


def written(phrase: Words, papers: Iterable[ArchivedPaper]) -> str:
    """How these papers write it most often, in lowercase."""
    forms: Counter[str] = Counter()
    size = len(phrase)
    for archived in papers:
        for text in (archived.paper.title, *archived.paper.keywords):
            plain = words.words(text)
            folded = tuple(map(SINGULARS.__getitem__, plain))
            for at in range(len(plain) - size + 1):
                if folded[at : at + size] == phrase:
                    forms[" ".join(plain[at : at + size])] += 1
    return min(forms, key=lambda form: (-forms[form], form), default=" ".join(phrase))
