"""The JSON files of the data folder, one folder deep: which there are, and the values in them."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator.errors import Problem, StoreError
from generator.records.reading import Json, SchemaError
from generator.storage import files

T = TypeVar("T")


def refuse_obstacle(root: Path, path: Path) -> None:
    """Raises StoreError unless a JSON file below `root` is, or could be, a real file in real folders: a link
    may lead out of the archive."""
    found = files.obstacle(root, path.relative_to(root).as_posix(), set())
    if found is not None:
        expected = "file" if found.path.endswith(".json") else "folder"
        raise StoreError(f"{root / found.path}: cannot be read: it is {found.kind}, expected a {expected}")


def json_files(folder: Path) -> tuple[list[Path], list[Problem]]:
    """The JSON files in the folders of a folder, in order and without hidden ones, and a problem for each
    folder that cannot be read: what is in it must not seem to be missing."""
    problems: list[Problem] = []

    def entries(of: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(of) as found:
                return sorted(found, key=lambda one: one.name)
        except FileNotFoundError:
            if not files.is_link(Path(of)):
                return []
            message = "it is a link to something that is not there"
        except OSError as error:
            message = error.strerror or str(error)
        problems.append(Problem(path=of, where="", message=f"cannot be read: {message}"))
        return []

    found = [
        Path(one.path)
        for above in entries(str(folder))
        if not above.name.startswith(".") and not _is_other(above)
        for one in entries(above.path)
        if one.name.endswith(".json") and not one.name.startswith(".")
    ]
    return found, problems


def _is_other(entry: os.DirEntry[str]) -> bool:
    """Whether it is, or leads to, something other than a folder. What cannot be found out may be one."""
    try:
        return not stat.S_ISDIR(entry.stat().st_mode)
    except OSError:
        return False


def decoded(path: Path, body: bytes, read: Callable[[Json], T]) -> T:
    """The value in a JSON file. Raises StoreError, which names the file and the place in it."""
    if not body.strip(b"\0 \t\r\n"):  # as some systems leave it after a power cut
        message = "nothing is written in it; restore it, or remove it and get its papers again"
        raise StoreError(f"{path}: not JSON: {message}")
    try:
        return read(json.loads(body))
    except SchemaError as error:
        raise StoreError(f"{path}: {error}") from error
    except (ValueError, RecursionError) as error:
        raise StoreError(f"{path}: not JSON: {error}") from error
