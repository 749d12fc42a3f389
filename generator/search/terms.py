"""The words of all papers: which paper has which term, and where.

One pass over the texts, into flat arrays: an archive of a hundred thousand papers has thirty million
tokens, too many for objects, and too many to be sorted at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.memo import FORGETFUL, Memory
from generator.search import chunks, fields
from generator.search.chunks import FIELD, SPANNING, Short, Tokens
from generator.search.layout import FIELD_BITS, FIELDS, ONLY
from generator.search.packing import Doubles, Whole
from generator.search.weights import TITLE
from generator.workers import ALONE, Workers, divided

ABSTRACT = FIELDS.index("abstract")

TEXT, NAMES, MORE, SAID = 0, 1, 2, 3
_INTO = np.array([TEXT, TEXT, MORE, NAMES, NAMES, TEXT, MORE, NAMES])
_WEIGHT = np.array([TITLE, 1, 1, 1, 1, 1, 1, 1])

KIND = "tokens"
BATCH, WINDOW = 2**10, 2**18
"""How many papers are read, and tokens sorted, at a time: a token takes some fifty bytes meanwhile."""

KEPT = 2**7
"""How many papers are kept together: one that changes has all of them read again."""

_ONLY = tuple(one.encode() for one in ONLY.values())

FAR = 255
"""Stands for a step between places that a byte does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Batch:
    """Papers from `first` on. Per token, in reading order: `term`, the index of its word, and `steps`
    between places, of which `far` holds those that are long or go back. Tokens of the n-th paper end
    before `ends[n]`. All batches together take the most memory in a build."""

    first: int
    ends: Whole
    term: Short
    steps: npt.NDArray[np.uint8]
    far: Short

    def places(self) -> Short:
        """The place of each token."""
        steps = self.steps.astype(np.int32)
        steps[self.steps == FAR] = self.far
        return np.cumsum(steps, dtype=np.int32)

    def papers(self, tokens: Whole) -> Whole:
        """The place of each token's paper in the batch."""
        return np.searchsorted(self.ends, tokens, side="right")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The words in the order of their bytes, and the papers' tokens."""

    words: Sequence[bytes]
    batches: Sequence[Batch]
    papers: int


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Beside:
    """Which words of title and abstract are adjacent, and how often: a row per (pair, paper), sorted by
    both. `pair` is an index in `pairs`; a pair is two indices of words, `one << 32 | other`."""

    pairs: Whole
    pair: Whole
    paper: Whole
    times: Doubles


def gather(
    papers: Iterable[ArchivedPaper], graph: Graph, workers: Workers = ALONE, known: Memory = FORGETFUL
) -> Gathered:
    """The words of all papers. Those of papers that an earlier run read are not read again."""
    vocabulary: dict[str, int] = {}
    batches: list[Batch] = []
    count = 0
    for tokens in _tokens(papers, graph, workers, known):
        numbers = [vocabulary.setdefault(term, len(vocabulary)) for term in tokens.terms]
        batches.append(_batch(count, tokens, np.array(numbers, np.int32)))
        count += len(tokens.ends)
    chunks.forget()
    words = sorted(vocabulary, key=str.encode)
    rank = np.empty(len(words), dtype=np.int32)
    rank[[vocabulary[word] for word in words]] = np.arange(len(words), dtype=np.int32)
    for batch in batches:
        batch.term[:] = rank[batch.term]
    return Gathered(words=[word.encode() for word in words], batches=batches, papers=count)


def _tokens(
    papers: Iterable[ArchivedPaper], graph: Graph, workers: Workers, known: Memory
) -> Iterator[Tokens]:
    if known is FORGETFUL:
        yield from workers.map(chunks.tokens, divided(fields.of(papers, graph), BATCH))
        return
    parts = list(divided(papers, KEPT))
    keys = [fields.key(part, graph) for part in parts]
    bodies = [known.recall(f"{KIND}-{n}", of) for n, of in enumerate(keys)]
    unread = [n for n, body in enumerate(bodies) if body is None]
    at = 0
    for n, found in zip(
        unread, workers.map(chunks.tokens, (list(fields.of(parts[n], graph)) for n in unread)), strict=True
    ):
        yield from map(chunks.unpacked, filter(None, bodies[at:n]))
        known.keep(f"{KIND}-{n}", keys[n], chunks.packed(found))
        yield found
        at = n + 1
    yield from map(chunks.unpacked, filter(None, bodies[at:]))


def _batch(first: int, tokens: Tokens, numbers: Short) -> Batch:
    """The papers from `first` on; `numbers` are those of their terms."""
    steps: Short = np.diff(tokens.place, prepend=np.int32(0)).astype(np.int32)
    far = (steps < 0) | (steps >= FAR)
    return Batch(
        first=first,
        ends=tokens.ends,
        term=numbers[tokens.term],
        steps=np.where(far, FAR, steps).astype(np.uint8),
        far=steps[far],
    )


def held(gathered: Gathered) -> Iterator[tuple[Held, Beside]]:
    """All words in order, some at a time, and the pairs that start with them."""
    counts = np.zeros(len(gathered.words), dtype=np.int64)
    for batch in gathered.batches:
        counts += np.bincount(batch.term, minlength=len(counts))
    ends = np.cumsum(counts)
    first = 0
    while first < len(ends):
        before = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + WINDOW)))
        parts = [_between(batch, first, last) for batch in gathered.batches]
        tokens, pairs = zip(*parts, strict=True)
        rows = _held(first, gathered.words[first:last], *_joined(tokens))
        yield rows, _beside(gathered.papers, *_joined(pairs))
        first = last


def lengths(gathered: Gathered) -> tuple[Doubles, ...]:
    """The number of words of each paper in each of the three fields, including repeated ones."""
    found = tuple(np.zeros(gathered.papers) for _ in range(3))
    silent = np.array([word.endswith(_ONLY) for word in gathered.words], dtype=bool)
    for batch in gathered.batches:
        paper = batch.papers(np.arange(len(batch.term)))
        where = (batch.places() & ~SPANNING) >> FIELD_BITS
        into, weight = _INTO[where], _WEIGHT[where]
        key = paper * len(gathered.words) + batch.term
        into[(into == MORE) & np.isin(key, key[into == TEXT])] = SAID
        into[silent[batch.term]] = SAID
        for n, counted in enumerate(found):
            counted[batch.first : batch.first + len(batch.ends)] = np.bincount(
                paper, weights=weight * (into == n), minlength=len(batch.ends)
            )
    return found


Rows = tuple[Short, Short, Short]
"""The word, paper and place of each token."""

Neighbours = tuple[Whole, Short, Short]
"""The pair, paper and weight of each two adjacent tokens."""


def _between(batch: Batch, first: int, last: int) -> tuple[Rows, Neighbours]:
    """The tokens of some words, and their pairs with the next word."""
    chosen = np.flatnonzero((batch.term >= first) & (batch.term < last))
    places, papers = batch.places(), batch.papers(chosen)
    number = (papers + batch.first).astype(np.int32)
    tokens = batch.term[chosen] - np.int32(first), number, places[chosen] & ~SPANNING
    starts = places[chosen] < (ABSTRACT + 1) * FIELD  # not what spans several words, either
    one, paper, number = chosen[starts], papers[starts], number[starts]
    count = len(places)
    plain = np.where(places < SPANNING, np.arange(count), count)
    following = np.append(np.minimum.accumulate(plain[::-1])[::-1], count)
    other = following[one + 1]
    near = other < batch.ends[paper]
    one, other, number = one[near], other[near], number[near]
    same = places[one] >> FIELD_BITS == places[other] >> FIELD_BITS
    one, other, number = one[same], other[same], number[same]
    pair = batch.term[one].astype(np.int64) << 32 | batch.term[other]
    return tokens, (pair, number, _WEIGHT[places[one] >> FIELD_BITS].astype(np.int32))


def _joined(parts: Sequence[tuple[npt.NDArray[Any], ...]]) -> list[npt.NDArray[Any]]:
    return [np.concatenate(column) for column in zip(*parts, strict=True)]


def _beside(papers: int, pair: Whole, paper: Short, weight: Short) -> Beside:
    """Groups pairs into rows."""
    pairs, place = np.unique(pair, return_inverse=True)
    rows, row = np.unique(place * papers + paper, return_inverse=True)
    times = np.bincount(row, weights=weight, minlength=len(rows)).astype(np.float64)
    return Beside(pairs=pairs, pair=rows // papers, paper=rows % papers, times=times)


def _held(first: int, words: Sequence[bytes], word: Short, paper: Short, places: Short) -> Held:
    """Groups tokens into rows, one for each word and paper."""
    order = np.argsort(word, kind="stable")
    word, paper, places = word[order], paper[order], places[order]
    new = np.ones(len(word), dtype=bool)
    new[1:] = (word[1:] != word[:-1]) | (paper[1:] != paper[:-1])
    starts = np.flatnonzero(new)
    row = np.cumsum(new) - 1
    where = places >> FIELD_BITS
    text, names, more = (
        np.bincount(row, weights=np.where(_INTO[where] == into, _WEIGHT[where], 0.0)).astype(np.float64)
        for into in (TEXT, NAMES, MORE)
    )
    more[text > 0] = 0  # what the text says already counts there
    return Held(
        first=first,
        words=words,
        word=word[starts].astype(np.int64),
        paper=paper[starts].astype(np.int64),
        times=(text, names, more),
        places=places.astype(np.int64),
        ends=np.append(starts[1:], len(word)),
    )
