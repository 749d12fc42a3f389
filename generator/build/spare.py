"""The tree that was published before the current one, kept as a spare. Most of its files are in the next tree
too, so that is made from it: trees share files by hard links, and only files that differ are linked again.
This saves forty thousand links, and making and removing as many folders.

A name proves nothing: a file stays only if it is the same file that would be linked there.
"""

import os
import shutil
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.build import incremental
from generator.errors import StoreError

FOLDER = "spare"


def take(state: Path, stage: Path) -> None:
    """Moves the spare tree to `stage`, or makes an empty folder there. Raises StoreError."""
    tree = state / FOLDER
    try:
        if tree.is_dir() and not tree.is_symlink():
            tree.rename(stage)
        else:
            stage.mkdir()
    except OSError as error:
        raise StoreError(f"{stage}: cannot be written: {error.strerror}") from error


def fill(stage: Path, sources: Mapping[str, str]) -> list[str]:
    """Makes `stage` contain these files and nothing else. `sources` maps paths below it to the files that
    they are links to, so to change one afterwards, replace it. Returns the paths whose source does not exist.
    Raises StoreError."""
    filling = _Filling(device=stage.stat().st_dev, names=defaultdict(dict), folders=defaultdict(set), lost=[])
    for path, source in sources.items():
        above, _, name = path.rpartition("/")
        if above not in filling.names:
            filling.open(above)
        filling.names[above][name] = source
    try:
        filling.fill(str(stage), "")
    except OSError as error:
        raise StoreError(f"{stage}: cannot be written: {error.strerror}") from error
    return filling.lost


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filling:
    """For each folder, the sources of its files by name, and the folders in it. `device` is that of the
    stage, `lost` are the paths whose source does not exist."""

    device: int
    names: defaultdict[str, dict[str, str]]
    folders: defaultdict[str, set[str]]
    lost: list[str]

    def open(self, folder: str) -> None:
        """Notes a folder below those above it."""
        while folder:
            above, _, name = folder.rpartition("/")
            if name in self.folders[above]:
                return
            self.folders[above].add(name)
            folder = above

    def fill(self, target: str, folder: str) -> None:
        """Brings one folder, whose path is `target`, up to date, with everything below it."""
        names, folders = self.names[folder], self.folders[folder]
        missing, new = dict(names), set(folders)
        inside = f"{folder}/" if folder else ""
        with os.scandir(target) as entries:
            for entry in list(entries):
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in folders:
                        shutil.rmtree(entry.path)
                        continue
                    new.remove(entry.name)
                    self.fill(entry.path, inside + entry.name)
                elif entry.name in names and self._is(entry, names[entry.name]):
                    del missing[entry.name]
                else:
                    os.unlink(entry.path)  # noqa: PTH108 - as below
        for name, source in missing.items():
            try:
                incremental.link(source, f"{target}/{name}")
            except FileNotFoundError:
                self.lost.append(inside + name)
        for name in new:
            os.mkdir(f"{target}/{name}")  # noqa: PTH102 - a hundred thousand Path objects cost more
            self.fill(f"{target}/{name}", inside + name)
            if self.lost:
                with suppress(OSError):  # it holds more
                    os.rmdir(f"{target}/{name}")  # noqa: PTH106 - as above

    def _is(self, entry: os.DirEntry[str], source: str) -> bool:
        """Whether it is the source under another name."""
        try:
            status = os.lstat(source)
        except FileNotFoundError:
            return False
        # Where a file system numbers its files badly, a shared file still has two names.
        is_shared = status.st_ino != 0 and status.st_nlink > 1
        return is_shared and status.st_dev == self.device and status.st_ino == entry.inode()
