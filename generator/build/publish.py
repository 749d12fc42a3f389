"""One atomic swap: visitors see the old tree or the new one, whole.

Linux exchanges two folders in one step. Elsewhere, and on file systems that cannot, the old tree
is moved aside and the new one in; a run killed between the two is repaired by the next.
`site/` stays a real folder: hosts refuse symbolic links in what is uploaded.
"""

import ctypes
import errno
import os
import shutil
from pathlib import Path

from generator.errors import StoreError

STAGE = "stage-"
PREVIOUS = "previous"

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOSYS, errno.EXDEV, errno.ENOTSUP, errno.EPERM})


def publish(stage: Path, site: Path, state: Path) -> None:
    """Makes `stage` the published tree. Raises StoreError; the published tree is then the old one."""
    previous = state / PREVIOUS
    try:
        shutil.rmtree(previous, ignore_errors=True)
        site.parent.mkdir(parents=True, exist_ok=True)
        if not os.path.lexists(site):
            stage.rename(site)
        elif site.is_symlink() or not site.is_dir():
            raise StoreError(f"{site}: expected a folder; remove it and build again")
        elif any(site.iterdir()) and not (site / "index.html").is_file():
            raise StoreError(f"{site}: holds something else than a site; move it away and build again")
        elif _exchanged(stage, site):
            stage.rename(previous)
        else:
            site.rename(previous)
            _put(stage, site, previous)
    except OSError as error:
        raise StoreError(f"{site}: cannot be published: {error.strerror}") from error
    shutil.rmtree(previous, ignore_errors=True)


def _put(stage: Path, site: Path, previous: Path) -> None:
    """The second of two renames; when it fails the first one is undone."""
    try:
        stage.rename(site)
    except OSError:
        previous.rename(site)
        raise


def repair(site: Path, state: Path) -> None:
    """Puts back a tree that a killed run had moved aside, and sweeps half-made ones."""
    previous = state / PREVIOUS
    if previous.is_dir() and not site.exists():
        previous.rename(site)
    shutil.rmtree(previous, ignore_errors=True)
    for stray in state.glob(f"{STAGE}*"):
        shutil.rmtree(stray, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the system could exchange the two names."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    result = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if result == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code))
