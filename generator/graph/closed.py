"""Papers of closed quarters: what is learned or indexed from them alone stays as it is until the next
quarter closes, however many days are added."""

from collections.abc import Sequence
from datetime import date

from generator import text
from generator.archive import ArchivedPaper


def quarter(day: date) -> date:
    """The first day of its quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def rows(papers: Sequence[ArchivedPaper]) -> list[int]:
    """Places of the papers first listed before the newest one's quarter."""
    newest = quarter(max((paper.first_day for paper in papers), default=date.min))
    return [row for row, paper in enumerate(papers) if paper.first_day < newest]


def few(rows: list[int], papers: Sequence[ArchivedPaper], most: int) -> list[int]:
    """Of too many, those whose hashed ids come first, which a new quarter changes little."""
    if len(rows) <= most:
        return rows
    return sorted(sorted(rows, key=lambda row: text.digest(papers[row].paper.id, 16))[:most])


def by_day(papers: Sequence[ArchivedPaper]) -> list[list[int]]:
    """Places of the papers by the day they were first listed, oldest day first."""
    found: dict[date, list[int]] = {}
    for row, paper in enumerate(papers):
        found.setdefault(paper.first_day, []).append(row)
    return [found[day] for day in sorted(found)]
