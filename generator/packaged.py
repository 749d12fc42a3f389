"""Files that ship inside the package: theme, search client, and what `papers init` writes."""

import hashlib
from importlib import resources
from importlib.resources.abc import Traversable

from generator import urls
from generator.records.page import Page


def theme_files() -> list[tuple[str, bytes]]:
    """(name with slashes, bytes) of every file of the theme, sorted."""
    return _files("theme")


def starter_files() -> list[tuple[str, bytes]]:
    """(name with slashes, bytes) of a new archive's files, sorted."""
    return _files("starter")


def client() -> list[Page]:
    """The browser's half of search, as files of `docs/`.

    They lie there, and not in the theme, because MkDocs copies `docs/` whatever program or theme
    builds the site: index and the code that reads it are never apart. Tests of Node are not shipped.
    The worker names all modules first: a browser then asks for all at once, not level by level.
    """
    scripts = {name: body.decode() for name, body in _files("search/client") if name.endswith(".js")}
    scripts["lunr.js"] = lunr_module().decode()
    others = sorted(scripts.keys() - {"worker.js"})
    scripts["worker.js"] = "".join(f'import "./{name}";\n' for name in others) + scripts["worker.js"]
    return [Page(path=f"{urls.CLIENT}/{name}", text=text) for name, text in sorted(scripts.items())]


def code() -> bytes:
    """A hash of the program itself: what another version of it worked out may differ."""
    parts = hashlib.sha256()
    for name, body in _files(""):
        if name.endswith(".py"):
            parts.update(f"{name} {len(body)}\n".encode() + body)
    return parts.digest()


def lunr_module() -> bytes:
    """The lunr.js that MkDocs ships, as an ES module whose default export is `lunr`.

    Its last lines look for CommonJS before they look for a global; here they find it.
    """
    source = resources.files("mkdocs") / "contrib" / "search" / "templates" / "search" / "lunr.js"
    head = b"const module = { exports: {} };\nconst exports = module.exports;\n"
    return head + source.read_bytes() + b"\nexport default module.exports;\n"


def topics() -> str:
    """The vocabulary of topics that holds where an archive brings none of its own."""
    return (resources.files("generator") / "graph" / "topics.yml").read_text(encoding="utf-8")


def _files(folder: str) -> list[tuple[str, bytes]]:
    return sorted(_walk(resources.files("generator").joinpath(folder), ""))


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
