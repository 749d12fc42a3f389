"""Scratch folders of programs that run for long: what a killed one left, the next one removes.

A program holds a lock in its folder for as long as it runs; the system releases it, however the program
ends. Where nothing can be locked, nothing is removed.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from generator.storage import files, system

LOCK = ".lock"


@dataclass(slots=True)
class Scratch:
    """A folder of this program. Not to be made directly: see `made`."""

    path: Path
    _lock: int

    def close(self) -> None:
        """Removes it."""
        os.close(self._lock)
        shutil.rmtree(self.path, ignore_errors=True)


def made(above: Path, prefix: str) -> Scratch:
    """A new folder in `above`, in which those with the same prefix that nobody holds any more are removed."""
    for left in above.glob(f"{prefix}*"):
        if left.is_dir() and not left.is_symlink():
            _remove_if_left(left)
    path = Path(tempfile.mkdtemp(prefix=prefix, dir=above))
    lock = os.open(path / LOCK, os.O_RDWR | os.O_CREAT | files.NO_LINK, 0o600)
    system.wait_for_lock(lock)
    return Scratch(path, lock)


def _remove_if_left(folder: Path) -> None:
    """One without a lock file is being made by another program, or removed."""
    try:
        lock = os.open(folder / LOCK, os.O_RDWR | files.NO_LINK)
    except OSError:
        return
    is_left = system.try_lock(lock)
    os.close(lock)
    if is_left:
        shutil.rmtree(folder, ignore_errors=True)
