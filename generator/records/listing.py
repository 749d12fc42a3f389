"""One day's list: what was handed in (`Payload`), what a source made of it (`Listing`)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.errors import Problem
from generator.records.paper import Paper, Signals

ORIGIN = "1991-08-01T00:00:00Z"
"""The age of what the source is not known to have said: any answer of it is newer."""

DayState = Literal["complete", "empty"]
"""complete: papers are known · empty: the source was asked and had none. A day that was never
answered for is not stored at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """Bytes somebody handed in. `asked` is the day they are said to be for; `captured` the UTC
    second of the request, None for a saved file, whose age only its content can tell; `today` the
    present day in UTC, None where nobody knows it: what is later tells no age."""

    path: str
    body: bytes
    asked: date | None = None
    captured: str | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitter:
    """Who put a paper on a listing: the source's account and the name shown."""

    account: str
    fullname: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPaper:
    """A paper on one day's listing.

    `first_seen` is the earliest answer that held it and `seen` the one its content is from (both
    UTC seconds). `older` names the fields whose value comes from an earlier answer than `seen`,
    with that answer's time: each field is a register in which the newest answer wins.
    `signals` are sorted by time, at most one a day.
    """

    paper: Paper
    first_seen: str
    seen: str
    submitter: Submitter | None = None
    submitted: str | None = None
    older: tuple[tuple[str, str], ...] = ()
    signals: tuple[Signals, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One list day: papers sorted by id; `captured` is the earliest answer for it. `source` is the name
    of whose list it is, "" for the one source that there was when days did not say it."""

    day: date
    captured: str
    papers: tuple[ListedPaper, ...] = ()
    source: str = ""

    @property
    def state(self) -> DayState:
        """Empty-but-checked is a state of its own."""
        return "complete" if self.papers else "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a source read out of one payload: a listing per day, and everything it could not use."""

    shape: str
    listings: tuple[Listing, ...]
    problems: tuple[Problem, ...] = ()
