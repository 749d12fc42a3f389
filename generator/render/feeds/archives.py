"""The feed of all papers in pages (RFC 5005): itself with the newest ones, and closed pages with the rest.

A page holds what was announced in a month: whole days, as many as have room, or a part of a longer day. It is
closed when none of its days is among the newest list days, which are read again and may still change, and no
later day belongs on it; until then all of it is in the feed. So feed and pages together hold every paper, and
a page stays as it is: only the newest one gets a link to the next when that one closes. (Of a day that is too
long for a feed by itself, the last papers are on pages once there is a newer one.) Fourteen list days are
almost three weeks: a reader who looks once a week misses nothing, even if the source was down for twelve days
and all its lists came at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.archive import ArchivedPaper
from generator.graph.digests import RECENT
from generator.render.feeds.entries import announced

MOST = 600
"""Papers in these days, if one day alone has no more: half a megabyte has room for this many and a page. A
day of more papers begins a page of its own, so that it is alone in the feed."""

PAGE = 300
"""Papers on a page: a longer month has further ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePage:
    """A closed page: the month's `key`, the page's number in it, and its papers, newest first."""

    key: str
    number: int
    papers: Sequence[ArchivedPaper]

    def name(self, feed: str) -> str:
        """`papers-2025-08`, `papers-2025-08-2`."""
        return f"{feed}-{self.key}" + (f"-{self.number}" if self.number > 1 else "")


def pages(papers: Sequence[ArchivedPaper]) -> list[ArchivePage]:
    """The closed pages of papers that are sorted newest first; the oldest page comes first."""
    return list(_closed(papers, _since(papers)))


def _closed(papers: Sequence[ArchivedPaper], since: str) -> Iterator[ArchivePage]:
    for key, of_month in groupby(reversed(papers), key=lambda one: announced(one)[:7]):
        parts = list(_parts(of_month))
        for number, inside in enumerate(parts, 1):
            is_full = number < len(parts) or key < since[:7]
            if is_full and announced(inside[-1])[:10] < since:
                yield ArchivePage(key=key, number=number, papers=inside[::-1])


def _parts(of_month: Iterable[ArchivedPaper]) -> Iterator[list[ArchivedPaper]]:
    """The pages of a month. Where one ends depends on the days before its end and on the next one only, so
    later days change nothing."""
    part: list[ArchivedPaper] = []
    for _, of_day in groupby(of_month, key=lambda one: announced(one)[:10]):
        day = list(of_day)
        if part and len(part) + len(day) > PAGE:
            yield part
            part = []
        part += day
        while len(part) > PAGE:
            yield part[:PAGE]
            part = part[PAGE:]
    yield part


def _since(papers: Sequence[ArchivedPaper]) -> str:
    """The first of the newest list days, as it is written."""
    found: dict[date, int] = {}
    for one in papers:
        found[one.first_day] = found.get(one.first_day, 0) + 1
    total, since = 0, ""
    for day in sorted(found, reverse=True)[:RECENT]:
        total += found[day]
        if since and total > MOST:
            break
        since = day.isoformat()
    return since
