"""Differences between operating systems, each in one place: locks, flushing, files that another program has
open.

Nothing here needs a module that a system lacks. Each function says what is not available.
"""

import ctypes
import errno
import os
import time
from importlib import import_module
from pathlib import Path
from typing import Any


def _module(name: str) -> Any:
    """A module that not every system has, or None."""
    try:
        return import_module(name)
    except ImportError:
        return None


fcntl = _module("fcntl")
msvcrt = _module("msvcrt")

PATIENCE = (0.01, 0.03, 0.1, 0.3, 1.0) if os.name == "nt" else ()
"""Seconds between two attempts to replace a file. Windows refuses while another program, such as a virus
scanner, has it open; other systems allow it."""

_HELD = frozenset({errno.EACCES, errno.EDEADLK, getattr(errno, "EDEADLOCK", errno.EDEADLK)})


def cpu_seconds() -> float:
    """What this process and those that it started and that have ended computed so far. Unlike the time on the
    clock, it hardly depends on what else the machine does. Some systems count this process only."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def wait_for_lock(handle: int) -> None:
    """Returns when the open file is locked by this process; closing it or exiting unlocks it.

    Systems without either way of locking, such as Python in a browser, run one program at a time: nothing is
    locked there.
    """
    if fcntl:
        fcntl.flock(handle, fcntl.LOCK_EX)
    elif msvcrt:
        while not _locked_first_byte(handle):
            pass


def try_lock(handle: int) -> bool:
    """Locks the open file unless another program has it locked; False also where nothing can be locked."""
    try:
        if fcntl:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        elif msvcrt:
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return bool(fcntl or msvcrt)


def _locked_first_byte(handle: int) -> bool:
    """One wait on Windows, which gives up after ten seconds."""
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
    except OSError as error:
        if error.errno not in _HELD:
            raise
        return False
    return True


def replace(source: Path, target: Path) -> None:
    """Renames `source` to `target` in one step, as soon as no other program blocks it."""
    for pause in PATIENCE:
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    source.replace(target)


def sync_folder(folder: Path) -> None:
    """Flushes the names in a folder to disk. Windows has no such request and does it by itself."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all() -> None:
    """Flushes everything written so far to disk. Windows has no such request: there, a power cut right after
    a build may destroy the build, but never the data."""
    if hasattr(os, "sync"):
        os.sync()


def c_library() -> ctypes.CDLL | None:
    """The C library of this program, which may have functions that Python lacks; None on Windows."""
    try:
        return ctypes.CDLL(None, use_errno=True)
    except (OSError, TypeError):
        return None
