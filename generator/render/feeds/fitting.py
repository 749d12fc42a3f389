"""Entries as text, as many as fit in one file."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

from generator.render.feeds.entries import FeedEntry

CAP = 512 * 1024 - 4096
"""Bytes for all entries of a feed: readers stop at half a megabyte. The remaining bytes are for its head."""

Written = TypeVar("Written", bound=str)


def fitted(entries: Iterable[FeedEntry], written: Callable[[FeedEntry], Written]) -> list[Written]:
    """As many whole days as fit. If the first day alone is too long, its entries are shortened; if they are
    still too long, only its first entries are kept."""
    kept: list[Written] = []
    total = 0
    for _, group in groupby(entries, key=lambda entry: entry.day):
        day = list(group)
        texts = [written(entry) for entry in day]
        size = _bytes(texts)
        if kept and total + size > CAP:
            break
        if size > CAP:
            texts = _first([written(entry.brief) for entry in day])
            size = _bytes(texts)
        kept += texts
        total += size
    return kept


def _first(texts: list[Written]) -> list[Written]:
    while texts and _bytes(texts) > CAP:
        texts = texts[: min(len(texts) - 1, len(texts) * CAP // _bytes(texts))]
    return texts


def _bytes(texts: Iterable[str]) -> int:
    return sum(len(one.encode()) for one in texts)
