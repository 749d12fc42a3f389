"""The terms, pairs and places of a segment's texts, on their shelves: nine tenths of the index.

What was made of a segment can be kept: its files, and what the next segment needs to know of it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from generator import memory
from generator.graph import Graph
from generator.memory import Memory
from generator.search import postings, terms, weights
from generator.search.segments import Segment
from generator.search.shelf import MARK, Shards, shelve

PLACES = 8_192
"""Bytes of a shard of the places of terms, which only phrases and fields need."""

PAGES = 4
"""Pages of terms that a query asks for, about, in each segment."""

TERMS, MANY = (640, 2_048), 20_000
"""Bytes of a shard of terms in a segment of few or of many papers: what a query loads beside its own
terms, against the number of files."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Texts:
    """The root of a segment's terms, and the mark of that of their places; `holders` is how many papers
    have each term. `mean` are the first segment's lengths; `pairs` those of all segments so far."""

    root: bytes
    places: bytes
    holders: Mapping[str, int]
    mean: tuple[float, ...]
    pairs: frozenset[bytes]


NOTHING = Texts(root=b"", places=b"", holders={}, mean=(), pairs=frozenset())
"""Before the first segment."""


def shelve_all(segment: Segment, graph: Graph, before: Texts, shards: Shards, known: Memory) -> Texts:
    """Adds a segment's files to `shards`. What is known is of a first segment, whose files come first."""
    key = memory.key(*terms.told(segment.papers, graph))
    body = known.recall("texts", key)
    if body is not None:
        return _unpacked(body, shards)
    found = _shelved(segment, graph, before, shards)
    known.keep("texts", key, _packed(found, shards))
    return found


def _shelved(segment: Segment, graph: Graph, before: Texts, shards: Shards) -> Texts:
    gathered = terms.gather(segment.papers, graph)
    lengths = terms.lengths(gathered)
    mean = before.mean or tuple(float(one.mean()) for one in lengths)
    measured = postings.Texts(lengths=lengths, mean=mean)
    values: dict[bytes, bytes] = {}
    places: dict[bytes, bytes] = {}
    holders: Counter[str] = Counter()
    for held in terms.held(gathered):
        of_terms = postings.of_terms(held, measured)
        values.update(postings.encoded(of_terms))
        places.update(zip(held.words, postings.places(held), strict=True))
        holders.update(dict(zip(map(bytes.decode, held.words), of_terms.counts, strict=True)))
    gathered.forget_tokens()
    mark = shards.add(shelve(places, PLACES, shards))
    places.clear()
    least = weights.pair_threshold(len(segment.papers))
    of_pairs = postings.of_pairs(gathered, measured, least, before.pairs)
    values.update(postings.encoded(of_pairs))
    size = TERMS[len(segment.papers) > MANY]
    return Texts(
        root=shelve(values, size, shards, PAGES),
        places=mark,
        holders=holders,
        mean=mean,
        pairs=before.pairs.union(of_pairs.words),
    )


def _packed(found: Texts, shards: Shards) -> bytes:
    """With all files so far: these are the first."""
    bodies = shards.bodies
    return memory.packed(
        {
            "root": np.frombuffer(found.root, np.uint8),
            "places": np.frombuffer(found.places, np.uint8),
            "terms": memory.lines(list(found.holders)),
            "holders": np.array(list(found.holders.values()), np.int64),
            "mean": np.array(found.mean, np.float64),
            "pairs": np.frombuffer(b"\n".join(sorted(found.pairs)), np.uint8),
            "marks": np.frombuffer(b"".join(bodies), np.uint8),
            "sizes": np.array([len(body) for body in bodies.values()], np.int64),
            "bodies": np.frombuffer(b"".join(bodies.values()), np.uint8),
        }
    )


def _unpacked(body: bytes, shards: Shards) -> Texts:
    held = memory.unpacked(body)
    shards.bodies.update(_files(held["marks"].tobytes(), held["sizes"].tolist(), held["bodies"].tobytes()))
    return Texts(
        root=held["root"].tobytes(),
        places=held["places"].tobytes(),
        holders=dict(zip(memory.words(held["terms"]), held["holders"].tolist(), strict=True)),
        mean=tuple(held["mean"].tolist()),
        pairs=frozenset(held["pairs"].tobytes().split(b"\n")) - {b""},
    )


def _files(marks: bytes, sizes: list[int], bodies: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    for n, size in enumerate(sizes):
        yield marks[n * MARK : (n + 1) * MARK], bodies[at : at + size]
        at += size
