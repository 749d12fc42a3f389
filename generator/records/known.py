"""What is known of a paper beside its lists: its categories, where it was published, what belongs to it.

A list may tell some of it, and `papers enrich` asks for it. None and () mean "not known".
"""

import re
from dataclasses import dataclass
from typing import Literal

from generator.errors import quoted
from generator.records import reading
from generator.records.reading import Json, SchemaError

CATEGORY = re.compile(r"(?:[a-z]{2,9}|[a-z]{1,9}-[a-z]{2,6})(?:\.[A-Za-z]{2,6}(?:-[a-z]{2,6})?)?")
"""A category of arXiv, such as `cs.LG`, `hep-th`, `cond-mat.str-el`; not a class of another scheme."""
DOI = re.compile(r"10\.[0-9]{4,9}/[!#-;=?-\[\]^_a-~]{1,200}")
"""A DOI without what would end a link (ISO 26324)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a paper, and the day on which arXiv received it (YYYY-MM-DD, UTC)."""

    number: int
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """Where a paper was accepted or published, and in which year if that is known. `track` is what its
    authors add to that, such as "oral"."""

    slug: str
    label: str
    year: int | None = None
    track: str = ""

    @property
    def shown(self) -> str:
        """Its name with the year."""
        return f"{self.label} {self.year}" if self.year else self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A model, dataset or Space, `name` being its owner and its name; the numbers are those of its day."""

    name: str
    likes: int | None = None
    downloads: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What was linked with a paper on a day (`at`, YYYY-MM-DD): how many in all, and the first of them."""

    at: str
    total: int
    named: tuple[Linked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Something that a paper did not have when it was asked about, and has since `day` (YYYY-MM-DD). `what`
    is its address, or its name."""

    kind: Literal["code", "model"]
    day: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """`categories` are arXiv's, the primary one first; `journal` is its journal reference; `licence` is an
    https address."""

    categories: tuple[str, ...] = ()
    doi: str | None = None
    journal: str | None = None
    comment: str | None = None
    licence: str | None = None
    versions: tuple[Version, ...] = ()
    venue: Venue | None = None
    models: Links | None = None
    datasets: Links | None = None
    spaces: Links | None = None
    arrivals: tuple[Arrival, ...] = ()

    @property
    def primary(self) -> str | None:
        """The category under which arXiv files it."""
        return self.categories[0] if self.categories else None


NOTHING_KNOWN = Known()


def category(value: Json, where: str) -> str:
    """A category of arXiv."""
    return _of_form(value, where, CATEGORY, "a category such as cs.LG")


def doi(value: Json, where: str) -> str:
    """A DOI without an address before it."""
    return _of_form(value, where, DOI, "a DOI such as 10.1234/567")


def _of_form(value: Json, where: str, form: re.Pattern[str], wanted: str) -> str:
    found = reading.string(value, where)
    if not form.fullmatch(found):
        raise SchemaError(f"{where}: expected {wanted}, got {quoted(found)}")
    return found
