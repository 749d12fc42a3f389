"""How complete the archive is: missing weekdays, days read late, days that look wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from generator.archive import Archive
from generator.wording import say

WINDOW = 14
"""Usual list days around a day that show how many papers are usual; at least half of them are needed."""
FEW = 0.1
"""The share of the usual number of papers below which a day is suspicious."""
MONTH = 28
"""Days after which the number of papers a year can be estimated."""
ON_TIME = 1
"""Days after the list day: a list read on the next day is still as it was."""


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
    """The missing days as ranges, oldest first. Days on which no list is expected, such as weekends, do not
    split a range."""
    stretches: list[Gap] = []
    for day in archive.gaps:
        if stretches and not any(map(archive.is_usual, _between(stretches[-1].last, day))):
            stretches[-1] = Gap(first=stretches[-1].first, last=day, days=stretches[-1].days + 1)
        else:
            stretches.append(Gap(first=day, last=day, days=1))
    return tuple(stretches)


def _between(first: date, last: date) -> Iterator[date]:
    """The days after one and before the other."""
    yield from (first + timedelta(days=n) for n in range(1, (last - first).days))


def late(archive: Archive) -> tuple[Late, ...]:
    """Days read late, oldest first. A file without a time counts as read on its own day."""
    read = ((day, date.fromisoformat(stamp[:10])) for day, stamp in archive.captured.items())
    return tuple(Late(day=day, days=(on - day).days) for day, on in read if (on - day).days > ON_TIME)


def suspicious(archive: Archive) -> Iterator[Suspicion]:
    """Days dated by a wrong clock, days that may be cut off, and days with far fewer papers than the list
    days around them."""
    yield from (Suspicion(day=day, why=why) for day, why in sorted(archive.doubtful.items()))
    usual = [day for day in archive.days if archive.is_usual(day)]
    places = {day: at for at, day in enumerate(usual)}
    sizes = {day: len(ids) for day, ids in archive.days.items()}
    for day, size in sizes.items():
        if any(size in one.cuts for one in archive.listed_by[day]):
            yield Suspicion(
                day=day, why=say("exactly {size} papers: the answer may have been cut", size=size)
            )
        elif size == 0:
            if archive.is_usual(day):
                yield Suspicion(day=day, why=say("an empty list on a weekday"))
        elif archive.is_usual(day):
            at = places[day]
            around = [sizes[d] for d in usual[max(0, at - WINDOW // 2) : at + WINDOW // 2 + 1] if d != day]
            if len(around) >= WINDOW // 2 and size < FEW * median(around):
                usually = round(median(around))
                why = say("only {size} papers; {usual} are usual", size=size, usual=usually)
                yield Suspicion(day=day, why=why)


def yearly(archive: Archive) -> int:
    """How many papers were first listed in the last year of the archive; for a younger one, how many a year
    would have at that rate. 0 for less than a month, which says nothing."""
    if not archive.days:
        return 0
    first, last = min(archive.days), max(archive.days)
    days = min(365, (last - first).days + 1)
    if days < MONTH:
        return 0
    since = last - timedelta(days=days)
    new = sum(one.first_day > since for one in archive.papers.values())
    return round(new * 365 / days)
