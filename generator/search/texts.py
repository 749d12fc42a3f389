"""The terms, pairs and places of a segment's texts, on their shelves: nine tenths of the index.

What was made of a segment can be kept: its files, and what the next segment needs to know of it.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge

import numpy as np

from generator import memo
from generator.graph import Graph
from generator.memo import Memory
from generator.records.page import Blob
from generator.search import postings, terms, weights
from generator.search.layout import MARK
from generator.search.packing import Whole
from generator.search.segments import Segment
from generator.search.shelf import Item, Shards, Shelving, files

PLACES = 8_192
"""Bytes of a shard of the places of terms, which only phrases and fields need."""

PAGES = 4
"""Pages of terms that a query asks for, about, in each segment."""

TERMS = 640, 2_048
"""Bytes of a shard of terms in a segment of few or of many papers: what a query loads beside its own
terms, against the number of files."""


KIND = "texts"
PART = 2**21
"""Bytes of files that are kept in one piece."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Texts:
    """The root of a segment's terms, and the mark of that of their places; `words` are its terms, in order,
    and `counts` how many papers have each. `mean` are the first segment's lengths; `pairs` those of all
    segments so far, a line each."""

    root: bytes
    places: bytes
    words: Sequence[bytes]
    counts: Whole
    mean: tuple[float, ...]
    pairs: bytes


NOTHING = Texts(root=b"", places=b"", words=(), counts=np.zeros(0, np.int64), mean=(), pairs=b"")
"""Before the first segment."""


def shelve_all(
    segment: Segment, graph: Graph, before: Texts, shards: Shards, known: Memory
) -> Generator[Blob, None, Texts]:
    """A segment's files, as they are made. What is known is of a first segment, whose files come first."""
    kept = _Kept(memo.key_of(terms.told(segment.papers, graph)), known)
    found = yield from kept.recalled(shards)
    return found or (yield from _shelved(segment, graph, before, shards, kept))


class _Kept:
    """Keeps a segment's files on their way, some megabytes at a time, and then what they mean; and finds
    them again."""

    def __init__(self, key: bytes, known: Memory) -> None:
        self._key, self._known = key, known
        self._marks: list[bytes] = []
        self._bodies: list[bytes] = []
        self._held = self._parts = 0

    def recalled(self, shards: Shards) -> Generator[Blob, None, Texts | None]:
        """What another run kept; None where some of it is gone. What was handed out until then stays
        kept: made anew, files are cut into the same pieces, and only those that are missing pass by."""
        body = self._known.recall(KIND, self._key)
        if body is None:
            return None
        held = memo.unpacked(body)
        for _ in range(int(held["parts"][0])):
            part = self._known.recall(f"{KIND}-{self._parts}", self._key)
            if part is None:
                return None
            self._parts += 1
            for mark, form in _files(memo.unpacked(part)):
                shards.add_again(mark, form)
            yield from files(shards.take())
        words = held["words"].tobytes()
        return Texts(
            root=held["root"].tobytes(),
            places=held["places"].tobytes(),
            words=words.split(b"\n") if words else [],
            counts=held["counts"],
            mean=tuple(held["mean"].tolist()),
            pairs=held["pairs"].tobytes(),
        )

    def passing(self, taken: Iterable[Item]) -> Iterator[Item]:
        """The same."""
        for mark, body in taken:
            self._marks.append(mark)
            self._bodies.append(body)
            self._held += len(body)
            if self._held > PART:
                self._keep()
            yield mark, body

    def end(self, found: Texts) -> None:
        """All files are there."""
        self._keep()
        body = memo.packed(
            {
                "root": np.frombuffer(found.root, np.uint8),
                "places": np.frombuffer(found.places, np.uint8),
                "words": np.frombuffer(b"\n".join(found.words), np.uint8),
                "counts": found.counts,
                "mean": np.array(found.mean, np.float64),
                "pairs": np.frombuffer(found.pairs, np.uint8),
                "parts": np.array([self._parts]),
            }
        )
        self._known.keep(KIND, self._key, body)

    def _keep(self) -> None:
        body = memo.packed(
            {
                "marks": np.frombuffer(b"".join(self._marks), np.uint8),
                "sizes": np.array([len(body) for body in self._bodies], np.int64),
                "bodies": np.frombuffer(b"".join(self._bodies), np.uint8),
            }
        )
        self._known.keep(f"{KIND}-{self._parts}", self._key, body)
        self._marks, self._bodies, self._held = [], [], 0
        self._parts += 1


def _shelved(
    segment: Segment, graph: Graph, before: Texts, shards: Shards, kept: _Kept
) -> Generator[Blob, None, Texts]:
    gathered = terms.gather(segment.papers, graph)
    lengths = terms.lengths(gathered)
    mean = before.mean or tuple(float(one.mean()) for one in lengths)
    measured = postings.Texts(lengths=lengths, mean=mean)
    of_terms = Shelving(TERMS[len(segment.papers) > weights.MANY], shards)
    of_places = Shelving(PLACES, shards)
    counts: list[Whole] = [np.zeros(0, np.int64)]
    pairs = [before.pairs] if before.pairs else []
    least, older = (
        weights.pair_threshold(len(segment.papers)),
        postings.numbered(before.pairs.splitlines(), gathered.words),
    )
    for held, beside in terms.held(gathered):
        single = postings.of_terms(held, measured)
        double = postings.of_pairs(beside, gathered.words, measured, least, older)
        counts.append(single.counts)
        pairs += [b"\n".join(double.words)] if double.words else []
        of_places.add(zip(held.words, postings.places(held), strict=True))
        # No letter comes before a space, so a word's pairs stand between it and all that begin with it.
        of_terms.add(merge(postings.encoded(single), postings.encoded(double)))
        yield from files(kept.passing(shards.take()))
    root, places = of_terms.root(PAGES), shards.add(of_places.root())
    yield from files(kept.passing(shards.take()))
    found = Texts(
        root=root,
        places=places,
        words=gathered.words,
        counts=np.concatenate(counts),
        mean=mean,
        pairs=b"\n".join(pairs),
    )
    kept.end(found)
    return found


def _files(part: Mapping[str, memo.Array]) -> Iterator[tuple[bytes, bytes]]:
    marks, bodies, at = part["marks"].tobytes(), part["bodies"].tobytes(), 0
    for n, size in enumerate(part["sizes"].tolist()):
        yield marks[n * MARK : (n + 1) * MARK], bodies[at : at + size]
        at += size
