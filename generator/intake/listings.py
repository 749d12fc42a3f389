"""From the entries of a source to listings: which day, how old, each paper once.

Every choice depends only on the payload and never on the order in it, so that importing the same file twice,
or two files in either order, stores the same bytes.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import reduce

from generator.errors import Problem, RefusedError, Severity
from generator.intake import moments, notes
from generator.intake.answers import Whole
from generator.intake.entry import Entry, Form
from generator.intake.fields import Place, as_object
from generator.intake.merge import join
from generator.records.ids import PaperId
from generator.records.listing import ListedPaper, Listing, Parsed, Payload

ENTRIES_CAP = 50_000
"""Items in one payload; its maximum of 20 MB fits about 3,000 real entries."""

ENTRY_PROBLEMS = 20
"""At most this many problems of one entry are reported one by one."""
PROBLEMS_CAP = 10_000
"""At most this many problems of one payload are reported one by one."""

ASK_FOR_DAY = "give it with --date YYYY-MM-DD"
_WINDOW = timedelta(days=366)
_SLACK = timedelta(days=1)
"""How far apart clocks may be: a later time does not show how old an answer is."""


@dataclass(slots=True, kw_only=True)
class _Sorted:
    """Entries by their result, while a payload is read."""

    path: str
    usable: list[tuple[date, Entry]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    other: set[date] = field(default_factory=set)
    undated: list[str] = field(default_factory=list)
    bad: int = 0
    more: Counter[Severity] = field(default_factory=Counter)

    def add(self, problems: Iterable[Problem]) -> None:
        """Records what is wrong with one entry; only counts it once a payload has reported enough."""
        for problem in problems:
            if len(self.problems) < PROBLEMS_CAP:
                self.problems.append(problem)
            else:
                self.more[problem.severity] += problem.count

    def told(self) -> Iterable[Problem]:
        """All problems: those that were only counted are one problem per kind."""
        yield from self.problems
        for severity, count in sorted(self.more.items()):
            message = f"{count:,} more of the kind {severity!r}, not listed one by one"
            yield Problem(path=self.path, where="", message=message, severity=severity, count=count)


def of_day(shape: str, path: str, whole: Whole, asked: date, form: Form) -> Parsed:
    """The listing of an answer's entries in this form, of all its pages. Refuses as `parsed` does."""
    captured, today = moments.stamp(whole.captured), whole.captured.date()
    payload = Payload(path=path, body=b"", asked=asked, captured=captured, today=today)
    found = parsed(shape, payload, [item for page in whole.pages for item in page], asked, form)
    return reconstructed(found) if whole.is_reconstructed else found


def reconstructed(found: Parsed) -> Parsed:
    """The same, marked as what should have been on the lists."""
    made = tuple(replace(one, is_reconstructed=True) for one in found.listings)
    return replace(found, listings=made)


def parsed(shape: str, payload: Payload, items: Sequence[object], asked: date | None, form: Form) -> Parsed:
    """Listings of entries in this form. `asked` is the day that the payload must be about, None for any.

    Refuses with `day` (no day known, or all of another day), `schema` (no usable record), `size`.
    """
    if len(items) > ENTRIES_CAP:
        raise RefusedError("size", f"more than {ENTRIES_CAP} entries")
    if not items:
        if asked is None:
            raise RefusedError("day", f"an empty list does not contain its day: {ASK_FOR_DAY}")
        captured = payload.captured or moments.stamp(moments.midnight(asked))
        listing = Listing(day=asked, captured=captured)
        return Parsed(shape=shape, listings=(listing,))
    found = _sort(payload, items, asked, form)
    if not found.usable:
        raise _refusal(found, len(items), asked)
    unknown: Counter[str] = Counter()
    for item in items:
        entry = as_object(item)
        unknown.update(form.unknown(entry) if entry is not None else ())
    listings, merged = _listings(payload, found.usable)
    problems = (*found.told(), *merged, *notes.unknown(payload.path, unknown))
    return Parsed(shape=shape, listings=listings, problems=problems)


def _sort(payload: Payload, items: Sequence[object], asked: date | None, form: Form) -> _Sorted:
    found = _Sorted(path=payload.path)
    for number, item in enumerate(items):
        at = Place(path=payload.path, where=f"[{number}]", most=ENTRY_PROBLEMS)
        entry = form.read(item, at, asked)
        if entry is None:
            found.bad += 1
        elif why := _against(entry, asked, found):
            at.found.clear()
            entry.at.report("lost", why)
        elif day := entry.day or asked:
            found.usable.append((day, entry))
        found.add(at.found)
    return found


def _against(entry: Entry, asked: date | None, found: _Sorted) -> str:
    """Why an entry is on no list; "" if it is on one. `clocks.believed` decides whether such a day is
    possible."""
    day = entry.day or asked
    if asked is not None and day != asked:
        found.other.add(day or asked)
        return f"listed on {day}, not on {asked}"
    if day is None:
        why = f"{entry.undated or 'has no list day'}: {ASK_FOR_DAY}"
        found.undated.append(why)
        return why
    return ""


def _refusal(found: _Sorted, count: int, asked: date | None) -> RefusedError:
    if found.other and not found.bad:
        days = f"{min(found.other)}" if len(found.other) == 1 else f"{min(found.other)} … {max(found.other)}"
        return RefusedError("day", f"this is the list of {days}, not of {asked}")
    if found.undated and not found.bad:
        only = {why for why in found.undated if why.startswith("paper.")}
        why = min(only) if only else f"no entry has a list day: {ASK_FOR_DAY}"
        return RefusedError("day", why)
    first = found.problems[0]
    return RefusedError(
        "schema", f"none of {count} records is usable; the first: {first.message}", first.where
    )


def _listings(
    payload: Payload, usable: Iterable[tuple[date, Entry]]
) -> tuple[tuple[Listing, ...], tuple[Problem, ...]]:
    by_day: dict[date, list[Entry]] = {}
    seen: set[datetime] = set()
    for day, entry in usable:
        by_day.setdefault(day, []).append(entry)
        seen.update(
            one for one in entry.moments if payload.today is None or one.date() <= payload.today + _SLACK
        )
    listings = []
    merged: list[Problem] = []
    for day in sorted(by_day):
        captured = payload.captured or _captured(day, seen)
        listed = [entry.listed(captured) for entry in by_day[day]]
        papers, joined = once_each(payload.path, listed)
        listings.append(Listing(day=day, captured=captured, papers=papers))
        merged += joined
    return tuple(listings), tuple(merged)


def _captured(day: date, seen: Iterable[datetime]) -> str:
    """The age of a saved answer: at least that of the newest thing it knows, otherwise its list day.

    Nothing more than a year later is believed: a wrong date far in the future would win every later merge.
    """
    start = moments.midnight(day)
    return moments.stamp(max((m for m in seen if start <= m <= start + _WINDOW), default=start))


def once_each(path: str, listed: Iterable[ListedPaper]) -> tuple[tuple[ListedPaper, ...], list[Problem]]:
    """Papers sorted by id; duplicates are merged, with a note."""
    by_id: dict[PaperId, list[ListedPaper]] = {}
    for one in listed:
        by_id.setdefault(one.paper.id, []).append(one)
    joined = [
        Problem(
            path=path,
            where=str(key),
            message=f"listed {len(same)} times, merged into one record",
            severity="note",
        )
        for key, same in sorted(by_id.items())
        if len(same) > 1
    ]
    # Sorted first, so that the order in the payload cannot affect the merge.
    papers = tuple(reduce(join, sorted(by_id[key], key=repr)) for key in sorted(by_id))
    return papers, joined
