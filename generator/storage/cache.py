"""Results of earlier runs, kept in the project's scratch folder: one file per kind, which may be deleted.

A file records which code on which kind of machine made it, the key of its inputs, and a hash of its contents.
If any of these does not match, the file is ignored and everything is computed again.
"""

import hashlib
import os
import platform
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.storage import packaged, system
from generator.storage.files import TEMPORARY

FOLDER = "cache"
KEY = 16
"""Bytes of a key, as in `memo`, which cannot be imported here: it loads numpy, which a build without anything
to do has no time for."""
CHECKSUM = 2 * KEY
"""Bytes of the hash of a file's content."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A `Memory` in files below `folder`; `made_by` identifies program and machine."""

    folder: Path
    made_by: bytes

    def recall(self, kind: str, key: bytes) -> bytes | None:
        """What was kept last of this kind, if it was for this key."""
        try:
            with self._path(kind).open("rb") as file:
                head = self._head(key)
                if file.read(len(head)) != head:
                    return None
                told, body = file.read(CHECKSUM), file.read()
        except OSError:
            return None
        return body if hashlib.sha256(body).digest() == told else None

    def has(self, kind: str) -> bool:
        """Whether this program has kept anything of this kind, for whatever key."""
        try:
            with self._path(kind).open("rb") as file:
                return file.read(len(self.made_by)) == self.made_by
        except OSError:
            return False

    def keep(self, kind: str, key: bytes, body: bytes) -> None:
        """Replaces what was kept of this kind, in one step. If the disk does not accept it, only the next run
        takes longer."""
        path, temporary = self._path(kind), ""
        with suppress(OSError):
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=TEMPORARY)
                with os.fdopen(handle, "wb") as file:
                    file.write(self._head(key) + hashlib.sha256(body).digest())
                    file.write(body)
                system.replace(Path(temporary), path)
            except OSError:
                Path(temporary or path).unlink(missing_ok=True)

    def forget(self) -> None:
        """Makes the next run compute everything again."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, kind: str) -> Path:
        return self.folder / f"{kind}.bin"

    def _head(self, key: bytes) -> bytes:
        return self.made_by + key


def of(state: Path) -> Cache:
    """The cache of a project."""
    return Cache(state / FOLDER, _made_by())


@cache
def _made_by() -> bytes:
    """Changes with our code, its numerical libraries, and the kind of machine: the last digits of sums may
    differ between two machines. Read once, because a process stays the program that it was."""
    parts = hashlib.sha256(f"{sys.version} {platform.machine()} {platform.processor()}".encode())
    parts.update(packaged.versions(packaged.COUNTING) + packaged.code())
    return parts.digest()[:KEY]
