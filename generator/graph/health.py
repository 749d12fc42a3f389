"""How whole the archive is: weekdays it lacks, days it read late, days that look wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from generator.archive import Archive

DEFAULT_PAGES = (50, 100)
"""Sizes at which the source cuts an answer without saying so."""
WINDOW = 14
FEW = 0.1
ON_TIME = 1
"""Days after the list day: what is read on the next one still holds the list as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """A stored day an operator should look at."""

    day: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Weekdays in a row without a stored day, both ends included."""

    first: date
    last: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A day first read more than a day after it was over; `days` after the list day itself."""

    day: date
    days: int


def gaps(archive: Archive) -> tuple[Gap, ...]:
    """The missing weekdays as stretches, oldest first; a weekend does not end one."""
    found: list[Gap] = []
    for day in archive.gaps:
        before = day - timedelta(days=3 if day.weekday() == 0 else 1)
        if found and found[-1].last == before:
            found[-1] = Gap(first=found[-1].first, last=day, days=found[-1].days + 1)
        else:
            found.append(Gap(first=day, last=day, days=1))
    return tuple(found)


def late(archive: Archive) -> tuple[Late, ...]:
    """Days read late, oldest first. A file that tells no time counts for its own day."""
    read = ((day, date.fromisoformat(stamp[:10])) for day, stamp in archive.captured.items())
    return tuple(Late(day=day, days=(on - day).days) for day, on in read if (on - day).days > ON_TIME)


def suspicious(archive: Archive) -> Iterator[Suspicion]:
    """Days that a wrong clock dated, that may be cut, or that hold far fewer papers than the list days
    around them."""
    yield from (Suspicion(day=day, why=why) for day, why in sorted(archive.doubtful.items()))
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
