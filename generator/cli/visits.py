"""What `papers fetch` remembers, on disk. In a module of its own, because a build reads it and asks no
source."""

import json

from generator.cli.project import Project
from generator.records import visit
from generator.records.reading import SchemaError
from generator.records.visit import Visits, visits_from_json, visits_to_json
from generator.sinks import to_json
from generator.storage import files
from generator.storage.store import write_changed


def read_visits(project: Project, source: str = "") -> Visits:
    """What earlier runs remember of a source, the main one by default; nothing if the file is missing,
    damaged or of another version."""
    try:
        return visits_from_json(json.loads(files.read(project.state / name_of(project, source))))
    except (OSError, SchemaError, ValueError, RecursionError):
        return Visits()


def read_all_visits(project: Project) -> Visits:
    """The same for all sources together."""
    return visit.joined(read_visits(project, name) for name in project.config.options.sources)


def write_visits(project: Project, visits: Visits, source: str = "") -> None:
    """Stores it, under the lock, whose holder removes half-written files from here. Raises StoreError."""
    with project.store.writing():
        path = project.state / name_of(project, source)
        write_changed(path, to_json.text(visits_to_json(visits)).encode())


def name_of(project: Project, source: str) -> str:
    """The file of a source: the plain name is that of the main one."""
    is_main = not source or source == next(iter(project.config.options.sources), source)
    return visit.NAME if is_main else visit.NAME.replace(".", f".{source}.")
