"""Safe file access: opened without blocking, reached without following a link.

A link below a folder may lead anywhere on this machine, and opening a named pipe may block forever. Neither
is used to reach what is written, removed or taken for ours.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_OPEN = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"):  # no system has all of them
    _OPEN |= getattr(os, _name, 0)
NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)
"""Flag for opening: fail if the last name is a link. Windows has no such flag."""

TEMPORARY = ".tmp-"
"""The start of the names of files that are not whole yet: they are renamed, or swept later."""

_KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISREG, "a file"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISLNK, "a link"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
)


def kind(mode: int) -> str:
    """The kind of a `st_mode` in words: "a link", "a named pipe"."""
    return next((name for is_one, name in _KINDS if is_one(mode)), "a device")


def read(path: Path, limit: int = -1, *, follow: bool = False) -> bytes:
    """The first `limit` bytes of a regular file, or all. Raises OSError, also for anything but a file; a link
    is followed only on request."""
    _refuse(path.stat(follow_symlinks=follow).st_mode, path)
    with open(os.open(path, _OPEN if follow else _OPEN | NO_LINK), "rb") as stream:  # noqa: PTH123 - a descriptor
        _refuse(os.fstat(stream.fileno()).st_mode, path)  # it may have changed since
        return stream.read(limit)


def whole(path: Path, cap: int) -> bytes:
    """All of a regular file of at most `cap` bytes. Raises OSError, also for a longer one: half a file must
    never be taken for the whole."""
    body = read(path, cap + 1)
    if len(body) > cap:
        raise OSError(errno.EFBIG, f"it is longer than {cap:,} bytes", str(path))
    return body


def sizes(folder: Path) -> Iterator[tuple[str, int]]:
    """The path below a folder, with slashes, and the size in bytes of every file there."""
    yield from _sizes(str(folder), "")


def _sizes(folder: str, above: str) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _sizes(entry.path, f"{above}{entry.name}/")
            else:
                yield above + entry.name, entry.stat().st_size


def _refuse(mode: int, path: Path) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, f"it is {kind(mode)}, expected a file", str(path))


def is_inner(path: str) -> bool:
    """Whether a path with forward slashes stays below its folder on every system."""
    return not set(path) & set("\\:\0") and not {"", ".", ".."} & set(path.split("/"))


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An obstacle to a file: its path below the root, and its kind."""

    path: str
    kind: str


def obstacle(root: Path, path: str, clear: set[str]) -> Obstacle | None:
    """What keeps `path` below `root` from being a file that is reached through real folders; None if nothing
    does. `clear` collects the folders that were checked, so that each is checked once."""
    above = ""
    for name in path.split("/")[:-1]:
        above = f"{above}{name}/"
        if above in clear:
            continue
        mode = mode_of(root / above.rstrip("/"))
        if mode is None:
            return None
        if not stat.S_ISDIR(mode):
            return Obstacle(above.rstrip("/"), kind(mode))
        clear.add(above)
    mode = mode_of(root / path)
    return None if mode is None or stat.S_ISREG(mode) else Obstacle(path, kind(mode))


def mode_of(path: Path) -> int | None:
    """The `st_mode` of this name without following links; None if there is nothing."""
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_link(path: Path) -> bool:
    """Whether the name itself is a link, broken or not."""
    return stat.S_ISLNK(mode_of(path) or 0)


def below(folder: Path) -> Iterator[Path]:
    """The regular files below a folder, without following links; none if the folder is a link itself."""
    if is_link(folder):
        return
    for above, _, names in os.walk(folder):
        for name in names:
            file = Path(above, name)
            if stat.S_ISREG(mode_of(file) or 0):
                yield file
