"""What must be rendered again, and the tree of everything else.

The record of a build names, per generated page, the hash of its Markdown, and one fingerprint of
all that shapes every page. A page is rendered again when its text changed; all are when the
fingerprint did, or when the published tree is not the one the record describes.
"""

import errno
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import StoreError
from generator.records.page import is_rendered
from generator.sinks import to_json
from generator.storage import files
from generator.storage.store import write_changed

RECORD = "built.json"
WITNESS = "index.html"
"""A file every build writes: its time tells whether another program has built here since."""

_UNSUPPORTED = frozenset(
    {errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS, errno.EXDEV, errno.EINVAL}  # the last: Windows
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the published tree was made from."""

    fingerprint: str
    witness: int
    pages: Mapping[str, str]


def read(state: Path, site: Path) -> Record | None:
    """The record of `site`, or None when it must be built anew."""
    try:
        value = json.loads(files.read(state / RECORD))
        record = Record(**value)
        if (site / WITNESS).stat().st_mtime_ns != record.witness:
            return None
    except (OSError, ValueError, TypeError):
        return None
    return record


def remember(state: Path, site: Path, fingerprint: str, pages: Mapping[str, str]) -> None:
    """Stores the record of the tree just published."""
    witness = (site / WITNESS).stat().st_mtime_ns
    value = to_json.compact({"fingerprint": fingerprint, "witness": witness, "pages": dict(pages)})
    write_changed(state / RECORD, value.encode())


def forget(state: Path) -> None:
    """Makes the next build a clean one."""
    (state / RECORD).unlink(missing_ok=True)


def changed(record: Record, pages: Mapping[str, str]) -> set[str]:
    """Pages that are new or whose text is."""
    return {path for path, mark in pages.items() if record.pages.get(path) != mark}


def built_path(path: str) -> str:
    """The file MkDocs makes of one under `docs/`: HTML of Markdown, anything else as it is."""
    if not is_rendered(path):
        return path
    bare = path.removesuffix(".md")
    return f"{bare}.html" if bare == "index" or bare.endswith("/index") else f"{bare}/index.html"


def copy_linked(site: Path, stage: Path, kept: Iterable[str]) -> None:
    """`stage` becomes a tree of these files of `site`, and of nothing else that lies there. Files are
    shared, not copied: whoever changes one afterwards must replace it."""
    try:
        stage.mkdir()
        _link_folder(str(site), str(stage), "", frozenset(kept))
    except OSError as error:
        raise StoreError(f"{stage}: cannot be written: {error.strerror}") from error


def _link_folder(source: str, target: str, above: str, kept: frozenset[str]) -> None:
    is_made = False
    with os.scandir(source) as entries:
        for entry in entries:
            name = above + entry.name
            if entry.is_symlink():
                raise StoreError(f"{entry.path}: is a link, which no build makes; build with --clean")
            if entry.is_dir(follow_symlinks=False):
                _link_folder(entry.path, f"{target}/{entry.name}", f"{name}/", kept)
            elif name in kept:
                if not is_made:
                    os.makedirs(target, exist_ok=True)  # noqa: PTH103 - a hundred thousand Path objects cost more
                    is_made = True
                link(entry.path, f"{target}/{entry.name}")


def link(source: str, target: str) -> None:
    """The same file under another name, or a copy where the file system knows no links."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        shutil.copy2(source, target)
