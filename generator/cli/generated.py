"""Stored days into generated files, as the first half of a build: what the second needs to know of them.

Of a large archive in a process of its own: Python gives the system little back of what it held for thousands
of papers, and MkDocs needs memory too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Self

from generator import executors
from generator.archive import Archive
from generator.cli import options, progress
from generator.cli.generate import generating, reading, write_pages
from generator.cli.graphs import whole_graph
from generator.cli.options import Called, Said
from generator.cli.permanence import Losses
from generator.cli.project import Project
from generator.executors import local
from generator.graph import Graph
from generator.records.ledger import Ledger
from generator.records.source import About
from generator.workers import Workers

LARGE = 24_000_000
"""Bytes of stored days, of about ten thousand papers, from which on a process of its own is worth the second
that it takes to start."""


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
    if project.store.size() < LARGE:
        return _generated(project, losses, workers)
    return local.apart(partial(_apart, project, losses, scheduler, options.called()))


def _apart(project: Project, losses: Losses, scheduler: str | None, how: Called) -> Generated:
    with options.calling(how), options.recording() as said, executors.of(scheduler) as workers:
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
