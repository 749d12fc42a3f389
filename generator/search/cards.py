"""What a result shows, a few papers a shard; ids and the shards' marks are on the pages above.

```
page ──► shard        page:   ids of PAGE papers, then the mark of each of their shards
                      shard:  the cards of SHARD papers, in the order of their numbers
```
"""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.records.ids import PaperId
from generator.search.packing import number, word
from generator.search.segments import Segment
from generator.search.shelf import Shards
from generator.text import excerpt

SHARD, PAGE = 4, 64
"""Papers of a shard, and of a page: a result list of ten loads ten shards at most."""

NAMES, TOPICS, SUMMARY = 3, 3, 140
"""Authors, topics and letters of the summary on a card."""

TELLERS = {"archive": 0, "model": 1, "abstract": 2}

T = TypeVar("T")


class Vectors(Protocol):
    """Where a paper's vector comes from; it stands at the end of its card."""

    def vector(self, paper: ArchivedPaper) -> bytes:
        """Always as many bytes."""


def shelve(segment: Segment, graph: Graph, topics: Sequence[str], vectors: Vectors, shards: Shards) -> bytes:
    """The marks of the segment's pages. `topics` is the order in which the manifest lists them."""
    places = {slug: place for place, slug in enumerate(topics)}
    pages = b""
    for papers in _parts(segment.papers, PAGE):
        marks = [
            shards.add(b"".join(_card(paper, graph, places) + vectors.vector(paper) for paper in part))
            for part in _parts(papers, SHARD)
        ]
        pages += shards.add(ids([paper.paper.id for paper in papers]) + b"".join(marks))
    return pages


def ids(keys: Sequence[PaperId]) -> bytes:
    """Ids one after the other: as the step from the one before where both are arXiv's.

    2508.12345 is 250812345. A step of n is 2n + 1 or, backwards, -2n; 0 stands before an id that is
    written out.
    """
    parts: list[bytes] = []
    last = 0
    for key in keys:
        month, _, rest = key.partition(".")
        if len(month) == 4 and len(rest) == 5 and (month + rest).isdigit():
            step = int(month + rest) - last
            parts.append(number(2 * step + 1 if step >= 0 else -2 * step))
            last += step
        else:
            parts.append(number(0) + word(key))
    return b"".join(parts)


def _card(paper: ArchivedPaper, graph: Graph, places: dict[str, int]) -> bytes:
    names, latest = paper.shown_names, paper.latest
    topics = [places[slug] for slug in graph.topics_of(paper.paper.id)[:TOPICS]]
    organization = paper.paper.organization
    teller, told = paper.summary or ("abstract", "")
    return b"".join(
        [
            word(paper.title),
            number(len(names[:NAMES])),
            *map(word, names[:NAMES]),
            number(len(names) - len(names[:NAMES])),
            word(organization.shown if organization else ""),
            number(paper.first_day.toordinal()),
            number(len(topics)),
            *map(number, topics),
            _count(latest.upvotes),
            _count(latest.stars),
            word(paper.code or ""),
            word(paper.paper.project or ""),
            number(TELLERS[teller]),
            word(excerpt(told, SUMMARY)),
        ]
    )


def _count(value: int | None) -> bytes:
    """0 is not known; else one more than the number."""
    return number(0 if value is None else value + 1)


def _parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))
