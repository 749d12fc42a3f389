"""Whether anything has changed since the last build that ended well.

A build records the sizes and times of all files that it read or made. If they all still look the same, and
the same program would do the same with them, another build would have the same result; finding out needs
neither numpy nor MkDocs nor a stored day. Inputs are looked at before they are read, results after they were
written, so the next build sees what somebody changes during this one.

In a workflow the folder comes from a cache that others can fill, so none of this is used there.
"""

import hashlib
import json
import platform
import sys
import time
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import NamedTuple

from generator.build import derived, incremental
from generator.cli import present, runner
from generator.cli.options import Said
from generator.cli.progress import Step
from generator.cli.project import STATE, Project
from generator.cli.visits import name_of
from generator.errors import Problem
from generator.intake import moments
from generator.records import ledger
from generator.records.reading import Json
from generator.sinks import to_json
from generator.storage import files, ownership, packaged, stamps
from generator.storage.stamps import FOLDER, OTHER, Stamp
from generator.storage.store import LOCK, write_changed

RECORD = "settled.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A build that ended well. `key` is a hash of the program and of what it is configured to do, `looks` one
    of the sizes and times of the files it read and made. `racy` are files that changed too recently for these
    to prove anything, each with a hash of its content. `at` is the moment that decided what is in the future,
    `pages` the number of the site's pages, and `said` what was reported."""

    key: str
    looks: str
    racy: Mapping[str, str]
    at: str
    pages: int
    said: tuple[Said, ...]


class Seen(NamedTuple):
    """The stamps of a project's files, and when they were taken, in nanoseconds since 1970."""

    stamps: Mapping[str, Stamp]
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The files of a project before a build reads them; `listed` are generated ones below `docs`, of which it
    may remove some."""

    stamps: Mapping[str, Stamp]
    racy: Mapping[str, str]
    listed: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The result of a build: the `paths` of the generated files below `docs`, without those that the operator
    has replaced; `at`, `pages` and `said` as above."""

    paths: Collection[str]
    at: str
    pages: int
    said: tuple[Said, ...]


def looking() -> Step:
    """The number of files is not known before."""
    return Step(doing="looking for changes")


def see(project: Project) -> Seen:
    """The stamps of all files that a build reads or makes."""
    now = time.time_ns()
    return Seen(_stamps(project), now)


def look(project: Project, seen: Seen) -> Look:
    """A look at these files, of which none has been read since they were seen."""
    listed = ownership.listed(project.docs, project.state)
    return Look(stamps=seen.stamps, racy=_racy(project, seen.stamps, seen.now), listed=listed)


def unchanged(project: Project, losses: str, seen: Seen) -> Settled | None:
    """The last build, if another one of these files could only have the same result; None otherwise."""
    if runner.is_here():
        return None
    try:
        value = json.loads(files.read(project.state / RECORD))
        said = tuple((is_warning, Problem(**one)) for is_warning, one in value.pop("said"))
        known = Settled(**value, said=said)
        if known.key != _key(project, losses) or moment() < known.at:
            return None
        if known.looks != _digest(seen.stamps):
            return None
        if any(stamps.content(project.root / path) != mark for path, mark in known.racy.items()):
            return None
        published = incremental.read(project.state, project.site)
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return None
    return known if published else None


def forget(project: Project) -> None:
    """Makes the next build look at everything."""
    (project.state / RECORD).unlink(missing_ok=True)


def remember(project: Project, losses: str, before: Look, made: Made) -> None:
    """Stores how all files look after a build. Nothing is stored if the result depends on anything else, such
    as plugins that need all pages at once, or links."""
    if runner.is_here() or not derived.can_select(project.config):
        return
    now = time.time_ns()
    after = _stamps(project)
    ours = {
        *(f"{project.config.docs_dir}/{path}" for path in (*made.paths, *before.listed, ownership.MANIFEST)),
        *_written(project),
    }
    found = {path: stamp for path, stamp in before.stamps.items() if path not in ours and stamp != FOLDER}
    found |= {path: stamp for path, stamp in after.items() if path in ours or stamp == FOLDER}
    if OTHER in found.values():
        return
    racy = {path: mark for path, mark in before.racy.items() if path not in ours}
    racy |= _racy(project, {path: found[path] for path in ours & found.keys()}, now)
    value: dict[str, Json] = {
        "key": _key(project, losses),
        "looks": _digest(found),
        "racy": {**racy},
        "at": made.at,
        "pages": made.pages,
        "said": [[is_warning, asdict(problem)] for is_warning, problem in made.said],
    }
    write_changed(project.state / RECORD, to_json.compact(value).encode())


def _key(project: Project, losses: str) -> str:
    """A hash of the program, what it runs on, and what it is configured to do."""
    parts = (packaged.mark(), sys.version, platform.machine(), project.config.resolved, losses)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _stamps(project: Project) -> dict[str, Stamp]:
    """By their paths from the project's folder."""
    config, root = project.config, project.root
    found: dict[str, Stamp] = {}
    for folder in filter(None, (config.options.data_dir, config.docs_dir, config.custom_dir)):
        below = stamps.below(root / folder, but=(LOCK,))
        found |= {f"{folder}/{path}": stamp for path, stamp in below.items()}
    single = (
        project.config_name,
        *config.hooks,
        *filter(None, [config.options.texts]),
        *(f"{STATE}/{name_of(project, one)}" for one in config.options.sources),
        *_written(project),
    )
    for path in single:
        stamp = stamps.of(root / path)
        if stamp is not None:
            found[path] = stamp
    return found


def _written(project: Project) -> tuple[str, ...]:
    """What every build may write beside the generated files."""
    config = project.config
    return (
        f"{config.options.data_dir}/{ledger.NAME}",
        f"{STATE}/{incremental.RECORD}",
    )


def _racy(project: Project, found: Mapping[str, Stamp], now: int) -> dict[str, str]:
    return {path: stamps.content(project.root / path) for path in stamps.racy(found, now)}


def _digest(found: Mapping[str, Stamp]) -> str:
    return hashlib.sha256(repr(sorted(found.items())).encode()).hexdigest()


def moment() -> str:
    """The present moment, as builds see it. What is not in the future now will not be later either."""
    return moments.stamp(present.now())
