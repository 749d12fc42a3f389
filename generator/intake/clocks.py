"""What a wrong clock leaves behind: impossible times and list days, here and in data from others.

Merging trusts the newest answer, so a time in the future would win until it has passed. Such a time is not
accepted, and one that is stored already counts as "not given": the next correct answer replaces it. For the
time when a day was first read, the earliest answer is trusted, so a time long before the list day, when
nobody can have read it, also counts as "not given". The present time is an argument everywhere, in UTC.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from generator.errors import Problem
from generator.intake import plausibility
from generator.intake.merge import CONTENT, OCCASION, told_at
from generator.records.listing import ListedPaper, Listing
from generator.records.visit import Visits

SLACK = timedelta(days=1)
"""How far apart clocks, and time zones, may be."""
FIRST = date(2026, 1, 1)
"""No correct clock has shown an earlier day to this program."""
WITNESSES = 3
"""Stored list days that must be in the future before the clock is doubted instead of them."""
APART = timedelta(days=31)
"""Maximum time from the last list day that has passed to the next one; if it is longer, the next one is an
outlier."""

_AGE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Believed:
    """The believable part of a listing, None for nothing, and why the rest is not believed."""

    listing: Listing | None
    problems: tuple[Problem, ...] = ()


def limit(now: datetime) -> str:
    """The latest time that is believed, in the form of the records."""
    return f"{now + SLACK:%Y-%m-%dT%H:%M:%SZ}"


def clock_fault(now: datetime, days: Iterable[date], clock: str = "this machine's clock") -> str:
    """Why a clock cannot be right; "" if it can. `days` are the newest stored list days.

    Several days in the future speak against it, unless they are few and far from the others.
    """
    shown = f"{clock} shows {now:%Y-%m-%d %H:%M} UTC"
    if now.date() < FIRST:
        return f"{shown}, which cannot be right; correct the clock and try again"
    stored = sorted(days)
    ahead = [day for day in stored if day > now.date() + SLACK]
    rest = stored[: len(stored) - len(ahead)]
    is_apart = len(rest) >= len(ahead) and ahead and ahead[0] - rest[-1] > APART
    if len(ahead) < WITNESSES or is_apart:
        return ""
    advice = "set it and try again; if it is right, remove these days"
    return f"{shown}, and list days from {ahead[0]} to {ahead[-1]} are already stored: {advice}"


def disagreement(now: datetime, headers: Mapping[str, str]) -> str | None:
    """What is wrong with the clock according to a server's `Date` and `Age` (RFC 9110 §6.6.1, RFC 9111 §5.1).

    "" if both agree, None if the server sends no time. Header names are in lowercase.
    """
    with suppress(ValueError, OverflowError):
        there = parsedate_to_datetime(headers.get("date", ""))
        there = there.replace(tzinfo=UTC) if there.tzinfo is None else there
        age = headers.get("age", "").strip()
        if age.isascii() and age.isdigit() and len(age) <= _AGE:
            there += timedelta(seconds=int(age))
        if abs(there - now) <= SLACK:
            return ""
        shown = f"this machine's shows {now:%Y-%m-%d %H:%M} UTC, the server's {there:%Y-%m-%d %H:%M}"
        return f"the clocks disagree: {shown}; its answers were not stored. Set the clock and try again"
    return None


def believed(listing: Listing, path: str, now: datetime) -> Believed:
    """The part of an answer or a file that can be true, with its times in the past."""
    today = now.date()
    if fault := plausibility.list_day_fault(listing.day, None, today):
        return Believed(
            listing=None, problems=(Problem(path=path, where="", message=fault, severity="refused"),)
        )
    problems: list[Problem] = []
    papers: list[ListedPaper] = []
    for one in listing.papers:
        if fault := plausibility.list_day_fault(listing.day, one.paper.published, today):
            problems.append(Problem(path=path, where=one.paper.id, message=fault, severity="lost"))
        else:
            papers.append(_dated(one, path, today, problems))
    whole = replace(listing, papers=tuple(papers))
    if latest := latest_in_future(whole, now):
        message = f"contains times in the future up to {latest}: they are ignored"
        problems.append(Problem(path=path, where=str(listing.day), message=message, severity="dropped"))
    if earliest := earliest_too_early(whole):
        message = f"says it was read at {earliest}, before its list day: such times are ignored"
        problems.append(Problem(path=path, where=str(listing.day), message=message, severity="dropped"))
    nothing = bool(listing.papers) and not papers
    return Believed(listing=None if nothing else healed(whole, now), problems=tuple(problems))


def latest_in_future(listing: Listing, now: datetime) -> str:
    """The latest of its impossible times; "" if there is none."""
    end = limit(now)
    return max((at for at in _times(listing) if at > end), default="")


def earliest_too_early(listing: Listing) -> str:
    """The earliest of the times at which it is said to have been read before it existed, or ""."""
    begin = _opening(listing.day)
    told = (listing.captured, *(one.first_seen for one in listing.papers))
    return min((at for at in told if at < begin), default="")


def healed(listing: Listing, now: datetime) -> Listing:
    """The listing with each impossible time treated as not given; the same object if it has none.

    The age of a field becomes that of the first answer that contained the paper, at the earliest the start of
    the list day, so that any later answer wins. Numbers observed in the future are left out.
    """
    end, begin = limit(now), _opening(listing.day)
    if all(at <= end for at in _times(listing)) and not earliest_too_early(listing):
        return listing
    start = f"{listing.day}T00:00:00Z"
    papers = tuple(_healed(one, begin, start, end) for one in listing.papers)
    # The first answer that contained a paper is one for the day.
    first = min((one.first_seen for one in papers), default=start) if listing.captured < begin else start
    captured = listing.captured if begin <= listing.captured <= end else first
    return replace(listing, captured=captured, papers=papers)


def _opening(day: date) -> str:
    """Before this, nobody can have read the list of a day, whatever their clock and time zone."""
    return f"{day - SLACK}T00:00:00Z"


def shown(listings: Iterable[Listing], now: datetime) -> tuple[list[Listing], dict[date, str]]:
    """What pages are made of, and what is wrong with some days, in words.

    A day in the future is left out until it arrives: it would come first on every page and in every feed.
    """
    kept: list[Listing] = []
    wrong: dict[date, str] = {}
    for one in listings:
        if fault := plausibility.list_day_fault(one.day, None, now.date()):
            wrong[one.day] = f"{fault}; not shown until then"
            continue
        late = [x for x in one.papers if plausibility.list_day_fault(one.day, x.paper.published, now.date())]
        if latest := latest_in_future(one, now):
            wrong[one.day] = (
                f"contains times in the future, up to {latest}; the next papers fetch corrects them"
            )
        elif earliest := earliest_too_early(one):
            wrong[one.day] = f"is said to have been read at {earliest}, before its list day; this is ignored"
        elif late:
            days = plausibility.LISTED_WITHIN.days
            wrong[one.day] = f"{len(late)} of its papers were published more than {days} days before"
        kept.append(healed(one, now))
    return kept, wrong


def is_past(listing: Listing, now: datetime) -> bool:
    """Whether none of it is in the future, so that it will be shown later as it is now."""
    is_future = plausibility.list_day_fault(listing.day, None, now.date()) is not None
    return not is_future and not latest_in_future(listing, now)


def remembered(visits: Visits, now: datetime) -> Visits:
    """What a run may use from earlier runs: nothing that is from the future."""
    end = limit(now)
    return replace(
        visits,
        ended=visits.ended if visits.ended and visits.ended <= end else None,
        days={
            day: one
            for day, one in visits.days.items()
            if one.at <= end and (one.missing is None or one.missing.since <= end)
        },
    )


def _times(listing: Listing) -> Iterable[str]:
    yield listing.captured
    for one in listing.papers:
        yield one.first_seen
        yield one.seen
        if one.submitted is not None:
            yield one.submitted
        yield from (at for _, at in one.older)
        yield from (signal.at for signal in one.signals)


def _healed(listed: ListedPaper, begin: str, start: str, end: str) -> ListedPaper:
    submitted = listed.submitted if listed.submitted is None or listed.submitted <= end else None
    one = replace(listed, submitted=submitted)
    first = one.first_seen if begin <= one.first_seen <= end else start
    ages = {name: at for name in CONTENT + OCCASION if (at := told_at(name, one)) is not None}
    ages = {name: at if at <= end else first for name, at in ages.items()}
    seen = max(first, *ages.values())
    return replace(
        one,
        first_seen=first,
        seen=seen,
        older=tuple(sorted((name, at) for name, at in ages.items() if at != seen)),
        signals=tuple(signal for signal in one.signals if signal.at <= end),
    )


def _dated(listed: ListedPaper, path: str, today: date, problems: list[Problem]) -> ListedPaper:
    """Without dates in the future, which only a page would believe."""
    last = (today + SLACK).isoformat()
    paper = listed.paper
    for name, value in (("published", paper.published), ("withdrawn", paper.withdrawn)):
        if value is not None and value > last:
            where, message = f"{paper.id} {name}", f"{value} is in the future: today is {today}"
            problems.append(Problem(path=path, where=where, message=message, severity="dropped"))
    published = None if (paper.published or "") > last else paper.published
    withdrawn = None if (paper.withdrawn or "") > last else paper.withdrawn
    known = replace(listed, paper=replace(paper, published=published, withdrawn=withdrawn))
    return replace(known, older=tuple((n, at) for n, at in known.older if told_at(n, known) is not None))
