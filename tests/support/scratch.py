"""Files of tests: in memory where there is room, and nothing waits for a disk.

A run writes and removes some 300,000 small files, and on a disk each of them is also noted in its journal: a rehearsed
workflow took twice the time there, and a sixth more CPU time.
"""

import os
from collections.abc import Callable
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - each run makes a folder of its own in it
ROOM = 2_000_000_000
"""Bytes that must be free, which is several times what a run needs at once."""


def folder(memory: Path = MEMORY) -> Path | None:
    """A folder in memory in which programs may start. None where there is none, or too little room: containers
    give 64 MB by default."""
    if not hasattr(os, "statvfs") or not os.access(memory, os.W_OK):
        return None
    found = os.statvfs(memory)
    is_wide = found.f_bavail * found.f_frsize >= ROOM
    return memory if is_wide and not found.f_flag & os.ST_NOEXEC else None


def wait_for_no_disk(put: Callable[[object, str, object], None] = setattr) -> None:
    """No test cuts the power, so what the system holds is safe. A descriptor that cannot be written back is an error
    as ever."""
    put(os, "fsync", os.fstat)
    if hasattr(os, "sync"):
        put(os, "sync", lambda: None)
