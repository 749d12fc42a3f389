"""Generated files → `docs/`: each path once, changed bytes only, nothing removed that is not ours.

A file is ours when its front matter says so; the manifest of the last run only tells where to look.
A page somebody wrote by hand where we want to write one stops the run before the first byte.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.errors import BuildError, Problem, StoreError
from generator.records.page import OWNED, YIELDS, File
from generator.sinks import to_json
from generator.store import TEMPORARY, write_changed
from generator.urls import GENERATED, OWNED_DATA, YIELDING

HEAD = 65_536
"""Longest front matter looked at, in bytes."""
MANIFEST = "generated.json"
DATA = frozenset({".json", ".bin", ".js", ".xml", ".gz", ".atom", ".rss", ".opml"})
"""Endings of files for programs, which hold no front matter."""
WAITING = f"{TEMPORARY}waiting"
"""Folder below `docs/`, so that its files can be moved in one step; MkDocs does not look into it."""


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
    """Brings `docs` in line with `pages`; `state` holds the manifest. Raises BuildError, StoreError.

    Pages are taken one by one and none is kept: what changed waits beside `docs`' own files until
    all are there, and nothing is in its place before.
    """
    before = _owned(docs, state)
    _sweep(docs, state)
    waiting = _Waiting(docs)
    try:
        for page in pages:
            if not has_own(docs, page.path):
                waiting.add(page)
        waiting.refuse_foreign()
        # Names first: a run killed half-way has still said what it may have written.
        _remember(state, sorted(before | waiting.wanted))
        waiting.place()
    finally:
        shutil.rmtree(waiting.folder, ignore_errors=True)
    removed = sum(_remove(docs, path) for path in sorted(before - waiting.wanted))
    _remember(state, sorted(waiting.wanted))
    return Written(**waiting.counts, removed=removed)


def mark(body: bytes) -> str:
    """Stands for what a file holds."""
    return hashlib.sha256(body).hexdigest()[:32]


class _Waiting:
    """Files that differ from those in `docs`, written out but not in their places yet. `wanted` are the
    paths of all."""

    def __init__(self, docs: Path) -> None:
        self.docs = docs
        self.folder = docs / WAITING
        self.wanted: set[str] = set()
        self.counts = {"new": 0, "changed": 0, "same": 0}
        self._changed: list[str] = []
        self._foreign: list[str] = []

    def add(self, page: File) -> None:
        """Compares a file with the one there."""
        file, body = self.docs / page.path, page.body
        self.wanted.add(page.path)
        try:
            known = file.read_bytes()
        except FileNotFoundError:
            known = None
        except OSError as error:
            raise StoreError(f"{file}: cannot be read: {error.strerror}") from error
        if known is not None and known != body and not _is_ours(self.docs, file):
            self._foreign.append(page.path)
        what = "same" if known == body else "new" if known is None else "changed"
        self.counts[what] += 1
        if what != "same":
            self._write(page.path, body)

    def _write(self, path: str, body: bytes) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / str(len(self._changed))).write_bytes(body)
        except OSError as error:
            raise StoreError(f"{self.docs / path}: cannot be written: {error.strerror}") from error
        self._changed.append(path)

    def refuse_foreign(self) -> None:
        """BuildError where somebody wrote what would be replaced."""
        message = "was written by hand where a page is generated; move it"
        if self._foreign:
            problems = [Problem(path=str(self.docs / p), where="", message=message) for p in self._foreign]
            raise BuildError("nothing was generated", problems)

    def place(self) -> None:
        """Atomic for a reader, not synced: what a power cut takes is generated again."""
        folders: set[Path] = set()
        for number, path in enumerate(self._changed):
            _place(self.folder / str(number), self.docs / path, folders)


def _place(waiting: Path, file: Path, folders: set[Path]) -> None:
    try:
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        waiting.replace(file)
    except OSError as error:
        raise StoreError(f"{file}: cannot be written: {error.strerror}") from error


def has_own(docs: Path, path: str) -> bool:
    """Whether the operator wrote a file that ours gives way to."""
    return path in YIELDING and (docs / path).exists() and not _is_ours(docs, docs / path)


def _sweep(docs: Path, state: Path) -> None:
    """What a killed run left half-written; older versions left it in the folders."""
    shutil.rmtree(docs / WAITING, ignore_errors=True)
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
    candidates = [*found, *(docs / name for name in ("index.md", *YIELDING))]
    return {file.relative_to(docs).as_posix() for file in candidates if _is_ours(docs, file)}


def _is_ours(docs: Path, file: Path) -> bool:
    """Whether the front matter says so; data and scripts are ours where they lie. An empty file is what
    a power cut left of one of ours."""
    if file.suffix in DATA:
        return file.relative_to(docs).as_posix().startswith(OWNED_DATA)
    if file.name in YIELDING:
        return file.is_file() and YIELDS in file.read_text(encoding="utf-8", errors="replace")
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
