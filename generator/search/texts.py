"""The terms, names, pairs and places of a segment's texts, on their shelves: nine tenths of the index."""

import re
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge

import numpy as np

from generator import memo
from generator.graph import Graph
from generator.search import pairs, postings, terms, weights
from generator.search.layout import Extent
from generator.search.packing import Whole
from generator.search.packs import Pack, Packs
from generator.search.segments import Segment
from generator.search.shelf import Item, Shelving
from generator.workers import ALONE, MANY, Workers

_DIGIT = re.compile(rb"[0-9]")

PLACES = 8_192
"""Bytes in a shard of term places, which only phrases and field queries need."""

TERMS = 1_152, 640
"""Bytes in a shard of terms, in the first segment and in a later one, which has fewer papers: a compromise
between what a query loads besides its own terms, and how long the root is that leads to them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Texts:
    """The root of a segment's terms and names, and where that of places is; `words` are its terms, in order,
    and `counts` how many papers have each. `mean` are the first segment's lengths; `pairs` those of all
    segments so far, a line each."""

    root: bytes
    places: Extent
    words: Sequence[bytes]
    counts: Whole
    mean: tuple[float, ...]
    pairs: bytes


NOTHING = Texts(root=b"", places=Extent(0, 0, 0), words=(), counts=np.zeros(0, np.int64), mean=(), pairs=b"")
"""Before the first segment."""


def shelve(
    segment: Segment,
    graph: Graph,
    before: Texts,
    names: Iterable[Item],
    packs: Packs,
    workers: Workers = ALONE,
) -> Generator[list[Pack], None, Texts]:
    """Yields a segment's packs, some at a time, as they are made. `names` stand among its terms."""
    # All texts of a closed segment are kept as they are written (`kept`).
    memory = memo.FORGETFUL if segment.is_closed else graph.known
    gathered = terms.gather(segment.papers, graph, workers, memory)
    if len(graph.archive.papers) >= MANY:
        workers.rest()
    lengths = terms.lengths(gathered)
    mean = before.mean or tuple(float(one.mean()) for one in lengths)
    measured = postings.Texts(lengths=lengths, mean=mean)
    of_terms = Shelving(TERMS[segment.first > 0], packs)
    of_places = Shelving(PLACES, packs)
    values: list[bytes] = []
    singles, doubles = [np.zeros(0, np.int32)], []
    counts: list[Whole] = [np.zeros(0, np.int64)]
    known = [before.pairs] if before.pairs else []
    least = needed(gathered.words, segment.first + len(segment.papers))
    older = postings.numbered(before.pairs.splitlines(), gathered.words)
    for held, beside in terms.held(gathered):
        single = postings.of_terms(held, measured)
        double = postings.of_pairs(beside, gathered.words, measured, least, older)
        counts.append(single.counts)
        singles.append(single.papers.astype(np.int32))
        values += [value for _, value in postings.encoded(single)]
        doubles.append(double)
        known += [b"\n".join(double.postings.words)] if double.codes.size else []
        of_places.add(zip(held.words, postings.places(held), strict=True))
        yield packs.take()
    held_by = np.concatenate(counts)
    of_rarer = pairs.sections(doubles, pairs.Singles(held_by, np.concatenate(singles)), len(segment.papers))
    of_words = (
        (word, value + of_rarer.get(n, b""))
        for n, (word, value) in enumerate(zip(gathered.words, values, strict=True))
    )
    of_terms.add(merge(of_words, names))
    root, places = of_terms.root(), packs.add(of_places.root())
    packs.close()
    yield packs.take()
    return Texts(
        root=root,
        places=places,
        words=gathered.words,
        counts=held_by,
        mean=mean,
        pairs=b"\n".join(known),
    )


def needed(words: Sequence[bytes], papers: int) -> Whole:
    """The number of papers that a pair with each of the words needs in an archive of so many."""
    usual = weights.pair_threshold(papers)
    return np.array([weights.FEWEST if _DIGIT.search(word) else usual for word in words], np.int64)


def packed(texts: Texts) -> dict[str, memo.Array]:
    """Arrays that can be kept between runs."""
    return {
        "root": np.frombuffer(texts.root, np.uint8),
        "places": np.array(texts.places, np.int64),
        "words": np.frombuffer(b"\n".join(texts.words), np.uint8),
        "counts": texts.counts,
        "mean": np.array(texts.mean, np.float64),
        "pairs": np.frombuffer(texts.pairs, np.uint8),
    }


def unpacked(held: Mapping[str, memo.Array]) -> Texts:
    """The inverse of `packed`."""
    words = held["words"].tobytes()
    return Texts(
        root=held["root"].tobytes(),
        places=Extent(*held["places"].tolist()),
        words=words.split(b"\n") if words else [],
        counts=held["counts"],
        mean=tuple(held["mean"].tolist()),
        pairs=held["pairs"].tobytes(),
    )
