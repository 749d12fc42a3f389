"""The folder that becomes an archive: what may already be there, and writing everything or nothing."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator import upgrade
from generator.cli import starting
from generator.errors import StoreError, UsageError
from generator.storage.files import TEMPORARY
from generator.storage.store import write_changed
from generator.upgrade.wheel import FOLDER

SHOWN = 5
"""At most this many names are listed when files are in the way."""

_BROUGHT = re.compile(
    r"(?:readme|licen[cs]es?|copying|unlicense|notice|authors|code_of_conduct|contributing|security|support"
    r"|changelog|codeowners)(?:[.-][a-z0-9_.-]*)?|\.git(?:ignore|attributes|hub|lab|lab-ci\.yml|ea)?|\.forgejo"
    r"|\.editorconfig|\.mailmap|\.ds_store|\.idea|\.vscode|\.?v?env",
    re.IGNORECASE,
)
"""What hosts, editors and a first look put into a new repository."""
_README = re.compile(r"readme(?:\.|$)", re.IGNORECASE)
_KEPT = (".github/dependabot.yml",)
"""Files of ours that are not written where the operator has their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What has to be written into a folder that may not be empty, and which files stay as they are."""

    missing: dict[str, bytes] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    added_to: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, folder: Path, files: Mapping[str, bytes]) -> "Found":
        """Raises UsageError that names what is in the way."""
        if os.path.lexists(folder) and not folder.is_dir():
            what = "a file" if folder.exists() else "a broken link"
            raise UsageError(f"{folder}: is {what}; expected a new or empty folder, or a fresh clone")
        there = set(_there(folder, {path.partition("/")[0] for path in files}))
        found = cls()
        above = {str(parent) for path in files for parent in PurePosixPath(path).parents}
        links = {path for path in there | above if (folder / path).is_symlink()}
        in_the_way = {path for path in there - files.keys() if not _BROUGHT.fullmatch(path.partition("/")[0])}
        # Empty folders where ours go may be left from an init that was killed.
        in_the_way = {path for path in in_the_way if path not in above or not (folder / path).is_dir()}
        in_the_way |= links & {*above, *files} - {".", "README.md", *_KEPT}
        in_the_way |= {path for path in there & files.keys() - links if not (folder / path).is_file()}
        has_readme = any(_README.match(path) for path in there)
        for path, body in files.items():
            if path == "README.md" and has_readme and path not in there:
                found.kept.extend(sorted(one for one in there if _README.match(one)))
            elif path not in there:
                found.missing[path] = body
            elif path in links:
                found.kept.append(path)  # or they are in the way, below
            elif path not in in_the_way:
                now = starting.body_of(folder / path)
                if now is not None and not found._is_settled(path, now, body):
                    in_the_way.add(path)
        if in_the_way:
            raise UsageError(_told(folder, sorted(in_the_way)))
        return found

    def _is_settled(self, path: str, now: bytes, body: bytes) -> bool:
        """Whether a file that already exists may stay."""
        if now == body or (path == starting.LEDGER and now):
            return True
        if path in starting.LISTS:
            merged = upgrade.with_lines(now.decode(errors="surrogateescape"), body.decode())
            whole = merged.encode(errors="surrogateescape")
            if whole != now:
                self.missing[path] = whole
                self.added_to.append(path)
            return True
        if path == "README.md" or path in _KEPT:
            self.kept.append(path)
            return True
        return False


def _there(folder: Path, ours: set[str]) -> Iterator[str]:
    """Files below `folder`; links are not followed. For top-level folders that are not `ours`, only the name,
    because they may hold a million files."""
    if not folder.is_dir():
        return
    for above, folders, names in os.walk(folder):
        inside = Path(above).relative_to(folder).as_posix()
        for name in [*folders]:
            path = name if inside == "." else f"{inside}/{name}"
            is_closed = inside == "." and name not in ours
            if is_closed or (Path(above) / name).is_symlink() or not any((Path(above) / name).iterdir()):
                folders.remove(name)
                yield path
        for name in names:
            if not name.startswith(TEMPORARY):  # left by an init that was killed
                yield name if inside == "." else f"{inside}/{name}"


def _told(folder: Path, names: list[str]) -> str:
    if "mkdocs.yml" in names:
        return f"{folder}: already has an mkdocs.yml; to upgrade an existing archive, run: papers upgrade"
    shown = ", ".join(ascii(name)[1:-1] for name in names[:SHOWN])
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return f"{folder}: in the way: {shown}{more}; expected a new or empty folder, or a fresh clone"


@contextmanager
def putting(folder: Path) -> Iterator["Put"]:
    """Undoes all writes if something fails before the end."""
    put = Put(folder)
    done = False
    put.sweep()
    try:
        yield put
        done = True
    finally:
        if not done:
            put.take_back()


@dataclass(slots=True)
class Put:
    """Writes files below `folder` and remembers what was there before."""

    folder: Path
    _before: dict[Path, bytes | None] = field(default_factory=dict)
    _made: list[Path] = field(default_factory=list)

    def sweep(self) -> None:
        """Removes what a run that was killed during a write left behind."""
        for place in (self.folder, *(self.folder / name for name in ("data", "docs", FOLDER, ".github"))):
            for stray in place.glob(f"{TEMPORARY}*"):
                stray.unlink(missing_ok=True)

    def __call__(self, path: str, body: bytes) -> None:
        """Writes a file. Raises StoreError."""
        file = self.folder / path
        self._made += [one for one in reversed(file.parents) if not one.exists()]
        self._before[file] = starting.body_of(file)
        write_changed(file, body)

    def take_back(self) -> None:
        """As far as possible: what fails here has failed before."""
        for file, body in self._before.items():
            with suppress(OSError, StoreError):
                if body is None:
                    file.unlink(missing_ok=True)
                else:
                    write_changed(file, body)
        for made in reversed(self._made):
            with suppress(OSError):
                made.rmdir()
