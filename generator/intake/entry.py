"""One entry of a list, as a source's reader hands it over: before the age of its answer is known."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from generator.intake.fields import Place
from generator.records.listing import ListedPaper, Submitter
from generator.records.paper import Paper, Signals


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A listed paper before the age of its answer is known.

    `day` is the list day it names itself, `undated` what is wrong with it when it names none;
    `moments` is every time in it that was past when the answer was made, `at` its place with what
    was dropped.
    """

    at: Place
    paper: Paper
    day: date | None = None
    undated: str = ""
    submitter: Submitter | None = None
    submitted: str | None = None
    upvotes: int | None = None
    comments: int | None = None
    stars: int | None = None
    moments: tuple[datetime, ...] = ()

    def listed(self, captured: str) -> ListedPaper:
        """The record, observed at `captured`."""
        seen = Signals(at=captured, upvotes=self.upvotes, comments=self.comments, stars=self.stars)
        return ListedPaper(
            paper=self.paper,
            first_seen=captured,
            seen=captured,
            submitter=self.submitter,
            submitted=self.submitted,
            signals=() if seen == Signals(at=captured) else (seen,),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a source writes entries. `read` makes one of a value, None when it is lost: then the place
    holds nothing but why; its last argument is the list day of an entry that names none. `unknown` are
    paths of keys that nobody has seen there, `source` is whose listings come of it."""

    read: Callable[[object, Place, date | None], Entry | None]
    unknown: Callable[[Mapping[str, object]], Iterable[str]] = lambda _entry: ()
    source: str = ""
