"""One day's list: what was handed in (`Payload`), what a source made of it (`Listing`)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from generator.errors import Problem
from generator.records.paper import Paper, Signals

ORIGIN = "1991-08-01T00:00:00Z"
"""The time of values that the source is not known to have given: any of its answers is newer."""

DayState = Literal["complete", "empty"]
"""complete: papers are known · empty: the source was asked and had none. A day without any answer is not
stored."""

Announced = Literal["new", "cross"]
"""new in a category, or cross-listed there from another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """Bytes to be read. `asked` is the day they are meant to be for; `captured` is the time of the request
    (UTC, to the second), None for a saved file, whose age is known only from its content; `today` is the
    current day in UTC, None if unknown: later times say nothing about the age."""

    path: str
    body: bytes
    asked: date | None = None
    captured: str | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitter:
    """Who put a paper on a listing: the account at the source and the name to show."""

    account: str
    fullname: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPaper:
    """A paper on one day's listing.

    `first_seen` is the time of the earliest answer with it, and `seen` that of the answer its content is from
    (both UTC, to the second). `older` names the fields whose value is from an earlier answer than `seen`,
    with that answer's time: in each field the newest answer wins. `signals` are sorted by time, at most one
    per day.
    """

    paper: Paper
    first_seen: str
    seen: str
    submitter: Submitter | None = None
    submitted: str | None = None
    announced: Announced | None = None
    older: tuple[tuple[str, str], ...] = ()
    signals: tuple[Signals, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One list day: papers sorted by id; `captured` is the time of the earliest answer for it. `source` is
    the name of the source, "" for the only one that existed when stored days did not name it.
    `is_reconstructed` if it was never read as such: it holds what should have been on the list. `mark` is a
    hash of the stored file that it was read from; one that was changed since, or made otherwise, has none."""

    day: date
    captured: str
    papers: tuple[ListedPaper, ...] = ()
    source: str = ""
    is_reconstructed: bool = False
    mark: str = field(default="", init=False, compare=False, repr=False)

    @property
    def state(self) -> DayState:
        """A day that was checked and is empty has its own state."""
        return "complete" if self.papers else "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What was read from one payload: a listing per day, and a problem for everything that could not be
    used."""

    shape: str
    listings: tuple[Listing, ...]
    problems: tuple[Problem, ...] = ()
