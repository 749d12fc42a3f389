"""Pictures of papers on disk, `data/thumbnails/2508/2508.12345.webp`, and which papers had none when asked.

They are apart from the listed days, so that no failure here can touch them.
"""

import json
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.records.enriched import shelf_of
from generator.records.ids import PaperId
from generator.records.picture import THUMBNAIL
from generator.records.reading import Json
from generator.sinks import to_json
from generator.storage import files
from generator.storage.store import write_changed

FOLDER = "thumbnails"
MISSING = "missing.json"
FORM = ".webp"


@dataclass(frozen=True, slots=True)
class Thumbnails:
    """Reads and writes pictures below the archive's data folder `root`."""

    root: Path

    def held(self) -> frozenset[PaperId]:
        """The papers with a picture that can be used. Real files in real folders: a link may lead out of the
        archive."""
        found: set[PaperId] = set()
        for folder in self._folders():
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    key = PaperId.parse(entry.name.removesuffix(FORM))
                    if key and self.path(key) == Path(entry.path) and self.read(key):
                        found.add(key)
        return frozenset(found)

    def path(self, key: PaperId) -> Path | None:
        """Its file; None if it has no place: pictures are of papers with an id of today's form."""
        shelf = None if "/" in key else shelf_of(key)
        return self.root / FOLDER / shelf[0] / f"{key}{FORM}" if shelf else None

    def read(self, key: PaperId) -> bytes:
        """The picture, b"" if there is none that can be used."""
        path, body = self.path(key), b""
        with suppress(OSError):
            body = files.whole(path, THUMBNAIL) if path else b""
        return body if body[:4] == b"RIFF" and body[8:12] == b"WEBP" else b""

    def add(self, key: PaperId, body: bytes) -> bool:
        """Stores a picture; False if it has no place. Raises StoreError."""
        path = self.path(key)
        return path is not None and write_changed(path, body)

    def missing(self) -> dict[PaperId, date]:
        """The papers that had no picture, and when that was. A damaged list is ignored."""
        try:
            written = json.loads(files.read(self.root / FOLDER / MISSING))
            pairs = [(PaperId.parse(key), date.fromisoformat(day)) for key, day in written.items()]
        except (OSError, ValueError, AttributeError, TypeError, RecursionError):
            return {}
        return {key: day for key, day in pairs if key}

    def remember(self, missing: Mapping[PaperId, date]) -> None:
        """Writes that list. Raises StoreError."""
        told: dict[str, Json] = {key: day.isoformat() for key, day in sorted(missing.items())}
        write_changed(self.root / FOLDER / MISSING, to_json.text(told).encode())

    def _folders(self) -> list[Path]:
        above = self.root / FOLDER
        if not stat.S_ISDIR(files.mode_of(above) or 0):
            return []
        with os.scandir(above) as entries:
            return [Path(one.path) for one in entries if one.is_dir(follow_symlinks=False)]
