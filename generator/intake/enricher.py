"""What the rest of the program needs to know about one who can be asked about single papers.

It is asked by `papers enrich`, and named in the table of `intake/sources/__init__.py`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from generator.errors import Problem
from generator.intake.answers import Asker, Pace
from generator.intake.source import Token
from generator.records.enriched import Enriched
from generator.records.ids import PaperId


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer about some papers. `answered` are those about which it says something, be it that they are
    unknown there; the others may be asked about again at once."""

    papers: tuple[Enriched, ...] = ()
    answered: frozenset[PaperId] = frozenset()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enricher:
    """`ask` makes one request about at most `batch` papers. It raises RefusedError if the answer cannot be
    used, and what the client raises. `days` after its listing a paper is asked about again, and after the
    last of them every `rarely` days. `budget` is how many requests a run makes, unless told otherwise."""

    name: str
    title: str
    address: str
    ask: Callable[[Asker, Sequence[PaperId]], Told]
    has_told: Callable[[Enriched], bool]
    """Whether a stored record has something of its answers, for where nobody remembers having asked."""
    batch: int
    days: tuple[int, ...]
    rarely: int
    budget: int
    pace: Pace = field(default_factory=Pace)
    token: Token | None = None
