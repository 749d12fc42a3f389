"""What the rest of the program needs to know about a source of daily lists of papers.

A source is one folder of `intake/sources/`, which provides one of these, and one line in the table there.
Everything else, from merging to pages, sees only listings and what `about` says.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from generator.intake.answers import Asker, Pace, Reply, Validators, Whole
from generator.records.listing import Parsed, Payload
from generator.records.source import About


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What allows an operator to fetch more often: the variable that contains it, and the host that issued
    it, the only one that it is sent to."""

    variable: str
    issuer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A form in which people save lists: how to recognize such a text, and how to read it.

    `parse` raises RefusedError if the text contains no listing.
    """

    recognises: Callable[[str], bool]
    parse: Callable[[Payload, str], Parsed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source: when it lists (`about`), how to fetch from it, how to read its answers.

    `ask` gets a whole day through the client: it makes the requests and raises RefusedError for invalid
    answers. `parse` makes the one listing of such a day; its arguments are a name for messages, the answer,
    and the day. `intake/sources/__init__.py` calls both, and writes the source's name on the listing.
    """

    about: About
    address: str
    """Its address unless the operator sets another one; https."""
    also: Mapping[str, str] = field(default_factory=dict)
    """Further addresses by name, all asked at one pace. If the operator sets one, it replaces them too."""
    closes: timedelta | None = None
    """Time after the first second of a list day, in UTC, from which its list is no longer available: if it
    was read, it is complete and is not requested again. None if it can always be read again."""
    ask: Callable[[Asker, date, Validators], Reply]
    parse: Callable[[str, Whole, date], Parsed]
    pace: Pace = field(default_factory=Pace)
    token: Token | None = None
    is_by_category: bool = False
    """Whether the archive chooses categories, which its client then knows."""
    categories: frozenset[str] = frozenset()
    """Those that it is known to have, if the archive chooses some."""
    saved: tuple[Saved, ...] = ()
    accepted: str = ""
    """Its saved forms in words, for the message about a file that is none of them."""
    save: str = ""
    """What to save instead of a page without a list."""
