"""Whether a well-formed answer can be believed before it is stored.

A source that is partly down still answers: with part of a day, with nothing, with garbage. If an answer
contains too little, it is refused until a second answer, a day later, says the same or the operator confirms
it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median

from generator.errors import RefusedError
from generator.records.ids import PaperId
from generator.records.listing import Listing
from generator.records.visit import Missing

UNUSABLE = 0.5
"""Share of records that may be unusable."""
GONE = 0.2
"""Share of a stored day that may be missing from a new answer."""
FEW = 0.1
"""Share of the usual size below which a new day deserves a closer look."""
USUAL = 7
"""Days needed to determine what is usual."""
AGREEMENT = timedelta(hours=24)
"""Minimum time between two answers before the second confirms the first."""
LISTED_WITHIN = timedelta(days=400)
"""Longest time from a paper's publication to its list day; the longest measured is 136 days."""
TOMORROW = timedelta(days=1)
"""Lists open early east of Greenwich, and clocks are slightly wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrinking:
    """Stored papers that a new answer lacks, and the consequence. `to_refuse` is "" or why not to store."""

    missing: Missing | None = None
    to_refuse: str = ""


def list_day_fault(day: date, published: str | None, today: date) -> str | None:
    """Why a paper cannot have been listed on `day`, None if it can.

    `published` is the paper's own date (YYYY-MM-DD), None if it is not given; `today` is UTC.
    """
    if day > today + TOMORROW:
        return f"the list day {day} is in the future: today is {today}"
    if published is not None and day - date.fromisoformat(published) > LISTED_WITHIN:
        after = f"more than {LISTED_WITHIN.days} days after its publication on {published}"
        return f"the list day {day} is {after}"
    return None


def refuse_mostly_bad(lost: int, total: int) -> None:
    """Raises RefusedError when more than half of an answer's records are unusable."""
    if lost > UNUSABLE * total:
        raise RefusedError("mostly-bad", f"{lost} of {total} records are unusable")


def shrinking(known: Listing | None, seen: Listing, before: Missing | None, at: str) -> Shrinking:
    """What to make of the stored papers that are missing from the answer of `at`.

    `before` is what an earlier answer lacked. Papers whose loss was confirmed are not counted again.
    """
    stored = {listed.paper.id for listed in known.papers} if known else set()
    gone = stored - {listed.paper.id for listed in seen.papers}
    if not gone:
        return Shrinking()
    agreed = before is not None and before.papers == tuple(sorted(gone))
    since = before.since if before and agreed else at
    confirmed = frozenset(before.papers if before and before.is_confirmed else ())
    if gone <= confirmed or (agreed and _apart(since, at) >= AGREEMENT):
        return Shrinking(missing=_missing(gone, since, is_confirmed=True))
    missing = _missing(gone, since, is_confirmed=False)
    fresh, left = gone - confirmed, stored - confirmed
    if seen.papers and (len(fresh) <= 1 or len(fresh) <= GONE * len(left)):
        return Shrinking(missing=missing)
    why = f"{len(fresh)} of {len(left)} stored papers are missing from this answer"
    return Shrinking(missing=missing, to_refuse=why)


def accepted(missing: Missing) -> Missing:
    """The same loss, confirmed by the operator."""
    return replace(missing, is_confirmed=True)


def repeated(missing: Missing, at: str) -> Missing:
    """The same loss after an answer of `at` that says "nothing changed"."""
    return accepted(missing) if _apart(missing.since, at) >= AGREEMENT else missing


def few(size: int, others: Iterable[int]) -> str:
    """Why the size of a new weekday is suspicious; "" if it is not. `others` are days around it."""
    sizes = list(others)
    usual = median(sizes) if len(sizes) >= USUAL else 0
    return f"{size} papers, usually about {usual:.0f}" if size < FEW * usual else ""


def _missing(gone: Iterable[PaperId], since: str, *, is_confirmed: bool) -> Missing:
    return Missing(papers=tuple(sorted(gone)), since=since, is_confirmed=is_confirmed)


def _apart(since: str, at: str) -> timedelta:
    return datetime.fromisoformat(at) - datetime.fromisoformat(since)
