"""Stored days into generated files, as the first half of a build: what the second needs to know of them.

Of a large archive in a process of its own: Python gives the system little back of what it held for thousands
of papers, and MkDocs needs memory too. If no earlier run has kept all of it, three others go before, for
what it will then find kept: the vectors of papers, what links papers, and the search index. With a scheduler
nothing is apart: one process is connected to it, and goes on without it if it is lost.
"""

from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Self

from generator import executors
from generator.archive import Archive
from generator.cli import options, progress
from generator.cli.generate import generating, reading, write_pages
from generator.cli.graphs import graph_of_readable, space_of_readable, whole_graph
from generator.cli.options import Called, Said
from generator.cli.permanence import Losses
from generator.cli.progress import Step
from generator.cli.project import Project
from generator.errors import BuildError
from generator.executors import local
from generator.graph import Graph
from generator.records.ledger import Ledger
from generator.records.source import About
from generator.search import index, stemmed
from generator.storage import heap
from generator.wording import spoken
from generator.workers import MANY, Workers

LARGE = 50_000_000
"""Bytes of stored days, of about twenty thousand papers, from which on less memory is worth the time to start
processes and to read the days again."""

_LOST = "the process that generated the pages was ended by the system, probably for lack of memory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the rest of a build needs to know of the archive."""

    sources: tuple[About, ...]
    epoch: int
    days: int
    papers: int
    missing: tuple[date, ...]
    doubtful: tuple[date, ...]

    @classmethod
    def of(cls, graph: Graph) -> Self:
        """Copies it, so that the rest can be freed."""
        archive = graph.archive
        return cls(
            sources=tuple(archive.sources),
            epoch=epoch_of(archive),
            days=len(archive.days),
            papers=len(archive.papers),
            missing=tuple(archive.gaps),
            doubtful=tuple(archive.doubtful),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A hash of each generated file's text by its path, and the ledger to keep. `seconds` says how long the
    steps took, and `said` what another process reported."""

    told: Told
    marks: Mapping[str, str]
    kept: Ledger
    seconds: Mapping[str, float]
    said: tuple[Said, ...] = ()


def of(project: Project, losses: Losses, workers: Workers, scheduler: str | None) -> Generated:
    """Generates all files. Raises BuildError or StoreError."""
    if scheduler or project.store.size() < LARGE:
        found = _generated(project, losses, workers)
        if found.told.papers >= MANY:
            workers.rest()
            heap.forget()
        return found
    how = options.called()
    seconds: dict[str, float] = {}
    if not project.memory.has(stemmed.KIND):  # what an index keeps last
        with progress.step(seconds, "read", reading()):
            _prepare(partial(_fit, project, how))
            _prepare(partial(_link, project, how))
        with progress.step(seconds, "index", Step(doing="indexing")):
            _prepare(partial(_index, project, how))
    try:
        found = local.apart(partial(_apart, project, losses, how))
    except BrokenProcessPool:
        raise BuildError(_LOST) from None
    for name, more in found.seconds.items():
        seconds[name] = seconds.get(name, 0.0) + more
    return replace(found, seconds=seconds)


def _prepare(work: Callable[[], None]) -> None:
    """Has results kept. What a lost process did not keep is computed later."""
    with suppress(BrokenProcessPool):
        local.apart(work)


def _fit(project: Project, how: Called) -> None:
    with options.calling(how), executors.of(None) as workers:
        space_of_readable(project, workers)


def _link(project: Project, how: Called) -> None:
    with options.calling(how), executors.of(None) as workers:
        graph_of_readable(project, workers)


def _index(project: Project, how: Called) -> None:
    with options.calling(how), executors.of(None) as workers:
        made = index.render(graph_of_readable(project, workers), project.memory, workers=workers)
        deque(spoken(project.config.wording, made), maxlen=0)


def _apart(project: Project, losses: Losses, how: Called) -> Generated:
    with options.calling(how), options.recording() as said, executors.of(None) as workers:
        found = _generated(project, losses, workers)
    return replace(found, said=tuple(said))


def _generated(project: Project, losses: Losses, workers: Workers) -> Generated:
    seconds: dict[str, float] = {}
    with progress.step(seconds, "read", reading()):
        graph = whole_graph(project, workers)
    with progress.step(seconds, "generate", generating(project)):
        made = write_pages(project, graph, losses, workers)
    return Generated(told=Told.of(graph), marks=made.marks, kept=made.kept, seconds=seconds)


def epoch_of(archive: Archive) -> int:
    """The time of a build in seconds since 1970; an archive without one counts as 1980, zip's oldest."""
    return max(int(datetime.fromisoformat(archive.as_of).timestamp()), 315_532_800)
