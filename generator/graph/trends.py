"""Trends: counts per month, for all papers and for any subset."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from statistics import median

from generator.archive import Archive, ArchivedPaper
from generator.records.period import month_of

RECENT = 3
"""The number of complete months that are compared with the year before them."""
BEFORE = 12
"""The number of months before them."""
FEWEST = 12
"""With fewer papers than this in both ranges, a rise is noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """Calendar months from the first list day to the last, and how many papers each has. `is_open` says that
    the data were last updated before the end of the last one."""

    keys: tuple[str, ...]
    papers: tuple[int, ...]
    is_open: bool = False

    def of(self, papers: Iterable[ArchivedPaper]) -> tuple[int, ...]:
        """Papers per month in a subset of the archive."""
        counted = Counter(_month(paper.first_day) for paper in papers)
        return tuple(counted[key] for key in self.keys)

    def known(self, counts: Iterable[int], of: Iterable[int] | None = None) -> tuple[int | None, ...]:
        """Counts that are part of others, by default of all papers; None where those are 0."""
        wholes = self.papers if of is None else of
        return tuple(count if whole else None for count, whole in zip(counts, wholes, strict=True))

    def share(self, papers: Iterable[ArchivedPaper]) -> tuple[float | None, ...]:
        """Percentage of each month's papers, to one decimal; None for a month without papers."""
        counts = zip(self.of(papers), self.papers, strict=True)
        return tuple(round(100 * part / whole, 1) if whole else None for part, whole in counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A group whose share of the papers has changed: percent before and now."""

    slug: str
    before: float
    now: float

    @property
    def factor(self) -> float:
        """The new share divided by the old one; half a paper is added so that it stays finite."""
        return (self.now + 0.05) / (self.before + 0.05)


def months(archive: Archive) -> Months:
    """The months of an archive, those without a list day included."""
    days = list(archive.days)
    if not days:
        return Months(keys=(), papers=())
    keys = []
    year, month = days[0].year, days[0].month
    while (year, month) <= (days[-1].year, days[-1].month):
        keys.append(f"{year:04d}-{month:02d}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    counted = Counter(_month(paper.first_day) for paper in archive.shown)
    papers = tuple(counted[key] for key in keys)
    return Months(
        keys=tuple(keys), papers=papers, is_open=archive.as_of[:10] <= month_of(days[-1]).last.isoformat()
    )


def moves(span: Months, groups: Mapping[str, Iterable[ArchivedPaper]]) -> tuple[Move, ...]:
    """Groups by how much their share rose, most first: the last complete months against the year
    before. The current month is left out."""
    closed = len(span.keys) - 1
    first = max(0, closed - RECENT - BEFORE)
    split = max(0, closed - RECENT)
    whole_now, whole_before = sum(span.papers[split:closed]), sum(span.papers[first:split])
    if not whole_now or not whole_before:
        return ()
    result = []
    for slug, papers in groups.items():
        counts = span.of(papers)
        now, before = sum(counts[split:closed]), sum(counts[first:split])
        if now + before >= FEWEST:
            move = Move(slug=slug, before=100 * before / whole_before, now=100 * now / whole_now)
            result.append(move)
    return tuple(sorted(result, key=lambda move: (-round(move.factor, 6), move.slug)))


def median_upvotes(archive: Archive, span: Months) -> tuple[float | None, ...]:
    """The median upvotes of each month's papers; None where no count is known."""
    votes: dict[str, list[int]] = {key: [] for key in span.keys}
    for paper in archive.shown:
        if paper.latest.upvotes is not None:
            votes[_month(paper.first_day)].append(paper.latest.upvotes)
    return tuple(float(median(votes[key])) if votes[key] else None for key in span.keys)


@lru_cache(maxsize=2**12)
def _month(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"
