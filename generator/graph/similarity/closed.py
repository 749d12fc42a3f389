"""Papers of closed quarters: what depends on them alone does not change until the next quarter closes,
however many days are added."""

from collections.abc import Sequence
from datetime import date

from generator import text
from generator.archive import ArchivedPaper

FEWEST = 1_000
"""With fewer papers than this in closed quarters, nothing is settled: a new day may change everything."""


def quarter(day: date) -> date:
    """The first day of its quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def rows(papers: Sequence[ArchivedPaper]) -> list[int]:
    """Rows of the papers first listed before the newest one's quarter."""
    newest = quarter(max((paper.first_day for paper in papers), default=date.min))
    return [row for row, paper in enumerate(papers) if paper.first_day < newest]


def settled(papers: Sequence[ArchivedPaper]) -> list[int]:
    """The same rows if they are at least `FEWEST`; otherwise none."""
    found = rows(papers)
    return found if len(found) >= FEWEST else []


def sample(rows: list[int], papers: Sequence[ArchivedPaper], most: int) -> list[int]:
    """At most `most` of the rows: those whose hashed ids come first, a choice that a new quarter hardly
    changes."""
    if len(rows) <= most:
        return rows
    return sorted(sorted(rows, key=lambda row: text.digest(papers[row].paper.id, 16))[:most])


def by_day(papers: Sequence[ArchivedPaper]) -> list[list[int]]:
    """Rows of the papers by the day they were first listed, oldest day first."""
    days: dict[date, list[int]] = {}
    for row, paper in enumerate(papers):
        days.setdefault(paper.first_day, []).append(row)
    return [days[day] for day in sorted(days)]
