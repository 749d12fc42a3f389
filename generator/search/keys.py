"""Exact names: typing a whole title, id or name finds it first.

A name is stored as a four-byte hash of its folded form, and its value begins with its kind and six bits of
another hash. So one query in a million gets a false match, and a title is compared before it is shown. All
kinds of names share a shelf, so one lookup finds a title and a person.
"""

from __future__ import annotations  # array[int] is no type at run time before 3.12

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from itertools import groupby

import numpy as np

from generator import urls
from generator.archive import ArchivedPaper
from generator.graph import OF_VENUE, Thresholds
from generator.graph.abbreviations import Pair
from generator.graph.people import People
from generator.search.layout import KEY_KINDS, KIND_BITS, SALT, Key
from generator.search.packing import record
from generator.search.packs import Packs
from generator.search.segments import Segment
from generator.search.shelf import Item, Shelving
from generator.tokens import fold, titles

SIZE = 1_024
"""Bytes in a shard, which is loaded for one key."""

MOST = 200
"""The number of papers kept for one name in one segment: the newest."""


def shelf(
    segment: Segment, people: People, thresholds: Thresholds, short: Iterable[Pair], packs: Packs
) -> bytes:
    """The root of the shelf of all names of a segment's papers. `people` are those who may have a page,
    `short` the abbreviations that are kept with this segment."""
    codes, numbers = array("Q"), array("i")
    by_day = sorted(enumerate(segment.papers, segment.first), key=lambda pair: pair[1].first_day)
    for at, paper in by_day:
        for key in dict.fromkeys(_keys(paper)):
            codes.append(_code(key))
            numbers.append(at)
    names = Shelving(SIZE, packs)
    forms = {
        _code(f"short {fold.key(one)}"): other
        for pair in short
        for one, other in ((pair.long, pair.short), (_other_number(pair.long), pair.short), pair)
    }
    names.add(_items(codes, numbers, {**_pages(segment.papers, people, thresholds), **forms}, sorted(forms)))
    return names.root()


def _other_number(long: str) -> str:
    """The plural, or the singular of one."""
    return long.removesuffix("s") if long.endswith("s") else f"{long}s"


def _items(
    codes: array[int], numbers: array[int], pages: Mapping[int, str], bare: Iterable[int]
) -> Iterator[Item]:
    """The papers of each key by number, keys by code; `numbers` has the newest papers last, and keys of
    `bare` have none. There are as many keys as authors, so they are never all in memory as text."""
    every = np.array(codes, dtype=np.uint64)
    order = np.argsort(every, kind="stable")
    papers = np.array(numbers, dtype=np.int64)[order]
    found, starts = np.unique(every[order], return_index=True)
    ends = np.append(starts[1:], len(papers))
    rows = zip(found.tolist(), starts.tolist(), ends.tolist(), strict=True)
    for place, group in groupby(merge(rows, ((code, 0, 0) for code in bare)), _place):
        values = [
            record(
                Key(
                    check=code & 0xFF,
                    path=pages.get(code, ""),
                    papers=sorted(papers[max(start, end - MOST) : end].tolist()),
                )
            )
            for code, start, end in group
        ]
        yield place.to_bytes(4, "big"), b"".join(values)


def _place(row: tuple[int, int, int]) -> int:
    return row[0] >> 8


def _code(key: str) -> int:
    """Where a key is stored and its check value, in one number."""
    return int.from_bytes(hashed(key), "big") << 8 | check(key)


def hashed(key: str) -> bytes:
    """Where a key is stored, whatever its kind."""
    return fold.marked(key.partition(" ")[2])


def check(key: str) -> int:
    """The kind and a second, short hash, which almost never agrees for different keys."""
    return KEY_KINDS.index(key.partition(" ")[0]) | fold.mark(key + SALT) << KIND_BITS & 0xFF


def _keys(paper: ArchivedPaper) -> Iterator[str]:
    yield f"id {paper.paper.id}"
    for name in titles.names(paper.plain_title):
        if folded := fold.title_key(name):
            yield f"title {folded}"
    for author in paper.shown_names:
        yield f"name {fold.key(author)}"
    if paper.paper.organization:
        yield f"name {fold.key(paper.paper.organization.shown)}"
    if paper.known.venue:
        yield f"name {fold.key(paper.known.venue.shown)}"
    if paper.known.doi:
        yield f"id {paper.known.doi.lower()}"


def _pages(papers: Iterable[ArchivedPaper], people: People, thresholds: Thresholds) -> Mapping[int, str]:
    """The page of each name that has one, by code; for namesakes, the page with the most papers. A venue has
    one if enough of these papers were published there."""
    found: dict[str, tuple[int, str]] = {}
    venues = Counter((one.slug, one.shown) for paper in papers if (one := paper.known.venue))
    for (slug, shown), count in venues.items():
        if count >= OF_VENUE:
            found[f"name {fold.key(shown)}"] = count, urls.venue(slug).url
    for group in (*people.authors.values(), *people.organizations.values()):
        if len(group.papers) >= thresholds.of(group.kind):
            key = f"name {fold.key(group.label)}"
            found[key] = max(
                found.get(key, (0, "")), (len(group.papers), urls.group(group.kind, group.slug).url)
            )
    return {_code(key): path for key, (_, path) in found.items()}
