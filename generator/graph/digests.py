"""Periods and the papers listed in them, best first."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import islice

from generator.archive import Archive, ArchivedPaper, best_first
from generator.records.ids import PaperId
from generator.records.period import OF_DAY, Period, PeriodKind

RECENT = 14
"""The newest list days that a reader's own order covers and that the feed of all papers contains at least: as
many as each fetch reads again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Everything listed in a period. `days` are its stored list days, oldest first; a paper listed on
    several of them is in `papers` once. `left_out` counts hidden and withdrawn papers."""

    period: Period
    days: tuple[date, ...]
    papers: tuple[ArchivedPaper, ...]
    left_out: int


@dataclass(frozen=True, kw_only=True)
class Digests:
    """Digests of one kind by their key, oldest first."""

    kind: PeriodKind
    by_key: Mapping[str, Digest]

    def of(self, day: date) -> Digest | None:
        """The digest a day is part of."""
        return self.by_key.get(OF_DAY[self.kind](day).key)

    def around(self, digest: Digest) -> tuple[Period | None, Period | None]:
        """The periods before and after this one, skipping any gap."""
        return self._around[digest.period.key]

    @cached_property
    def _around(self) -> Mapping[str, tuple[Period | None, Period | None]]:
        periods = (None, *(one.period for one in self.by_key.values()), None)
        return dict(zip(self.by_key, zip(periods, periods[2:], strict=False), strict=False))

    @property
    def newest_first(self) -> tuple[Digest, ...]:
        """For lists that start with the latest."""
        return tuple(self.by_key.values())[::-1]


def of(archive: Archive, kind: PeriodKind) -> Digests:
    """All periods of a kind with at least one stored day."""
    days: dict[Period, list[date]] = defaultdict(list)
    for day in archive.days:
        days[OF_DAY[kind](day)].append(day)
    return Digests(
        kind=kind,
        by_key={one.key: _digest(archive, one, days[one]) for one in sorted(days)},
    )


def recent(archive: Archive) -> list[date]:
    """The newest list days with papers, newest first."""
    listed = (day for day in sorted(archive.days, reverse=True) if archive.counts[day])
    return list(islice(listed, RECENT))


def trending(archive: Archive, days: int, size: int) -> tuple[ArchivedPaper, ...]:
    """The best papers first listed in the `days` calendar days up to the last list day."""
    if not archive.days:
        return ()
    since = max(archive.days) - timedelta(days=days - 1)
    recent = {key for day, ids in archive.days.items() if day >= since for key in ids}
    candidates = (archive.papers[key] for key in recent)
    return tuple(
        sorted((p for p in candidates if p.is_shown and p.first_day >= since), key=best_first)[:size]
    )


def neighbours(digest: Digest) -> Mapping[PaperId, tuple[ArchivedPaper | None, ArchivedPaper | None]]:
    """For each paper of a day, the ones before and after it in the day's order."""
    padded = (None, *digest.papers, None)
    return {
        here.paper.id: (before, after)
        for before, here, after in zip(padded, digest.papers, padded[2:], strict=False)
    }


def _digest(archive: Archive, period: Period, days: list[date]) -> Digest:
    keys = {key for day in days for key in archive.days[day]}
    papers = [archive.papers[key] for key in keys]
    shown = sorted((paper for paper in papers if paper.is_shown), key=best_first)
    return Digest(
        period=period, days=tuple(sorted(days)), papers=tuple(shown), left_out=len(papers) - len(shown)
    )
