"""Generated files → `docs/`: each path once, only changed bytes, and no file of the operator is removed.

Our files are recognized by their mark or from the list of the last run (`ownership.py`). A hand-written file,
a link or a folder in the place of a generated file stops the run before the first byte is written.
"""

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.errors import BuildError, Problem, StoreError
from generator.records.claim import Claim
from generator.records.page import File, Kept, is_rendered
from generator.storage import cache, files, ownership, stamps, system
from generator.storage.files import TEMPORARY, Obstacle
from generator.storage.ownership import Ownership, has_own
from generator.storage.stamps import Stamp

WAITING = f"{TEMPORARY}waiting"
"""Folder below `docs/`, so that its files can be moved in one step; MkDocs ignores it."""


_HOLDS_MORE = frozenset({errno.ENOTEMPTY, errno.EEXIST})
"""What systems say of a folder that is not empty."""


class AsLeft(NamedTuple):
    """A file that an earlier run wrote and that looks as it left it: its stamp, and whether it holds what it
    would be given now."""

    stamp: Stamp
    is_same: bool


Held = Callable[[str], AsLeft | None]


def _nothing_known(_: str) -> None:
    """Every file that is there is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How many files a run wrote and removed, and how each that there is now looks from outside."""

    new: int
    changed: int
    same: int
    removed: int
    stamps: Mapping[str, Stamp] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        total = self.new + self.changed + self.same
        return f"{total:,} files: {self.new:,} new, {self.changed:,} changed, {self.removed:,} removed"


def write(
    docs: Path, state: Path, claim: Claim, pages: Iterable[File], held: Held = _nothing_known
) -> Written:
    """Updates our files in `docs` to match `pages`; `state` is the scratch folder. Raises BuildError,
    StoreError.

    `held` tells of files that earlier runs wrote, so that they need not be read. Pages are processed
    one by one and none is kept in memory: changed files wait in a staging folder until all are written, and
    only then are moved into place.
    """
    _refuse_linked_folders(docs, claim)
    owned = ownership.of(docs, state, claim)
    before = owned.known()
    _sweep(docs, state, claim)
    waiting = _Waiting(owned, held)
    try:
        for page in pages:
            if isinstance(page, Kept):
                waiting.keep(page.path, page.stamp)
            elif not has_own(docs, claim, page.path):
                waiting.add(page)
        waiting.refuse_foreign()
        # Names first: a run that is killed half-way has still recorded what it may have written.
        ownership.remember(docs, state, before | waiting.wanted)
        waiting.place()
    finally:
        shutil.rmtree(waiting.folder, ignore_errors=True)
    removed = [path for path in sorted(before - waiting.wanted) if _remove(owned, path)]
    _clear(docs, removed)
    ownership.remember(docs, state, waiting.wanted)
    return Written(**waiting.counts, removed=len(removed), stamps=waiting.stamps)


def mark(body: bytes) -> str:
    """A hash of a file's contents."""
    return hashlib.sha256(body).hexdigest()[:32]


class _Waiting:
    """Files that differ from those in `docs`, written but not moved into place yet. `wanted` are the paths of
    all files."""

    def __init__(self, owned: Ownership, held: Held) -> None:
        self.docs = owned.docs
        self.folder = owned.docs / WAITING
        self.wanted: set[str] = set()
        self.stamps: dict[str, Stamp] = {}
        self.counts = {"new": 0, "changed": 0, "same": 0}
        self._owned, self._held = owned, held
        self._changed: list[str] = []
        self._foreign: list[Problem] = []
        self._clear: set[str] = set()

    def keep(self, path: str, stamp: Stamp) -> None:
        """Leaves a file as it is."""
        self.wanted.add(path)
        self.stamps[path] = stamp
        self.counts["same"] += 1

    def add(self, page: File) -> None:
        """Compares a file with the existing one."""
        found = self._held(page.path)
        if found and found.is_same:
            self.keep(page.path, found.stamp)
        elif found:
            self.wanted.add(page.path)
            self.counts["changed"] += 1
            self._write(page.path, page.body)
        else:
            self._compare(page.path, page.body)

    def _compare(self, path: str, body: bytes) -> None:
        """The same with a file of which nothing is known."""
        self.wanted.add(path)
        if (found := files.obstacle(self.docs, path, self._clear)) is not None:
            if (problem := _in_the_way(self.docs, found)) not in self._foreign:
                self._foreign.append(problem)
            return
        known = self._known(path)
        if known is not None and known != body and not self._owned.is_ours(path):
            self._foreign.append(_by_hand(self.docs / path))
        what = "same" if known == body else "new" if known is None else "changed"
        self.counts[what] += 1
        if what != "same":
            self._write(path, body)

    def _known(self, path: str) -> bytes | None:
        """The bytes of the file there, of which it takes the stamp before it reads them."""
        file = self.docs / path
        try:
            self.stamps[path] = stamps.settled(file)
            return files.read(file)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(f"{file}: cannot be read: {error.strerror}") from error

    def _write(self, path: str, body: bytes) -> None:
        try:
            if not self._changed:
                self.folder.parent.mkdir(parents=True, exist_ok=True)
                self.folder.mkdir()  # only a new one: a link with that name would lead elsewhere
            waiting = f"{self.folder}/{len(self._changed)}"
            with open(waiting, "wb") as stream:  # noqa: PTH123 - a `Path` takes as long as the rest
                stream.write(body)
            self.stamps[path] = stamps.settled(waiting)  # kept when it is moved into place
        except FileExistsError:
            raise StoreError(f"{self.folder}: in the way of generated files; remove it") from None
        except OSError as error:
            raise StoreError(f"{self.docs / path}: cannot be written: {error.strerror}") from error
        self._changed.append(path)

    def refuse_foreign(self) -> None:
        """Raises BuildError where something is in the way that is not ours to replace."""
        if self._foreign:
            raise BuildError("nothing was generated", self._foreign)

    def place(self) -> None:
        """Atomic for a reader, not synced: what a power cut destroys is generated again."""
        folders: set[Path] = set()
        for number, path in enumerate(self._changed):
            _place(self.folder / str(number), self.docs / path, folders)


def _by_hand(file: Path) -> Problem:
    """Pages are recognized by their mark, so one without it was written by hand; data files are recognized
    only by the list."""
    if is_rendered(file.name):
        message = "is a hand-written file where a page is generated; move it"
    else:
        message = (
            "is in the place of a generated file, and there is no record that we generated it; "
            "move it if it is yours, otherwise remove it"
        )
    return Problem(path=str(file), where="", message=message)


def _in_the_way(docs: Path, found: Obstacle) -> Problem:
    message = f"is {found.kind}, where generated files belong; nothing is written or removed there: move it"
    return Problem(path=str(docs / found.path), where="", message=message)


def _refuse_linked_folders(docs: Path, claim: Claim) -> None:
    """Before any work: everything generated goes into a few folders."""
    clear = set[str]()
    found = (files.obstacle(docs, f"{folder}/index.md", clear) for folder in claim.folders)
    problems = {_in_the_way(docs, one): None for one in found if one and not one.path.endswith("/index.md")}
    if problems:
        raise BuildError("nothing was generated", problems)


def _place(waiting: Path, file: Path, folders: set[Path]) -> None:
    try:
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        system.replace(waiting, file)
    except OSError as error:
        raise StoreError(f"{file}: cannot be written: {error.strerror}") from error


def _sweep(docs: Path, state: Path, claim: Claim) -> None:
    """Removes what a killed run left half-written; older versions left it in the folders. Writers into
    `state` hold the same lock as this cleanup, or can afford to lose what is removed."""
    shutil.rmtree(docs / WAITING, ignore_errors=True)
    strays = [
        *state.glob(f"{TEMPORARY}*"),
        *(state / cache.FOLDER).glob(f"{TEMPORARY}*"),
        docs / f"{TEMPORARY}index.md",
        *docs.glob(f"{TEMPORARY}{'?' * 8}"),  # the list of generated files, as `tempfile` names it
    ]
    for folder in claim.folders:
        strays += [
            Path(above, name)
            for above, _, names in os.walk(docs / folder)
            for name in names
            if name.startswith(TEMPORARY)
        ]
    for stray in strays:
        if stat.S_ISREG(files.mode_of(stray) or 0):
            stray.unlink(missing_ok=True)


def _remove(owned: Ownership, path: str) -> bool:
    docs, file = owned.docs, owned.docs / path
    if files.obstacle(docs, path, set()) or files.mode_of(file) is None or not owned.is_ours(path):
        return False
    try:
        file.unlink()
    except OSError as error:
        raise StoreError(f"{file}: cannot be removed: {error.strerror}") from error
    return True


def _clear(docs: Path, removed: Iterable[str]) -> None:
    """Removes the folders that lost their last file. Each is tried once, however many files it lost: when the
    search index is divided again, a folder loses thousands."""
    above = {folder for path in removed for folder in PurePosixPath(path).parents if folder.parts}
    for folder in sorted(above, key=lambda one: -len(one.parts)):
        try:
            (docs / folder).rmdir()
        except OSError as error:
            if error.errno not in _HOLDS_MORE:
                raise StoreError(f"{docs / folder}: cannot be removed: {error.strerror}") from error
