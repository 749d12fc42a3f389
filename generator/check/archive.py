"""What looks wrong in the stored days themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median

from generator.archive import Archive

DEFAULT_PAGES = (50, 100)
"""Sizes at which the source cuts an answer without saying so."""
WINDOW = 14
FEW = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """A stored day an operator should look at."""

    day: date
    why: str


def suspicious(archive: Archive) -> Iterator[Suspicion]:
    """Days that may be cut, or hold far fewer papers than the list days around them."""
    weekdays = [day for day in archive.days if day.weekday() < 5]
    sizes = {day: len(ids) for day, ids in archive.days.items()}
    for day, size in sizes.items():
        if size in DEFAULT_PAGES:
            yield Suspicion(day=day, why=f"exactly {size} papers: the answer may have been cut")
        elif size == 0:
            if day.weekday() < 5:
                yield Suspicion(day=day, why="read and empty, on a weekday")
        elif day.weekday() < 5:
            at = weekdays.index(day)
            around = [sizes[d] for d in weekdays[max(0, at - WINDOW // 2) : at + WINDOW // 2 + 1] if d != day]
            if len(around) >= WINDOW // 2 and size < FEW * median(around):
                yield Suspicion(day=day, why=f"{size} where {median(around):.0f} papers are usual")
