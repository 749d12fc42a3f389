"""What enrichment found out, on disk: `data/known/2508/12.json`, one file for papers whose ids are close.

It is apart from the listed days, so that no failure here can touch them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem, StoreError
from generator.records.enriched import FOLDER, Enriched, shelf_from_json, shelf_of, shelf_to_json
from generator.records.ids import PaperId
from generator.sinks import to_json
from generator.storage import files
from generator.storage.store import write_changed
from generator.storage.stored import decoded, json_files, refuse_obstacle

Join = Callable[[Enriched | None, Enriched], Enriched]
"""(what is stored, what an answer tells) → what to store."""


@dataclass(frozen=True, slots=True)
class Shelves:
    """Reads and writes what is known of papers, below the archive's data folder `root`."""

    root: Path

    def read_all(self) -> tuple[dict[PaperId, Enriched], list[Problem]]:
        """Everything stored, and a problem for each file that cannot be used. The rest holds without it."""
        found: dict[PaperId, Enriched] = {}
        paths, problems = json_files(self.root / FOLDER)
        for path in paths:
            try:
                found |= {one.id: one for one in self._read(path)}
            except StoreError as error:
                message = str(error).removeprefix(f"{path}: ")
                problems.append(Problem(path=str(path), where="", message=message))
        return found, problems

    def add(self, told: Iterable[Enriched], join: Join) -> int:
        """Stores answers, each joined with what is stored of its paper; returns how many papers changed.

        Raises StoreError if a file is damaged or cannot be written: it stays as it is, and those before it
        are stored. The caller holds the lock of the store.
        """
        by_path: dict[Path, list[Enriched]] = {}
        for one in told:
            by_path.setdefault(self._path(one.id), []).append(one)
        changed = 0
        for path, new in sorted(by_path.items()):
            known = {one.id: one for one in self._read(path)}
            papers = dict(known)
            for one in new:
                papers[one.id] = join(papers.get(one.id), one)
            if papers != known:
                changed += sum(known.get(key) != one for key, one in papers.items())
                write_changed(path, to_json.text(shelf_to_json(papers.values())).encode())
        return changed

    def _path(self, key: PaperId) -> Path:
        place = shelf_of(key)
        if place is None:
            raise StoreError(f"{key}: has no place in {self.root / FOLDER}")
        folder, name = place
        return self.root / FOLDER / folder / f"{name}.json"

    def _read(self, path: Path) -> tuple[Enriched, ...]:
        """The papers of a file, none if there is no file. Raises StoreError."""
        refuse_obstacle(self.root, path)
        try:
            body = files.read(path)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise StoreError(f"{path}: cannot be read: {error.strerror}") from error
        papers = decoded(path, body, shelf_from_json)
        stray = next((one.id for one in papers if self._path(one.id) != path), None)
        if stray is not None:
            raise StoreError(f"{path}: {stray} belongs in {self._path(stray)}")
        return papers
