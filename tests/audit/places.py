"""Which pages of a built site `make audit` examines: at least one of every kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.render.kinds import KINDS

QUERY = "language models"
"""What the search page is asked, so that it shows results."""
RESULTS = "search, results"
"""The kind of a search page with results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page by its kind, its file in the site, and its address below the site's."""

    kind: str
    file: str
    address: str


def places(sizes: Iterable[tuple[str, int]], query: str = QUERY) -> tuple[Place, ...]:
    """Of every kind the hub and the largest of its other pages, of the pages by hand the largest, and the page
    for what is not found; `sizes` are (path, bytes) of the site's files."""
    pages = {path: size for path, size in sizes if path.endswith("index.html") or path == "404.html"}
    found = list(_of_kinds(pages, query))
    folders = {kind.place for kind in KINDS if kind.is_folder}
    others = {path for path in pages if "/" in path and path.partition("/")[0] not in folders}
    if others:
        found.append(_place("hand-written", max(others, key=lambda path: (pages[path], path))))
    if "404.html" in pages:
        found.append(Place(kind="not found", file="404.html", address="404.html"))
    return tuple(found)


def _of_kinds(pages: dict[str, int], query: str) -> Iterator[Place]:
    for kind in KINDS:
        hub = f"{kind.place}/index.html" if kind.is_folder else kind.place.replace(".md", ".html")
        if hub not in pages:
            continue
        yield _place("home" if hub == "index.html" else kind.place, hub)
        if kind.place == "search":
            yield Place(kind=RESULTS, file=hub, address=f"search/?q={query.replace(' ', '+')}")
        inner = [path for path in pages if path.startswith(f"{kind.place}/") and path != hub]
        if inner:
            largest = max(inner, key=lambda path: (pages[path], path))
            yield _place(f"{kind.place}, one", largest)


def _place(kind: str, file: str) -> Place:
    return Place(kind=kind, file=file, address=file.removesuffix("index.html"))
