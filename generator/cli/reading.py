"""Reads an archive from disk: its days, with the curation applied."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator import curation
from generator.archive import Archive, Made
from generator.cli import present, thumbnails
from generator.cli.options import warn
from generator.cli.project import UNREADABLE, Project, text_of, unread
from generator.cli.upstream import sources_of
from generator.errors import BuildError, Problem
from generator.intake import clocks, sources

Warn = Callable[[Iterable[Problem]], None]
"""Reports what is left out."""


def read_archive(project: Project, made: Made | None = None) -> tuple[Archive, list[Problem]]:
    """Everything stored that may be shown today, and every stored file that cannot be used. `made` is what
    `Archive.of` keeps from one time to the next.

    Where the clock cannot be right, nothing is left out for being in the future.
    """
    listings, problems = project.store.read_all()
    wrong: dict[date, str] = {}
    if not present.fault(project.store):
        listings, wrong = clocks.shown(listings, present.now())
    path = project.store.root / curation.NAME
    notes = curation.Curation()
    try:
        if (body := of_data(path, curation.CAP)) is not None:
            notes, faults = curation.parse(body, str(path))
            problems += faults
    except UNREADABLE as error:
        message = f"{unread(path, error)}; it may say what must not be shown"
        problems.append(Problem(path=str(path), where="", message=message, severity=curation.STOPS))
    enriched, damaged = project.shelves.read_all()
    problems += [replace(one, severity=curation.PASSED) for one in damaged]
    asked = sources.known(one.about.name for one in sources_of(project.config, project.config_name))
    archive = thumbnails.shown(project, Archive.of(listings, notes, wrong, asked, made, enriched))
    # A typo in an id or a name may leave visible what somebody wanted to hide.
    problems += [
        Problem(path=str(path), where=where, message=message, severity=curation.PASSED)
        for where, message in archive.unmatched
    ]
    return archive, problems


def of_data(path: Path, cap: int) -> str | None:
    """The text of a file of `data/`, None if there is none. Raises ValueError if there is one with the other
    common suffix, which would be ignored, and what `text_of` raises."""
    other = path.with_suffix({".yaml": ".yml", ".yml": ".yaml"}[path.suffix])
    if other.exists() or other.is_symlink():
        raise ValueError(f"{other.name} is not read; rename it to {path.name}")
    return text_of(path, cap)


def hold(message: str, problems: Iterable[Problem], warn: Warn = warn) -> None:
    """Warns about entries of the curation that cannot be applied, and continues: a typo in one of them must
    not keep the day from its readers. Raises BuildError for everything else that could not be read."""
    found = list(problems)
    warn(problem for problem in found if problem.severity == curation.PASSED)
    stopping = [problem for problem in found if problem.severity != curation.PASSED]
    if stopping:
        raise BuildError(message, stopping)
