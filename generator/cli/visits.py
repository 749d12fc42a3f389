"""What `papers fetch` remembers, on disk. Apart from it, as a build reads it and asks nobody."""

import json

from generator.cli.project import Project
from generator.records import visit
from generator.records.reading import SchemaError
from generator.records.visit import Visits, visits_from_json, visits_to_json
from generator.sinks import to_json
from generator.storage import files
from generator.storage.store import write_changed


def read_visits(project: Project) -> Visits:
    """What earlier runs remember; nothing when the file is gone, damaged or of another version."""
    try:
        return visits_from_json(json.loads(files.read(project.state / visit.NAME)))
    except (OSError, SchemaError, ValueError, RecursionError):
        return Visits()


def write_visits(project: Project, visits: Visits) -> None:
    """Raises StoreError. Under the lock: whoever holds it sweeps what others left half-written here."""
    with project.store.writing():
        write_changed(project.state / visit.NAME, to_json.text(visits_to_json(visits)).encode())
