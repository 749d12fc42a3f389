"""Folders that `papers import` accepts: another archive, its data, or a copy of its site."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from generator.errors import Problem

DATA = ("data/days/*/*.json", "days/*/*.json", "data/known/*/*.json", "known/*/*.json")
SITE = (
    "api/days/*.json",
    "exports/papers-*.jsonl.gz",
    "exports/papers-*.jsonl",
    "site/api/days/*.json",
    "site/exports/papers-*.jsonl.gz",
    "site/exports/papers-*.jsonl",
)
"""What is read in a folder, in this order. In an archive with its own site, only the data is read: it is
complete."""

UNDERSTOOD = (
    "is a folder with nothing to import: give a file, or the folder of an archive (data/days/YEAR/*.json) "
    "or of a copy of its site (api/days/*.json, exports/papers-*.jsonl.gz)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, and what was left out, each as a problem."""

    files: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def expanded(paths: Iterable[Path]) -> Found:
    """The files of archives and sites among `paths`, in order; all other paths unchanged."""
    found = Found()
    for path in paths:
        if not path.is_dir():
            found.files.append(path)
            continue
        one = _inside(path, DATA)
        if not one.files:
            site = _inside(path, SITE)
            one = Found(site.files, [*one.problems, *site.problems])
        found.files.extend(one.files)
        found.problems.extend(one.problems)
        if not one.files and not one.problems:
            found.problems.append(Problem(path=str(path), where="", message=UNDERSTOOD, severity="refused"))
    return found


def _inside(folder: Path, patterns: Iterable[str]) -> Found:
    """Files that really exist. A link may lead out of the folder, so it is reported and left out."""
    found = Found()
    links: set[Path] = set()
    for pattern in dict.fromkeys(rest for one in patterns for rest in _below(folder, one)):
        for path in sorted(folder.glob(pattern)):
            parts = path.relative_to(folder).parts
            ways = (folder.joinpath(*parts[: n + 1]) for n in range(len(parts)))
            link = next((way for way in ways if way.is_symlink()), None)
            if path.name.startswith("."):
                continue
            if link is not None:
                links.add(link)
            elif path.is_file():
                found.files.append(path)
    message = "is a link, and links are not followed here: give the file or folder it points to"
    found.problems.extend(
        Problem(path=str(one), where="", message=message, severity="refused") for one in sorted(links)
    )
    return found


def _below(folder: Path, pattern: str) -> Iterable[str]:
    """The meaning of a pattern in a folder, which may be any of the folders it names: data, days, a year."""
    parts, own = pattern.split("/"), folder.resolve().parts
    yield pattern
    for count in range(1, len(parts)):
        if len(own) >= count and all(map(fnmatchcase, own[-count:], parts[:count])):
            yield "/".join(parts[count:])
