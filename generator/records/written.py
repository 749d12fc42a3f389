"""What `papers init` and `papers upgrade` wrote into an archive, so that a later upgrade can distinguish
the program's own files from edited ones."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.records import reading
from generator.records.reading import Json, SchemaError, each, get

VERSION = 1
_MARK = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The version of the program that last wrote files, the hash of its wheel, the day, the mark of each
    file as offered (path → mark), and the settings which that version knew."""

    version: str
    program: str
    on: date
    files: Mapping[str, str] = field(default_factory=dict)
    settings: tuple[str, ...] = ()


def written_to_json(written: Written) -> dict[str, Json]:
    """Sorted by path."""
    return {
        "format": VERSION,
        "version": written.version,
        "program": written.program,
        "on": written.on.isoformat(),
        "files": {path: written.files[path] for path in sorted(written.files)},
        "settings": list(written.settings),
    }


def written_from_json(value: Json) -> Written:
    """Raises SchemaError naming the place."""
    root = reading.object_of(value, "file")
    if root.get("format") != VERSION:
        raise SchemaError(f"format: expected {VERSION}, got {root.get('format')!a}")
    files = get(root, "files", "", reading.object_of)
    for path in files:
        if (
            path.startswith("/")
            or ".." in path.split("/")
            or "\\" in path
            or path != reading.string(path, "files")
        ):
            raise SchemaError(f"files: expected paths inside of the archive, got {path!a}")
    return Written(
        version=get(root, "version", "", reading.string),
        program=get(root, "program", "", _mark),
        on=date.fromisoformat(get(root, "on", "", reading.day)),
        files={path: _mark(mark, f"files.{path}") for path, mark in files.items()},
        settings=each(root, "settings", "", reading.string),
    )


def _mark(value: Json, where: str) -> str:
    mark = reading.string(value, where)
    if not _MARK.fullmatch(mark):
        raise SchemaError(f"{where}: expected a SHA-256, got {value!a}")
    return mark
