"""Runs `papers` as on a system without `fcntl` and the rest of what only Unix has:

    python -m tests.support.as_windows import FILE…

The libraries are loaded as they are here; then everything that Windows lacks is taken away, a `msvcrt`
that locks as documented is put in its place, and the program is loaded. Folders cannot be opened, files
that are open cannot be replaced for a moment, and a file of text would be written with CRLF.
"""

import builtins
import errno
import importlib
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

UNIX_MODULES = ("fcntl", "resource", "pwd", "grp", "termios", "pty", "syslog", "posix_spawn")
UNIX_NAMES = (
    *("O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_SYNC", "O_PATH"),
    *("fchmod", "fchown", "chown", "fork", "forkpty", "getuid", "geteuid", "getgid", "getpgid", "killpg"),
    *("mkfifo", "mknod", "setsid", "sync", "statvfs", "fstatvfs", "pread", "pwrite", "posix_fallocate"),
    *("sched_getaffinity", "getloadavg", "nice", "wait3", "wait4", "uname", "fdatasync", "sysconf"),
)
"""What `os` has on Unix only, by its documentation."""


def _locking(handle: int, mode: int, number: int) -> None:
    """`msvcrt.locking`; the first try is refused, as when another process holds the file."""
    assert (mode, number, os.lseek(handle, 0, os.SEEK_CUR)) == (1, 1, 0)
    _Seen.locks += 1
    if _Seen.locks == 1:
        raise OSError(errno.EDEADLK, "Resource deadlock avoided")


class _Seen:
    locks = 0
    busy = 0


def _busy_once(replace: Callable[..., Any]) -> Callable[..., Any]:
    """`os.replace` of which every third finds the target open elsewhere, once."""

    def replaced(source: Any, target: Any, **named: Any) -> Any:
        _Seen.busy += 1
        if _Seen.busy % 3 == 1:
            raise PermissionError(errno.EACCES, "Access is denied", str(source), 5, str(target))
        return replace(source, target, **named)

    return replaced


def _no_folders(opened: Callable[..., int]) -> Callable[..., int]:
    def call(path: Any, *rest: Any, **named: Any) -> int:
        assert named.get("dir_fd") is None, "Windows opens nothing relative to a folder"
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *rest, **named)

    return call


def _crlf(opened: Callable[..., Any]) -> Callable[..., Any]:
    """`open` whose text files get CRLF unless they say otherwise."""

    def call(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        given = dict(zip(("buffering", "encoding", "errors", "newline"), rest, strict=False), **named)
        if "b" not in mode and set(mode) & set("wax+") and given.get("newline") is None:
            given["newline"] = "\r\n"
        return opened(file, mode, **given)

    return call


class _NoLibrary:
    """`ctypes.CDLL`, which has no library of the program itself."""

    def __init__(self, name: str | None, **_: object) -> None:
        raise TypeError("bad argument type")


def become_windows() -> None:
    """From here on this process is one on Windows, as far as our own code can tell."""
    # Once as they are: what they load of Python's own library knows this system, and may.
    commands = importlib.import_module("generator.cli").COMMANDS
    for name in ("click._termui_impl", *(f"generator.cli.{module}" for module, _ in commands.values())):
        importlib.import_module(name)
    for name in [name for name in sys.modules if name.split(".")[0] == "generator"]:
        del sys.modules[name]
    for name in UNIX_MODULES:
        sys.modules[name] = None  # type: ignore[assignment]  # importing it fails
    fake: Any = ModuleType("msvcrt")
    fake.LK_LOCK, fake.locking = 1, _locking
    sys.modules["msvcrt"] = fake
    for name in UNIX_NAMES:
        if hasattr(os, name):
            delattr(os, name)
    shutil._use_fd_functions = False  # type: ignore[attr-defined]
    tempfile._bin_openflags = os.O_RDWR | os.O_CREAT | os.O_EXCL  # type: ignore[attr-defined]
    os.open = _no_folders(os.open)
    os.replace = _busy_once(os.replace)
    builtins.open = io.open = _crlf(io.open)
    ctypes: Any = importlib.import_module("ctypes")
    ctypes.CDLL = _NoLibrary
    system: Any = importlib.import_module("generator.storage.system")
    system.PATIENCE = (0.0, 0.0)


if __name__ == "__main__":
    become_windows()
    importlib.import_module("generator.cli").main(prog_name="papers")
