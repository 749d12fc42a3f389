"""Folders that `papers import` understands: another archive, its data, or a copy of its site."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

INSIDE = (
    "data/days/*/*.json",
    "days/*/*.json",
    "api/days/*.json",
    "exports/papers-*.jsonl.gz",
    "site/api/days/*.json",
    "site/exports/papers-*.jsonl.gz",
)
"""What is read of a folder, in this order. Of an archive with its own site only the data: they say all."""


def expanded(paths: Iterable[Path]) -> list[Path]:
    """The files of archives and sites among `paths`, in order; everything else as it is."""
    return list(chain.from_iterable(_files(path) if path.is_dir() else [path] for path in paths))


def _files(folder: Path) -> Iterator[Path]:
    found = [sorted(_plain(folder, pattern)) for pattern in INSIDE]
    days, site = [*found[0], *found[1]], [*found[2], *found[3], *found[4], *found[5]]
    yield from days or site or [folder]


def _plain(folder: Path, pattern: str) -> Iterator[Path]:
    """Files that are there themselves: a link may lead out of the folder."""
    for path in folder.glob(pattern):
        parts = path.relative_to(folder).parts
        inside = (folder.joinpath(*parts[: n + 1]) for n in range(len(parts)))
        if path.is_file() and not path.name.startswith(".") and not any(one.is_symlink() for one in inside):
            yield path
