"""Everything that is generated, and what follows from the kinds of pages for other files."""

from collections.abc import Iterator

from generator import urls
from generator.config import Config
from generator.config.menu import Menu, Place
from generator.graph import Graph
from generator.memo import FORGETFUL, Memory
from generator.records.claim import Claim
from generator.records.page import ANEW, File, Pages
from generator.records.visit import Visits
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


def render(
    graph: Graph,
    config: Config,
    visits: Visits,
    known: Memory = FORGETFUL,
    pages: Pages = ANEW,
    guide: tuple[tuple[str, str], ...] = (),
) -> Iterator[File]:
    """All files below `docs/`, each path once. `visits` are for the status page only; `known` and `pages`
    hold results of earlier runs, which save work and change nothing; `guide` are the names and texts of its
    pages."""
    given = Given(graph=graph, config=config, visits=visits, known=known, pages=pages, guide=guide)
    yield from spoken(config.wording, (file for kind in KINDS for file in kind.render(given)))
