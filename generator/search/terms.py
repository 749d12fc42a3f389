"""The words of papers, gathered: who holds which term, and where.

One pass over the texts, into flat arrays: an archive of a hundred thousand papers has thirty million
tokens, too many for objects, and too many to be sorted at once.
"""

from __future__ import annotations  # array[int] is no type at run time before 3.12

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.search.packing import Doubles, Whole
from generator.search.weights import TITLE
from generator.search.words import tokens

PLACES = ("title", "abstract", "summary", "authors", "organization", "topics", "keywords", "id")
"""Where a word may stand: what `title:` and its like look at. Place n of field f is f × FIELD + n."""

FIELD = 2**16
APART = 8
"""Places between two names of one field, so that no phrase reaches across."""

TEXT, NAMES, MORE = 0, 1, 2
_INTO = np.array([TEXT, TEXT, MORE, NAMES, NAMES, TEXT, MORE, NAMES])
_WEIGHT = np.array([TITLE, 1, 1, 1, 1, 1, 1, 1])

Short = npt.NDArray[np.int32]

TOKENS = 2**21
"""Tokens sorted at a time, about: each takes some fifty bytes then."""


@dataclass(slots=True)
class Gathered:
    """Per token, in the order texts were read: `term`, a number of the vocabulary, and `place`. Tokens
    of paper n end before `ends[n]`. `pairs` are two term numbers in one, each once a paper, with
    `pair_paper` and `pair_times`. These are the largest arrays of a build."""

    vocabulary: dict[str, int] = field(default_factory=dict)
    term: array[int] = field(default_factory=lambda: array("i"))
    place: array[int] = field(default_factory=lambda: array("i"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    pairs: array[int] = field(default_factory=lambda: array("q"))
    pair_paper: array[int] = field(default_factory=lambda: array("i"))
    pair_times: array[int] = field(default_factory=lambda: array("B"))

    def forget_tokens(self) -> None:
        """Leaves the pairs."""
        self.term, self.place = array("i"), array("i")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Held:
    """Who holds a stretch of the words in order, from `first` on, and how often in each of the three
    fields that count: a row a (word, paper), sorted by both. Its `places` end before `ends[n]`."""

    first: int
    words: Sequence[bytes]
    word: Whole
    paper: Whole
    times: tuple[Doubles, Doubles, Doubles]
    places: Whole
    ends: Whole


def gather(papers: Iterable[ArchivedPaper], graph: Graph) -> Gathered:
    """The words of all papers, numbered in the order they are met."""
    found = Gathered()
    vocabulary = found.vocabulary
    for at, paper in enumerate(papers):
        pairs: Counter[int] = Counter()
        for n, texts in enumerate(_texts(paper, graph)):
            start, base = 0, n * FIELD
            row: list[int] = []
            for text in texts:
                last = start
                for term, where, span in tokens(text):
                    number = vocabulary.setdefault(term, len(vocabulary))
                    found.term.append(number)
                    found.place.append(base + min(start + where, FIELD - 1))
                    if span == 1:
                        row.append(number)
                    last = start + where + span
                start = last + APART
            if n < 2:  # title and abstract
                for one, other in pairwise(row):
                    pairs[one << 32 | other] += int(_WEIGHT[n])
        found.ends.append(len(found.term))
        found.pairs.extend(pairs)
        found.pair_paper.extend([at] * len(pairs))
        found.pair_times.extend(min(255, count) for count in pairs.values())
    return found


def told(papers: Iterable[ArchivedPaper], graph: Graph) -> list[list[list[str]]]:
    """All texts that `gather` reads."""
    return [[list(texts) for texts in _texts(paper, graph)] for paper in papers]


def _texts(paper: ArchivedPaper, graph: Graph) -> Iterator[Iterable[str]]:
    """The texts of each of PLACES."""
    facts = paper.paper
    organization = facts.organization
    yield [facts.title]
    yield [facts.abstract or ""]
    yield [paper.note.summary or (facts.ai_summary.text if facts.ai_summary else "")]
    yield paper.shown_names
    yield dict.fromkeys([organization.name, organization.shown]) if organization else ()
    yield [graph.taxonomy.by_slug[slug].label for slug in graph.topics_of(facts.id)]
    yield [word.label for word in graph.keywords_of(facts.id)]
    yield [facts.id]


def held(gathered: Gathered) -> Iterator[Held]:
    """All words in the order of their bytes, some at a time."""
    words = sorted(gathered.vocabulary, key=str.encode)
    rank = np.empty(len(words), dtype=np.int32)
    rank[[gathered.vocabulary[word] for word in words]] = np.arange(len(words), dtype=np.int32)
    word = rank[np.frombuffer(gathered.term, dtype=np.int32)] if words else rank
    places = np.frombuffer(gathered.place, dtype=np.int32)
    edges = np.frombuffer(gathered.ends, dtype=np.int64) if gathered.ends else np.zeros(0, dtype=np.int64)
    ends = np.cumsum(np.bincount(word, minlength=len(words)))
    first = 0
    while first < len(words):
        before = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + TOKENS)))
        chosen = np.flatnonzero((word >= first) & (word < last))
        order = chosen[np.argsort(word[chosen], kind="stable")]
        papers = np.searchsorted(edges, order, side="right").astype(np.int32)
        yield _held(first, words[first:last], word[order] - first, papers, places[order])
        first = last


def lengths(gathered: Gathered) -> tuple[Doubles, ...]:
    """Words of each paper in each of the three fields, repeated ones included."""
    found = tuple(np.zeros(len(gathered.ends)) for _ in range(3))
    for part in held(gathered):
        for n, times in enumerate(part.times):
            found[n][:] += np.bincount(part.paper, weights=times, minlength=len(found[n]))
    return found


def _held(first: int, words: Sequence[str], word: Short, paper: Short, places: Short) -> Held:
    """From tokens to rows: tokens of one word and paper stand together."""
    new = np.ones(len(word), dtype=bool)
    new[1:] = (word[1:] != word[:-1]) | (paper[1:] != paper[:-1])
    starts = np.flatnonzero(new)
    row = np.cumsum(new) - 1
    where = places >> 16
    text, names, more = (
        np.bincount(row, weights=np.where(_INTO[where] == into, _WEIGHT[where], 0.0)).astype(np.float64)
        for into in (TEXT, NAMES, MORE)
    )
    more[text > 0] = 0  # what the text says already counts there
    return Held(
        first=first,
        words=[one.encode() for one in words],
        word=word[starts].astype(np.int64),
        paper=paper[starts].astype(np.int64),
        times=(text, names, more),
        places=places.astype(np.int64),
        ends=np.append(starts[1:], len(word)),
    )
