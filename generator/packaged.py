"""Files that ship inside the package: the theme and what `papers init` writes."""

from importlib import resources
from importlib.resources.abc import Traversable


def theme_files() -> list[tuple[str, bytes]]:
    """(name with slashes, bytes) of every file of the theme, sorted."""
    return _files("theme")


def starter_files() -> list[tuple[str, bytes]]:
    """(name with slashes, bytes) of a new archive's files, sorted."""
    return _files("starter")


def topics() -> str:
    """The vocabulary of topics that holds where an archive brings none of its own."""
    return (resources.files("generator") / "graph" / "topics.yml").read_text(encoding="utf-8")


def _files(folder: str) -> list[tuple[str, bytes]]:
    return sorted(_walk(resources.files("generator") / folder, ""))


def _walk(folder: Traversable, above: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            found += _walk(entry, f"{above}{entry.name}/")
        else:
            found.append((f"{above}{entry.name}", entry.read_bytes()))
    return found
