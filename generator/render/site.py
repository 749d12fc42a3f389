"""Everything that is generated, and what follows from the kinds of pages for other files."""

from collections.abc import Iterator

from generator import urls
from generator.config.menu import Menu, Place
from generator.records.claim import Claim
from generator.records.page import File
from generator.render.given import Given
from generator.render.kinds import KINDS
from generator.wording import spoken

FOLDERS = tuple(kind.place for kind in KINDS if kind.is_folder)
"""The folders of `docs/` in which everything is generated."""

_DATA = tuple(path for kind in KINDS for path in kind.data)

CLAIM = Claim(
    folders=(*FOLDERS, *(path.rstrip("/") for path in _DATA if path.partition("/")[0] not in FOLDERS)),
    data=_DATA,
    yielding=tuple(kind.place for kind in KINDS if not kind.is_folder and kind.place != urls.HOME.path),
)
"""The folders and files below `docs/` that are ours."""

HUBS = frozenset(kind.place for kind in KINDS if kind.leads)
"""The folders in which a page that is gone redirects to the hub."""

MENU: Menu = tuple(
    Place(*kind.menu, f"{kind.place}/index.md" if kind.is_folder else kind.place)
    for kind in KINDS
    if kind.menu
)
"""The generated pages in the menu: only hubs, because the menu is on every page."""

COLUMNS = {
    column: tuple(
        (kind.foot[1], kind.unvoted, kind.needs, f"{kind.place}/")
        for kind in KINDS
        if kind.foot and kind.foot[0] == column
    )
    for column in dict.fromkeys(kind.foot[0] for kind in KINDS if kind.foot)
}
"""Labels, also those without votes, what they need, and addresses of the generated pages in the footer, by
column."""

OUTSIDE = tuple(f"/{folder}/**" for folder in FOLDERS)
"""Patterns of pages that need not be in the menu."""


def render(given: Given) -> Iterator[File]:
    """All files below `docs/`, each path once, but for the feeds of standing queries, which are made from the
    search index."""
    yield from spoken(given.config.wording, (file for kind in KINDS for file in kind.render(given)))
