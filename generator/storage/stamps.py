"""What files look like from outside: enough to tell that none has changed, without reading any of them.

A file that is written twice within one tick of the file system's clock may look the same both times, so
what is as new as the look itself is compared by its bytes (Git calls such entries racily clean).
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.storage import files
from generator.storage.files import TEMPORARY

Stamp = tuple[int, ...]
"""Size, time of the content, time of the entry, number of the file; nothing for a folder, and a single
zero for what is neither a file nor a folder, such as a link."""

FOLDER: Stamp = ()
OTHER: Stamp = (0,)
TICK_NS = 2_000_000_000
"""The coarsest clock of a file system in use (FAT)."""


def below(root: Path, *, but: Iterable[str] = ()) -> dict[str, Stamp]:
    """The stamps of all below a folder by their paths with slashes, folders' with one at the end. `but`
    are names that are skipped wherever they occur, as are temporary files."""
    if not root.is_dir():
        return {}
    try:
        return dict(_walk(str(root), "", frozenset(but)))
    except FileNotFoundError:  # somebody removes files just now
        return {"": OTHER}


def of(file: Path) -> Stamp | None:
    """The stamp of one file; None where there is nothing."""
    try:
        status = file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return _stamp(status) if stat.S_ISREG(status.st_mode) else OTHER


def settled(file: Path | str) -> Stamp:
    """The part of a file's stamp that moving and linking it do not change. Raises OSError."""
    return lasting(_stamp(os.lstat(file)))


def lasting(stamp: Stamp) -> Stamp:
    """The same of a stamp."""
    return (stamp[0], stamp[1], stamp[3]) if len(stamp) > 1 else stamp


def racy(stamps: Mapping[str, Stamp], before: int) -> list[str]:
    """Paths of files that may have been written again since without a trace; `before` is when they were
    looked at, in nanoseconds since 1970."""
    return [path for path, stamp in stamps.items() if len(stamp) > 1 and stamp[1] > before - TICK_NS]


def content(file: Path) -> str:
    """A hash of a file's bytes, "" where it cannot be read."""
    try:
        return hashlib.sha256(files.read(file)).hexdigest()
    except OSError:
        return ""


def _walk(folder: str, above: str, but: frozenset[str]) -> Iterator[tuple[str, Stamp]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name in but or entry.name.startswith(TEMPORARY):
                continue
            path = above + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield f"{path}/", FOLDER
                yield from _walk(entry.path, f"{path}/", but)
            elif entry.is_file(follow_symlinks=False):
                yield path, _stamp(os.lstat(entry.path))
            else:
                yield path, OTHER


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
