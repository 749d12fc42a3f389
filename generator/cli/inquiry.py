"""Asks one service about papers, within a budget of requests and time, and stores its answers.

Nothing here touches a listed day. An answer that cannot be used costs only the papers it is about.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.cli.project import Project
from generator.errors import ClockError, Problem, RefusedError, StoreError, UnreachableError
from generator.intake import enriching, sources
from generator.intake.client import Client
from generator.intake.enricher import Enricher, Enrichment
from generator.records.ids import PaperId

SILENT = 2
"""After this many requests in a row without any answer, no more are made in this run."""
BAD = 8
"""The same for answers that cannot be used: a hundred papers are halved seven times until one is left."""
KEPT = 100
"""Papers whose answers are stored together."""


@dataclass(slots=True, kw_only=True)
class Inquiry:
    """One service in one run. `asked` is the day of the last answer about each paper, and grows; `requests`
    is how many may be sent, and `end` the second by the client's clock at which to stop. `doubt` says why the
    clock cannot be right unless the service confirms it. `known` and `unknown` count the papers of the
    answers, `changed` the records that they changed."""

    project: Project
    enricher: Enricher
    client: Client
    asked: dict[PaperId, date]
    requests: int
    end: float
    doubt: str = ""
    sent: int = 0
    known: int = 0
    unknown: int = 0
    changed: int = 0
    problems: list[Problem] = field(default_factory=list)
    _kept: list[Enrichment] = field(default_factory=list)
    _silent: int = 0
    _bad: int = 0

    def run(self, keys: Sequence[PaperId]) -> None:
        """Asks about these papers, in this order. Raises ClockError when nothing can be dated."""
        try:
            size = self.enricher.batch
            for start in range(0, len(keys), size):
                if not self._may_ask():
                    break
                self._ask(keys[start : start + size])
        finally:
            self._store()

    def _may_ask(self) -> bool:
        return (
            self.sent < self.requests
            and self.client.clock.elapsed() < self.end
            and self._silent < SILENT
            and self._bad < BAD
        )

    def _ask(self, keys: Sequence[PaperId]) -> None:
        self.sent += 1
        try:
            found = sources.enrich(self.enricher, self.client, keys)
            if self.doubt and not self.client.is_clock_confirmed:
                raise ClockError(f"{self.doubt}. Nothing was stored")
        except UnreachableError as error:
            self._silent += 1
            self._report(keys, error)
        except RefusedError as error:
            self._silent, self._bad = 0, self._bad + 1
            if len(keys) == 1:
                self._report(keys, error)
                self._keep(Enrichment(answered=frozenset(keys)))
            for half in _halves(keys):  # one paper may spoil the answer about all
                if self._may_ask():
                    self._ask(half)
        else:
            self._silent = self._bad = 0
            self.known += len(found.papers)
            self.unknown += len(found.answered) - len(found.papers)
            self.problems += found.problems
            self._keep(found)

    def _report(self, keys: Sequence[PaperId], error: RefusedError) -> None:
        about = keys[0] if len(keys) == 1 else f"{keys[0]} and {len(keys) - 1} more"
        self.problems.append(
            Problem(path=self.client.address, where=about, message=f"refused ({error.reason}): {error}")
        )

    def _keep(self, found: Enrichment) -> None:
        self._kept.append(found)
        if sum(len(one.papers) for one in self._kept) >= KEPT:
            self._store()

    def _store(self) -> None:
        """What could not be stored counts as not asked."""
        today = self.client.now().date()
        kept, self._kept = self._kept, []
        try:
            with self.project.store.writing():
                papers = [paper for one in kept for paper in one.papers]
                self.changed += self.project.shelves.add(papers, enriching.refreshed)
        except StoreError as error:
            self.problems.append(Problem(path=self.client.address, where="", message=str(error)))
            return
        self.asked |= {key: today for one in kept for key in one.answered}


def _halves(keys: Sequence[PaperId]) -> Iterator[Sequence[PaperId]]:
    if len(keys) > 1:
        middle = (len(keys) + 1) // 2
        yield keys[:middle]
        yield keys[middle:]
