"""What search results show, a few papers per shard, and pages of ids for lists whose cards come later."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.records.ids import PaperId
from generator.search import weights
from generator.search.layout import TELLERS, Card
from generator.search.packing import bits, number, record, word
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

_NUMBERED = re.compile(r"([0-9]{2})(0[1-9]|1[0-2])\.([0-9]{5})")

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
    """Ids in order: those of arXiv, whose numbers have five digits, as month and number."""
    matched = [_NUMBERED.fullmatch(key) for key in keys]
    numbers = np.array([int(one[3]) if one else 0 for one in matched], np.int64)
    months = np.array([int(one[1]) * 12 + int(one[2]) - 1 if one else 0 for one in matched], np.int64)
    there = numbers > 0
    least = int(months[there].min()) if there.any() else 0
    months = np.where(there, months - least, 0)
    widths = [int(one.max(initial=0)).bit_length() for one in (months, numbers)]
    into = np.zeros(-(-len(keys) * sum(widths) // 8) * 8, np.uint8)
    at = 0
    for fields, width in zip((months, numbers), widths, strict=True):
        bits(fields, np.full(len(keys), width), at + np.arange(len(keys)) * width, into)
        at += len(keys) * width
    others = (word(key) for key, is_there in zip(keys, there.tolist(), strict=True) if not is_there)
    return number(least) + bytes(widths) + np.packbits(into).tobytes() + b"".join(others)


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
