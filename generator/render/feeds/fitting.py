"""Entries as text, as many as fit in one file."""

from collections.abc import Callable, Iterable
from itertools import chain, groupby
from typing import TypeVar

from generator.render.feeds.entries import FeedEntry

CAP = 512 * 1024 - 4096
"""Bytes for all entries of a feed: readers stop at half a megabyte. The remaining bytes are for its head."""

Written = TypeVar("Written", bound=str)


def fitted(entries: Iterable[FeedEntry], written: Callable[[FeedEntry], Written]) -> list[Written]:
    """If there is no room for all of them, the newest days as they are and the others in brief. What does not
    fit even so is left out: the oldest days or, of a single day, its last entries."""
    days = [list(group) for _, group in groupby(entries, key=lambda entry: entry.updated[:10])]
    whole = [[written(entry) for entry in day] for day in days]
    if sum(map(_bytes, whole)) <= CAP:
        return list(chain(*whole))
    brief = _first_days([[written(entry.brief) for entry in day] for day in days])
    room = CAP - sum(map(_bytes, brief))
    kept: list[Written] = []
    for texts, short in zip(whole, brief, strict=False):
        room -= max(0, _bytes(texts) - _bytes(short))
        kept += texts if room >= 0 else short
    return kept


def _first_days(days: list[list[Written]]) -> list[list[Written]]:
    """As many whole days as fit; of the first one, if it does not fit alone, as many entries."""
    total = 0
    for n, texts in enumerate(days):
        total += _bytes(texts)
        if total > CAP:
            return days[:n] if n else [_first(texts)]
    return days


def _first(texts: list[Written]) -> list[Written]:
    while texts and _bytes(texts) > CAP:
        texts = texts[: min(len(texts) - 1, len(texts) * CAP // _bytes(texts))]
    return texts


def _bytes(texts: Iterable[str]) -> int:
    return sum(len(one.encode()) for one in texts)
