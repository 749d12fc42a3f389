"""Exact names: typing a whole title, id or name finds it first.

A name is stored as its first letters and three bytes of a hash of its folded form, and its value begins
with its kind and six bits of another hash. So one query in many millions gets a false match, and a title is
compared before it is shown. All kinds of names share a shelf, so one lookup finds a title and a person; and
since it is that of terms, it is where the first word of the query is.
"""

from __future__ import annotations  # array[int] is no type at run time before 3.12

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import groupby

import numpy as np

from generator import urls
from generator.archive import ArchivedPaper
from generator.graph import OF_VENUE
from generator.graph.abbreviations import Pair
from generator.graph.people import Group
from generator.search.layout import KEY_KINDS, KEY_LED, KEY_MARK, KEYED, KIND_BITS, SALT, Key
from generator.search.packing import record
from generator.search.segments import Segment
from generator.search.shelf import Item
from generator.tokens import fold, marks, titles

MOST = 200
"""The number of papers kept for one name in one segment: the newest."""


_END = b"\xff"
"""Ends a code: numpy cuts zeros off."""


def items(
    segment: Segment, groups: Iterable[Group], short: Iterable[Pair], others: Mapping[str, Iterable[str]]
) -> Iterator[Item]:
    """All names of a segment's papers, in the order of their bytes. `groups` are the people and organizations
    that have a page, `short` the abbreviations that are kept with this segment, `others` further names of
    organizations."""
    names: list[str] = []
    numbers = array("i")
    by_day = sorted(enumerate(segment.papers, segment.first), key=lambda pair: pair[1].first_day)
    for at, paper in by_day:
        for key in dict.fromkeys(_keys(paper, others)):
            names.append(key)
            numbers.append(at)
    pairs = [*short]
    forms = _coded(
        {
            f"short {one}": other
            for one, other in {**_short(pairs), **{fold.key(one): long for one, long in pairs}}.items()
        }
    )
    return _items(_whole(names), numbers, {**_pages(segment.papers, groups, others), **forms}, sorted(forms))


def long_forms(pairs: Iterable[Pair]) -> Mapping[bytes, str]:
    """Short forms by the words that follow the keys of their long ones."""
    short = _short(pairs)
    places = [place + KEYED.encode() for place, _ in codes([f"short {form}" for form in short])]
    return dict(zip(places, short.values(), strict=True))


def _short(pairs: Iterable[Pair]) -> Mapping[str, str]:
    """Short forms by the keys of their long ones: as papers write them, and otherwise in the other number."""
    known = [*pairs]
    other = {fold.key(_other_number(pair.long)): pair.short for pair in known}
    return {**other, **{fold.key(pair.long): pair.short for pair in known}}


def _other_number(long: str) -> str:
    """The plural, or the singular of one."""
    return long.removesuffix("s") if long.endswith("s") else f"{long}s"


def _items(
    codes: list[bytes], numbers: array[int], pages: Mapping[bytes, str], bare: Iterable[bytes]
) -> Iterator[Item]:
    """The papers of each key by number, keys by code; `numbers` has the newest papers last, and keys of
    `bare` have none."""
    every = np.array(codes, dtype=np.bytes_)
    order = np.argsort(every, kind="stable")
    papers = np.array(numbers, dtype=np.int64)[order]
    found, starts = np.unique(every[order], return_index=True)
    ends = np.append(starts[1:], len(papers))
    rows = zip(found.tolist(), starts.tolist(), ends.tolist(), strict=True)
    for word, group in groupby(merge(rows, ((code, 0, 0) for code in bare)), _place):
        values = [
            record(
                Key(
                    check=code[-2],
                    path=pages.get(code, ""),
                    papers=sorted(papers[max(start, end - MOST) : end].tolist()),
                )
            )
            for code, start, end in group
        ]
        yield word, b"".join(values)


def _place(row: tuple[bytes, int, int]) -> bytes:
    return row[0][:-2]


def codes(keys: Sequence[str]) -> list[tuple[bytes, int]]:
    """Where each key is stored, whatever its kind, and its check value: the kind and a second, short hash,
    which almost never agrees for different keys."""
    names = [key.partition(" ")[2] for key in keys]
    places = [
        f"{name[:KEY_LED]}{KEYED}".encode() + mark.to_bytes(4, "big")[-KEY_MARK:]
        for name, mark in zip(names, marks.of(names).tolist(), strict=True)
    ]
    checks = [
        KEY_KINDS.index(key.partition(" ")[0]) | mark << KIND_BITS & 0xFF
        for key, mark in zip(keys, marks.of([key + SALT for key in keys]).tolist(), strict=True)
    ]
    return list(zip(places, checks, strict=True))


def _whole(keys: Sequence[str]) -> list[bytes]:
    """Codes as they are sorted."""
    return [place + bytes([check]) + _END for place, check in codes(keys)]


def _coded(values: Mapping[str, str]) -> dict[bytes, str]:
    """Values by the codes of their keys."""
    return dict(zip(_whole([*values]), values.values(), strict=True))


def _keys(paper: ArchivedPaper, others: Mapping[str, Iterable[str]]) -> Iterator[str]:
    yield f"id {paper.paper.id}"
    for name in titles.names(paper.plain_title):
        if folded := fold.title_key(name):
            yield f"title {folded}"
    for author in paper.shown_names:
        yield f"name {fold.key(author)}"
    if paper.paper.organization:
        yield f"name {fold.key(paper.paper.organization.shown)}"
        yield from (f"name {one}" for one in others.get(paper.paper.organization.shown, ()))
    if paper.known.venue:
        yield f"name {fold.key(paper.known.venue.shown)}"
    if paper.known.doi:
        yield f"id {paper.known.doi.lower()}"


def _pages(
    papers: Iterable[ArchivedPaper], groups: Iterable[Group], others: Mapping[str, Iterable[str]]
) -> Mapping[bytes, str]:
    """The page of each name that has one, by code; for namesakes, the page with the most papers, but a
    further name of an organization is never before what another one is shown as. A venue has a page if
    enough of these papers were published there."""
    found: dict[str, tuple[int, str]] = {}
    further: dict[str, tuple[int, str]] = {}
    venues = Counter((one.slug, one.shown) for paper in papers if (one := paper.known.venue))
    for (slug, shown), count in venues.items():
        if count >= OF_VENUE:
            found[f"name {fold.key(shown)}"] = count, urls.venue(slug).url
    for group in groups:
        page = len(group.papers), urls.group(group.kind, group.slug).url
        own = f"name {fold.key(group.label)}"
        found[own] = max(found.get(own, (0, "")), page)
        for name in others.get(group.label, ()) if group.kind == "organization" else ():
            further[f"name {name}"] = max(further.get(f"name {name}", (0, "")), page)
    return _coded({key: path for key, (_, path) in {**further, **found}.items()})
