"""What the rest of the program needs to know of a place that lists papers by the day.

A source is one folder of `intake/sources/`, which makes one of these, and one line of the table there.
All else, from merging to pages, sees listings and what `about` says.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.intake.answers import Asker, Pace, Reply, Validators, Whole
from generator.records.listing import Parsed, Payload
from generator.records.source import About


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What lets an operator ask more often: the variable that holds it, and the host that gave it, which
    alone is told."""

    variable: str
    issuer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A form in which people save lists: how a text is told to be one, and how it is read.

    `parse` raises RefusedError when the text holds no listing.
    """

    recognises: Callable[[str], bool]
    parse: Callable[[Payload, str], Parsed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source: when it lists (`about`), how it is asked, how its answers are read.

    `ask` gets a whole day by way of the client: it makes the requests and raises RefusedError for what
    is no answer. `parse` makes the one listing of such a day; its arguments are a name for messages, the
    answer, and the day.
    """

    about: About
    address: str
    """Where it is asked unless the operator names another place; https."""
    ask: Callable[[Asker, date, Validators], Reply]
    parse: Callable[[str, Whole, date], Parsed]
    pace: Pace = field(default_factory=Pace)
    token: Token | None = None
    saved: tuple[Saved, ...] = ()
    accepted: str = ""
    """Its saved forms in words, for the message about a file that is none of them."""
    save: str = ""
    """What to save instead of a page without a list."""


Table = Mapping[str, Source]
"""Sources by their names."""
