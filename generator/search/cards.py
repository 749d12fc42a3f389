"""What search results show, a few papers per shard, and pages of ids for lists whose cards come later."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.records.ids import PaperId
from generator.search import weights
from generator.search.layout import TELLERS, Card
from generator.search.packing import number, record, word
from generator.search.packs import Packs, extents
from generator.search.segments import Segment
from generator.text import excerpt

SHARDS = 4, 16
"""Papers in a shard of a segment of few or of many papers. Ten results are in ten shards at most, and the
manifest, which every query needs, lists all."""

PAGE = 128
"""Ids in a page. All pages are side by side, so that few requests load those of a list."""

NAMES, TOPICS, SUMMARY = 3, 3, 140
"""The most authors, topics and characters of the summary on a card."""

T = TypeVar("T")


class Shelved(NamedTuple):
    """Where a segment's shards and pages are, and the number of papers in a shard."""

    size: int
    shards: bytes
    pages: bytes


def shelve(segment: Segment, graph: Graph, topics: Sequence[str], packs: Packs) -> Shelved:
    """`topics` is the order in which the manifest lists them."""
    places = {slug: place for place, slug in enumerate(topics)}
    size = SHARDS[len(segment.papers) > weights.MANY]
    shards = [
        packs.add(b"".join(record(_card(one, graph, places)) for one in part))
        for part in _parts(segment.papers, size)
    ]
    pages = [packs.add(ids([one.paper.id for one in page])) for page in _parts(segment.papers, PAGE)]
    return Shelved(size=size, shards=extents(shards), pages=extents(pages))


def ids(keys: Sequence[PaperId]) -> bytes:
    """Ids in order: each as the step from the previous one where both are arXiv ids."""
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


def _card(paper: ArchivedPaper, graph: Graph, places: dict[str, int]) -> Card:
    names, latest = paper.shown_names, paper.latest
    organization = paper.paper.organization
    teller, told = paper.summary or ("abstract", "")
    return Card(
        id=paper.paper.id,
        title=paper.title,
        authors=names[:NAMES],
        more=len(names[NAMES:]),
        organization=organization.shown if organization else "",
        day=paper.first_day.toordinal(),
        topics=[places[slug] for slug in graph.topics_of(paper.paper.id)[:TOPICS]],
        votes=latest.upvotes,
        stars=latest.stars,
        code=paper.code or "",
        project=paper.paper.project or "",
        picture=paper.picture,
        teller=TELLERS.index(teller),
        summary=excerpt(told, SUMMARY),
    )


def _parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))
