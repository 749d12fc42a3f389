"""Pictures of papers: fetched into the archive, and named to everything that shows a paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module

import click

from generator import urls
from generator.archive import Archive, ArchivedPaper
from generator.cli.project import Project
from generator.cli.upstream import of_thumbnails
from generator.errors import RefusedError, StoreError, UnreachableError
from generator.intake import sources
from generator.intake.answers import Validators
from generator.intake.client import Client, Clock
from generator.records.ids import PaperId
from generator.records.page import Blob
from generator.records.source import SourceNames
from generator.storage.thumbnails import Thumbnails
from generator.text.counted import counted

MOST, SECONDS = 300, 120.0
"""Pictures and seconds of a run: what is left comes with the next ones."""
GIVE_UP = 3
"""After this many requests in a row without any answer, no more are made in this run."""
AGAIN = 30
"""Days after which a picture that was not there is asked for again."""


def shown(project: Project, archive: Archive) -> Archive:
    """The archive with the address of each paper's picture, if there are to be any."""
    match project.config.options.images:
        case "remote":
            found = {key: _elsewhere(one) for key, one in archive.papers.items()}
        case "local":
            held = Thumbnails(project.store.root).held()
            found = {key: urls.thumbnail(key) if key in held else "" for key in archive.papers}
        case _:
            return archive
    papers = {
        key: replace(one, picture=found[key]) if found[key] else one for key, one in archive.papers.items()
    }
    return replace(archive, papers=papers)


def _elsewhere(archived: ArchivedPaper) -> str:
    found = (one.source.names.thumbnail_at(archived.paper.id) for one in archived.appearances)
    return next(filter(None, found), "")


def files(project: Project, archive: Archive) -> Iterator[Blob]:
    """The copies that belong to the site: those of papers that are shown."""
    if project.config.options.images != "local":
        return
    store = Thumbnails(project.store.root)
    for one in archive.shown:
        if one.picture:
            yield Blob(path=one.picture, body=store.read(one.paper.id))


def origins(project: Project) -> tuple[str, ...]:
    """The hosts from which pages load pictures."""
    if project.config.options.images != "remote":
        return ()
    names = (one.names for one in sources.known().by_name.values())
    return tuple(sorted({_origin(one) for one in names if one.thumbnail}))


def _origin(names: SourceNames) -> str:
    return "/".join(names.thumbnail.split("/")[:3])


@dataclass(slots=True)
class _Run:
    """One run: what it found, and until when it may ask."""

    project: Project
    clock: Clock
    end: float
    clients: dict[str, Client] = field(default_factory=dict)
    added: int = 0
    without: dict[PaperId, date] = field(default_factory=dict)
    silent: int = 0


def fetch(project: Project, environment: Mapping[str, str], clock: Clock, *, is_quiet: bool) -> None:
    """Copies what is missing, the newest papers first. Nothing depends on it, and nothing is ever removed:
    where there is no picture, pages look as they do without pictures."""
    if project.config.options.images != "local":
        return
    store = Thumbnails(project.store.root)
    run = _Run(project, clock, clock.elapsed() + SECONDS)
    before, today = store.missing(), clock.now().date()
    for asked, (key, names) in enumerate(_due(project, store, before, today)):
        if asked == MOST or run.silent == GIVE_UP or clock.elapsed() >= run.end:
            break
        _fetch(run, store, key, names, environment)
    if run.without:
        with project.store.writing():
            store.remember(before | run.without)
    if not is_quiet and (run.added or run.without or run.silent):
        rest = f", {counted(len(run.without), 'paper')} without one" if run.without else ""
        rest += ", then no answer" if run.silent == GIVE_UP else ""
        click.echo(f"copied {counted(run.added, 'picture')}{rest}")


def _due(
    project: Project, store: Thumbnails, missing: Mapping[PaperId, date], today: date
) -> Iterator[tuple[PaperId, SourceNames]]:
    """Papers whose picture is to be fetched, the newest first, and the names of the source that has it."""
    known, held = sources.known(), store.held()
    seen: set[PaperId] = set()
    for day in sorted(project.store.days(), reverse=True):
        try:
            lists = project.store.lists(day)
        except StoreError:
            continue  # reported by everything else
        for listing in lists:
            names = known.of(listing.source).names
            for one in listing.papers:
                key = one.paper.id
                is_left = key in held or key in seen or not names.thumbnail_at(key) or store.path(key) is None
                seen.add(key)
                if not is_left and (key not in missing or (today - missing[key]).days >= AGAIN):
                    yield key, names


def _fetch(
    run: _Run, store: Thumbnails, key: PaperId, names: SourceNames, environment: Mapping[str, str]
) -> None:
    origin = _origin(names)
    if origin not in run.clients:
        run.clients[origin] = of_thumbnails(origin, run.project.config, environment, run.clock)
    client = run.clients[origin]
    address = client.address + names.thumbnail_at(key).removeprefix(origin)
    try:
        answer = client.ask(address, "image/*", Validators())
        answer.refuse()
        pictures = import_module("generator.intake.thumbnails")  # loads Pillow, which few runs need
        body: bytes = pictures.small(answer.body)  # one that was cut off at the limit cannot be read
    except UnreachableError:
        run.silent += 1
        return
    except RefusedError:
        run.without[key] = run.clock.now().date()
    else:
        with run.project.store.writing():
            run.added += store.add(key, body)
    run.silent = 0
