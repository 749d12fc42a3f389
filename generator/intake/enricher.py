"""What the rest of the program needs to know about a service that can be asked about single papers.

`papers enrich` asks it; the table of `intake/sources/__init__.py` names it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from generator.errors import Problem
from generator.intake.answers import Asker, Pace
from generator.intake.source import Token
from generator.records.enriched import Enriched
from generator.records.ids import PaperId


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrichment:
    """An answer about some papers. `answered` are those that it covers, including papers that are unknown
    there; the others may be asked about again at once."""

    papers: tuple[Enriched, ...] = ()
    answered: frozenset[PaperId] = frozenset()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enricher:
    """`ask` makes one request about at most `batch` papers. It raises RefusedError if the answer cannot be
    used, and what the client raises. A paper is asked about again on each of `days` after its listing, and
    after the last of them every `rarely` days. `budget` is the number of requests of a run, unless the
    operator sets another one."""

    name: str
    title: str
    address: str
    ask: Callable[[Asker, Sequence[PaperId]], Enrichment]
    has_answered: Callable[[Enriched], bool]
    """Whether a stored record contains something from its answers: for papers of which no run remembers
    whether it asked."""
    batch: int
    days: tuple[int, ...]
    rarely: int
    budget: int
    pace: Pace = field(default_factory=Pace)
    token: Token | None = None
