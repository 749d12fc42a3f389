"""Checks generated files before the first of them is written."""

import json
import re
from collections.abc import Iterable, Iterator

from generator.errors import Problem
from generator.records.page import File, Page, is_rendered

PATH_CAP = 180

_PORTABLE = re.compile(r"[a-z0-9][A-Za-z0-9._-]*")
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
_FRONT = re.compile(r"---\n(\{.*\})\n---\n\n(# .+)?")


def problems(pages: Iterable[File]) -> Iterator[Problem]:
    """Checks for names that two systems could confuse, names that a system refuses, and pages without front
    matter."""
    seen: dict[str, str] = {}
    for page in pages:
        yield from of_page(page, seen)


def of_page(page: File, seen: dict[str, str]) -> Iterator[Problem]:
    """The same for one file; `seen` collects the names."""
    yield from _name_problems(page.path)
    yield from of_kept(page, seen)
    if isinstance(page, Page) and is_rendered(page.path):
        yield from _head_problems(page)


def of_kept(page: File, seen: dict[str, str]) -> list[Problem]:
    """The same for a file that was checked when it was made: others may have its name now, and what was left
    out of it is said in every run."""
    folded = page.path.casefold()
    found = []
    if folded in seen:
        found.append(Problem(path=page.path, where="", message=f"has the same name as {seen[folded]}"))
    seen[folded] = page.path
    if page.cut:
        found.append(Problem(path=page.path, where="", message=page.cut, severity="note"))
    return found


def _name_problems(path: str) -> Iterator[Problem]:
    if len(path) > PATH_CAP:
        message = f"path of {len(path)} characters; the maximum is {PATH_CAP}"
        yield Problem(path=path, where="", message=message)
    for name in path.split("/"):
        if not _PORTABLE.fullmatch(name) or _DEVICE.fullmatch(name) or name.endswith("."):
            yield Problem(path=path, where="", message=f"{name!r} is not a portable file name")


def _head_problems(page: Page) -> Iterator[Problem]:
    """MkDocs silently treats broken front matter as text."""
    head = _FRONT.match(page.text)
    if head is None:
        yield Problem(path=page.path, where="line 1", message="expected front matter in one line of JSON")
        return
    if head[2] is None:
        yield Problem(path=page.path, where="line 5", message="expected a title")
    try:
        json.loads(head[1])
    except ValueError as error:
        yield Problem(path=page.path, where="line 2", message=f"front matter is not JSON: {error}")
