"""Generated files → `docs/`: each path once, changed bytes only, nothing removed that is not ours.

A file is ours when its front matter says so; the manifest of the last run only tells where to look.
A page somebody wrote by hand where we want to write one stops the run before the first byte.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.errors import BuildError, Problem, StoreError
from generator.records.page import OWNED, File
from generator.sinks import to_json
from generator.store import TEMPORARY, write_changed
from generator.urls import GENERATED, OWNED_DATA

HEAD = 65_536
"""Longest front matter looked at, in bytes."""
MANIFEST = "generated.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How many files a run wrote and removed."""

    new: int
    changed: int
    same: int
    removed: int

    def __str__(self) -> str:
        total = self.new + self.changed + self.same
        return f"{total:,} files: {self.new:,} new, {self.changed:,} changed, {self.removed:,} removed"


def write(docs: Path, state: Path, pages: Iterable[File]) -> Written:
    """Brings `docs` in line with `pages`; `state` holds the manifest. Raises BuildError, StoreError."""
    wanted = {page.path: page.body for page in pages}
    before = _owned(docs, state)
    _refuse_foreign(docs, wanted)
    _sweep(docs, state)
    counts = {"new": 0, "changed": 0, "same": 0, "removed": 0}
    folders: set[Path] = set()
    # Names first: a run killed half-way has still said what it may have written.
    _remember(state, sorted(before | set(wanted)))
    for path, body in wanted.items():
        counts[_write(docs / path, body, folders)] += 1
    for path in sorted(before - set(wanted)):
        counts["removed"] += _remove(docs, path)
    _remember(state, sorted(wanted))
    return Written(**counts)


def _sweep(docs: Path, state: Path) -> None:
    """What a killed run left half-written."""
    for stray in state.glob(f"{TEMPORARY}*"):
        stray.unlink(missing_ok=True)
    for folder in GENERATED:
        for stray in (docs / folder).rglob(f"{TEMPORARY}*"):
            stray.unlink(missing_ok=True)
    (docs / f"{TEMPORARY}index.md").unlink(missing_ok=True)


def _owned(docs: Path, state: Path) -> set[str]:
    try:
        paths = json.loads((state / MANIFEST).read_bytes())
    except (OSError, ValueError):
        paths = None
    if isinstance(paths, list) and all(isinstance(path, str) for path in paths):
        return {path for path in paths if not Path(path).is_absolute() and ".." not in Path(path).parts}
    # No manifest, for instance in a fresh clone with old pages: look at the pages themselves.
    found = (file for folder in GENERATED for file in (docs / folder).rglob("*") if file.is_file())
    candidates = [*found, docs / "index.md"]
    return {file.relative_to(docs).as_posix() for file in candidates if _is_ours(docs, file)}


def _is_ours(docs: Path, file: Path) -> bool:
    """Whether the front matter says so; data and scripts are ours where they lie. An empty file is what
    a power cut left of one of ours."""
    if file.suffix in {".json", ".bin", ".js"}:
        return file.relative_to(docs).as_posix().startswith(OWNED_DATA)
    try:
        with file.open("rb") as stream:
            fence, front = stream.readline(8), stream.readline(HEAD)
    except OSError:
        return False
    if not fence:
        return True
    try:
        meta = json.loads(front) if fence == b"---\n" else None
    except (ValueError, RecursionError):
        return False
    return isinstance(meta, dict) and meta.get("generated") == OWNED


def _refuse_foreign(docs: Path, wanted: Iterable[str]) -> None:
    problems = [
        Problem(
            path=str(docs / path), where="", message="was written by hand where a page is generated; move it"
        )
        for path in wanted
        if (docs / path).exists() and not _is_ours(docs, docs / path)
    ]
    if problems:
        raise BuildError("nothing was generated", problems)


def _write(file: Path, body: bytes, folders: set[Path]) -> str:
    """Atomic for a reader, not synced: what a power cut takes is generated again."""
    try:
        known = file.read_bytes()
    except FileNotFoundError:
        known = None
    except OSError as error:
        raise StoreError(f"{file}: cannot be read: {error.strerror}") from error
    if known == body:
        return "same"
    temporary = file.with_name(TEMPORARY + file.name)
    try:
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        temporary.write_bytes(body)
        temporary.replace(file)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise StoreError(f"{file}: cannot be written: {error.strerror}") from error
    return "new" if known is None else "changed"


def _remove(docs: Path, path: str) -> int:
    file = docs / path
    if not file.is_file() or not _is_ours(docs, file):
        return 0
    try:
        file.unlink()
        folder = file.parent
        while folder != docs and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
    except OSError as error:
        raise StoreError(f"{file}: cannot be removed: {error.strerror}") from error
    return 1


def _remember(state: Path, paths: list[str]) -> None:
    state.mkdir(parents=True, exist_ok=True)
    write_changed(state / MANIFEST, to_json.compact(list(paths)).encode() + b"\n")
