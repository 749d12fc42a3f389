"""One entry of a list, as a source's reader returns it, before the age of its answer is known."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from generator.intake.fields import Place
from generator.records.listing import Announced, ListedPaper, Submitter
from generator.records.paper import Paper, Signals


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A listed paper before the age of its answer is known.

    `day` is the list day that it names itself; `undated` is what is wrong with it if it names none; `moments`
    is every time in it that was past when the answer was made; `at` is its place, with the reports on what
    was dropped.
    """

    at: Place
    paper: Paper
    day: date | None = None
    undated: str = ""
    submitter: Submitter | None = None
    submitted: str | None = None
    announced: Announced | None = None
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
            announced=self.announced,
            signals=() if seen == Signals(at=captured) else (seen,),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a source writes entries. `read` makes one from a value, None if it is lost: then the place contains
    only the reason; its last argument is the list day of an entry that names none. `unknown` are paths of
    keys that have not been seen there before."""

    read: Callable[[object, Place, date | None], Entry | None]
    unknown: Callable[[Mapping[str, object]], Iterable[str]] = lambda _entry: ()
