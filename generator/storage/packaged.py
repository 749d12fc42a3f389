"""Files in the package: theme, browser code, and what `papers init` writes."""

import hashlib
import re
from collections.abc import Collection
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

from generator import urls
from generator.records.page import Page

CLONE = Path(__file__).resolve().parents[2]
"""The repository, when the program runs from a clone."""
LONGEST_WAY = 200
"""Maximum bytes of a link in it."""

COUNTING = ("numpy", "scipy", "lunr")
RENDERING = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2")
LIBRARIES = (*COUNTING, *RENDERING, "pillow", "pyyaml")
"""Packages whose version may show in what is made."""

VOCABULARIES = {
    "physics": frozenset(
        {"astro-ph", "cond-mat", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math-ph"}
    )
    | {"nlin", "nucl-ex", "nucl-th", "physics", "quant-ph"},
    "mathematics": frozenset({"math"}),
    "biology": frozenset({"q-bio"}),
    "statistics": frozenset({"stat"}),
}
"""Vocabularies of topics for other fields, and the first parts of the categories that they are for."""

_UNBUNDLED = "web/"
"""Sources that are not in a package: their bundles are in `theme/assets/` and `search/`."""

_CACHES = frozenset({"__pycache__", ".mypy_cache", ".ruff_cache", ".DS_Store"})
"""Files that accumulate in a source folder and are not in a package."""


def theme_files() -> list[tuple[str, bytes]]:
    """(name with slashes, bytes) of every file of the theme, sorted."""
    return _files("theme")


def is_of_material(name: str) -> bool:
    """Whether Material has a file of this name, with slashes, among its templates and icons."""
    return resources.files("material").joinpath("templates", *name.split("/")).is_file()


def starter_files() -> list[tuple[str, bytes]]:
    """(name with slashes, bytes) of a new archive's files, sorted."""
    return _files("starter")


def program_files() -> list[tuple[str, bytes]]:
    """(name with slashes, bytes) of the whole package, sorted; of the browser code, only its bundles."""
    return [(name, body) for name, body in _files("") if not name.startswith(_UNBUNDLED)]


def earlier_marks() -> dict[str, frozenset[str]]:
    """The hashes of what versions of the program wrote into archives, by path."""
    found: dict[str, set[str]] = {}
    for line in (
        (resources.files("generator") / "upgrade" / "earlier.txt").read_text(encoding="utf-8").splitlines()
    ):
        if not line.startswith("#"):
            mark, path = line.split()
            found.setdefault(path, set()).add(mark)
    return {path: frozenset(marks) for path, marks in found.items()}


def client() -> list[Page]:
    """The browser part of search, as a file of `docs/`.

    It is there, and not in the theme, because MkDocs copies `docs/` with every program and theme: the index
    and the code that reads it always match.
    """
    body = resources.files("generator") / "search" / "worker.js"
    return [Page(path=f"{urls.CLIENT}/worker.js", text=body.read_text(encoding="utf-8"))]


@cache
def versions(names: tuple[str, ...]) -> bytes:
    """The versions of installed packages, a line each."""
    return "".join(f"{name} {metadata.version(name)}\n" for name in names).encode()


def code() -> bytes:
    """A hash of the program itself: another version may compute something else."""
    parts = hashlib.sha256()
    for name, body in _files(""):
        if name.endswith(".py"):
            parts.update(f"{name} {len(body)}\n".encode() + body)
    return parts.digest()


@cache
def mark() -> str:
    """Changes with anything that the package holds, and with what it counts and renders by. Read once,
    because a process stays the program that it was."""
    parts = hashlib.sha256(versions(LIBRARIES))
    for name, body in program_files():
        parts.update(f"{name} {len(body)}\n".encode() + body)
    return parts.hexdigest()


def vocabulary(fields: Collection[str]) -> str | None:
    """A vocabulary of topics for some fields of science, by the first parts of their categories; None if the
    usual one fits better."""
    names = [name for name, of in VOCABULARIES.items() if not of.isdisjoint(fields)]
    if not names or not frozenset[str]().union(*(VOCABULARIES[name] for name in names)).issuperset(fields):
        return None
    folder = resources.files("generator") / "graph" / "vocabularies"
    texts = [(folder / f"{name}.yml").read_text(encoding="utf-8") for name in names]
    heads, groups, topics = zip(
        *(re.split(r"^(?:groups|topics):\n", one, flags=re.MULTILINE) for one in texts), strict=True
    )
    return f"{heads[0]}groups:\n{''.join(groups)}topics:\n{''.join(topics)}"


def topics() -> str:
    """The topic vocabulary for archives without one of their own."""
    return (resources.files("generator") / "graph" / "topics.yml").read_text(encoding="utf-8")


def guide() -> tuple[tuple[str, str], ...]:
    """The names and texts of the guide's pages, as Markdown."""
    return tuple((name.removesuffix(".md"), body.decode()) for name, body in _files("guide"))


def _files(folder: str) -> list[tuple[str, bytes]]:
    return sorted(_walk(resources.files("generator").joinpath(folder), ""))


def _walk(folder: Traversable, above: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.name in _CACHES or entry.name.endswith((".pyc", ".pyo")):
            continue
        if entry.is_dir():
            found += _walk(entry, f"{above}{entry.name}/")
        else:
            found.append((f"{above}{entry.name}", _read(entry)))
    return found


def _read(entry: Traversable) -> bytes:
    """The bytes of a file. In a clone some are links; where the system has none (Windows), Git creates a file
    that contains only the path to the target."""
    body = entry.read_bytes()
    if isinstance(entry, Path) and body.startswith(b"../") and len(body) < LONGEST_WAY:
        target = (entry.parent / body.decode().strip()).resolve()
        if target.is_relative_to(CLONE) and target.is_file():
            return target.read_bytes()
    return body
