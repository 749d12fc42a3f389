"""One atomic swap: visitors see either the complete old tree or the complete new one.

Linux exchanges two folders in one step. Elsewhere, and on file systems that cannot, the old tree is moved
aside and the new one in; a run that is killed in between is repaired by the next.
`site/` stays a real folder, because hosts refuse symbolic links in uploads.
"""

import ctypes
import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from generator.build import spare
from generator.errors import StoreError
from generator.storage import system

STAGE = "stage-"
PREVIOUS = "previous"

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOSYS, errno.EXDEV, errno.ENOTSUP, errno.EPERM})


def publish(stage: Path, site: Path, state: Path, *, keep: bool = False) -> None:
    """Makes `stage` the published tree; the old one is kept as a spare one if asked for. Raises StoreError;
    the old tree then stays published."""
    previous, kept = state / PREVIOUS, state / spare.FOLDER
    refuse_other(site)
    try:
        _discard(previous)
        site.parent.mkdir(parents=True, exist_ok=True)
        if not site.exists():
            stage.rename(site)
        elif _exchanged(stage, site):
            stage.rename(previous)
        else:
            site.rename(previous)
            _put(stage, site, previous)
    except OSError as error:
        raise StoreError(f"{site}: cannot be published: {_reason(error, state)}") from error
    with suppress(OSError):  # the new tree is published; the next one then starts from an empty folder
        _discard(kept)
        if keep and previous.is_dir():
            previous.rename(kept)
    _discard(previous)


def _reason(error: OSError, state: Path) -> str:
    """Why two folders could not change places. One that is mounted by itself cannot move."""
    if error.errno in {errno.EXDEV, errno.EBUSY}:
        return f"it must be on the same file system as {state}, and not be mounted by itself"
    return error.strerror or str(error)


def refuse_other(site: Path) -> None:
    """Raises StoreError if something other than a site would be replaced."""
    if not os.path.lexists(site):
        return
    if site.is_symlink() or not site.is_dir():
        raise StoreError(f"{site}: expected a folder; remove it and build again")
    if any(site.iterdir()) and not (site / "index.html").is_file():
        raise StoreError(f"{site}: contains something other than a site; move it away and build again")


def _put(stage: Path, site: Path, previous: Path) -> None:
    """The second of two renames; if it fails, the first one is undone."""
    try:
        stage.rename(site)
    except OSError:
        previous.rename(site)
        raise


def repair(site: Path, state: Path) -> None:
    """Restores a tree that a killed run had moved aside, and removes half-made ones."""
    previous = state / PREVIOUS
    if previous.is_dir() and not previous.is_symlink() and not os.path.lexists(site):
        previous.rename(site)
    for stray in (previous, *state.glob(f"{STAGE}*")):
        _discard(stray)


def _discard(tree: Path) -> None:
    """Removes a tree, or a link to one but not its target."""
    if tree.is_symlink():
        tree.unlink()
    shutil.rmtree(tree, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the system could exchange the two names."""
    rename = getattr(system.c_library(), "renameat2", None)
    if rename is None:
        return False
    result = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if result == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code))
