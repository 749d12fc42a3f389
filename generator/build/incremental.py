"""Which pages must be rendered again, and how files are shared between trees.

The record of a build contains, for each generated page, the hash of its Markdown, and one fingerprint of
everything that affects every page. A page is rendered again when its text changed; all pages are when the
fingerprint changed, or when the published tree is not the one that the record describes: a file of it is
missing, or has another size or time. Files that somebody added do not count.
"""

import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator.errors import StoreError
from generator.records.page import is_rendered
from generator.sinks import to_json
from generator.storage import files, stamps
from generator.storage.stamps import Stamp
from generator.storage.store import write_changed

RECORD = "built.json"
_NOT_UTF8 = re.compile("[\ud800-\udfff]")
_UNSUPPORTED = frozenset(
    {errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS, errno.EXDEV, errno.EINVAL}  # the last: Windows
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the published tree was built from. `others` are its files that come from none of `pages`, and
    `looks` is a hash of the sizes and times of all files."""

    fingerprint: str
    looks: str
    pages: Mapping[str, str]
    others: Sequence[str]


def read(state: Path, site: Path) -> Record | None:
    """The record of `site`, or None if it must be built from scratch."""
    record = last(state)
    try:
        looks = _looks(site, [*map(built_path, record.pages), *record.others]) if record else ""
    except (OSError, ValueError, TypeError):
        return None
    return record if record and looks == record.looks else None


def last(state: Path) -> Record | None:
    """The record of what was published last, even if it is gone or changed since."""
    try:
        record = Record(**json.loads(files.read(state / RECORD)))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return record if isinstance(record.pages, dict) else None


def remember(
    state: Path,
    site: Path,
    fingerprint: str,
    pages: Mapping[str, str],
    look: Mapping[str, Stamp] | None = None,
) -> None:
    """Stores the record of the tree that was just published; `look` are the stamps of its files, if they are
    known already."""
    look = stamps.below(site) if look is None else look
    made = [*map(built_path, pages)]
    others = sorted(_files(look) - set(made))
    value = to_json.compact(
        {
            "fingerprint": fingerprint,
            "looks": _looks(site, [*made, *others], look),
            "pages": dict(pages),
            "others": [*others],
        }
    )
    write_changed(state / RECORD, value.encode())


def _files(look: Mapping[str, Stamp]) -> set[str]:
    """Without those whose names are not UTF-8, which a hook may have made."""
    return {path for path, stamp in look.items() if stamp != stamps.FOLDER and not _NOT_UTF8.search(path)}


def _looks(site: Path, paths: Iterable[str], look: Mapping[str, Stamp] = MappingProxyType({})) -> str:
    """A hash of the sizes and times of some files; those that `look` has not are asked for. Raises OSError if
    one is missing."""
    found = hashlib.sha256()
    for path in sorted(paths):
        stamp = look.get(path, ())
        if len(stamp) <= len(stamps.OTHER):  # nothing is known of it, or it is a link
            status = os.lstat(f"{site}/{path}")
            stamp = status.st_size, status.st_mtime_ns
        found.update(os.fsencode(f"{path} {stamp[0]} {stamp[1]}\n"))
    return found.hexdigest()


def forget(state: Path) -> None:
    """Makes the next build a clean one."""
    (state / RECORD).unlink(missing_ok=True)


def changed(record: Record, pages: Mapping[str, str]) -> set[str]:
    """Pages that are new or whose text changed."""
    return {path for path, mark in pages.items() if record.pages.get(path) != mark}


def built_path(path: str) -> str:
    """The file that MkDocs makes from one under `docs/`: HTML from Markdown, anything else unchanged."""
    if not is_rendered(path):
        return path
    bare = path.removesuffix(".md")
    return f"{bare}.html" if bare == "index" or bare.endswith("/index") else f"{bare}/index.html"


def link(source: str, target: str) -> None:
    """The same file under another name, or a copy where the file system has no hard links. Raises OSError,
    StoreError."""
    if os.path.islink(source):  # noqa: PTH114 - a hundred thousand Path objects cost more
        raise StoreError(f"{source}: is a link, which no build creates; build with --clean")
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        shutil.copy2(source, target)
