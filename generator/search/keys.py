"""Exact names: whoever types a whole title, id or name finds it first.

A name is kept as a hash of four bytes of its folded form, and its value begins with its kind and six
bits of another hash: a wrong hit is one in a million queries, and a title is looked at before it
is shown. Names of all kinds share a shelf, so one look finds the title and the person.
"""

from __future__ import annotations  # array[int] is no type at run time before 3.12

from array import array
from collections.abc import Iterator, Mapping
from itertools import groupby

import numpy as np

from generator import urls
from generator.archive import ArchivedPaper
from generator.graph import Graph
from generator.search.layout import KEY_KINDS, KIND_BITS, SALT, Key
from generator.search.packing import record
from generator.search.segments import Segment
from generator.search.shelf import Item, Shards, Shelving
from generator.tokens import fold, titles

SIZE = 512
"""Bytes of a shard: it is loaded for one key."""

MOST = 200
"""Papers kept for one name in one segment, the newest."""


def shelf(segment: Segment, graph: Graph, shards: Shards) -> bytes:
    """The root of the shelf of all names in a segment's papers."""
    codes, numbers = array("Q"), array("i")
    for at, paper in enumerate(segment.papers, segment.first):
        for key in dict.fromkeys(_keys(paper)):
            codes.append(_code(key))
            numbers.append(at)
    names = Shelving(SIZE, shards)
    names.add(_items(codes, numbers, _pages(graph)))
    return names.root()


def _items(codes: array[int], numbers: array[int], pages: Mapping[int, str]) -> Iterator[Item]:
    """Papers of each key in order of their numbers, keys in order of their codes. There are as many
    keys as authors: they are never held as text all at once."""
    every = np.array(codes, dtype=np.uint64)
    order = np.argsort(every, kind="stable")
    papers = np.array(numbers, dtype=np.int64)[order]
    found, starts = np.unique(every[order], return_index=True)
    ends = np.append(starts[1:], len(papers))
    for place, group in groupby(zip(found.tolist(), starts.tolist(), ends.tolist(), strict=True), _place):
        values = [
            record(
                Key(
                    check=code & 0xFF,
                    path=pages.get(code, ""),
                    papers=papers[max(start, end - MOST) : end].tolist(),
                )
            )
            for code, start, end in group
        ]
        yield place.to_bytes(4, "big"), b"".join(values)


def _place(row: tuple[int, int, int]) -> int:
    return row[0] >> 8


def _code(key: str) -> int:
    """Place and check in one: what a key is kept by."""
    return int.from_bytes(hashed(key), "big") << 8 | check(key)


def hashed(key: str) -> bytes:
    """Where a key is kept, whatever its kind."""
    return fold.mark(key.partition(" ")[2]).to_bytes(4, "big")


def check(key: str) -> int:
    """The kind, and a second, short hash: equal ones of different keys hardly ever meet."""
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


def _pages(graph: Graph) -> Mapping[int, str]:
    """The page of each name that has one, by code; of namesakes the one with most papers."""
    found: dict[str, tuple[int, str]] = {}
    for kind in ("author", "organization"):
        for group in graph.groups(kind).values():
            if graph.has_page(group):
                key = f"name {fold.key(group.label)}"
                found[key] = max(
                    found.get(key, (0, "")), (len(group.papers), urls.group(kind, group.slug).url)
                )
    return {_code(key): path for key, (_, path) in found.items()}
