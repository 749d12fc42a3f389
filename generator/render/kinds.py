"""Every kind of page, once: its folder, its place in the menu, its renderer and its site maps.

This table determines which folders are ours, the menu in `mkdocs.yml`, what Git ignores, the site maps,
where addresses without a page redirect, and what the tests cover.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator import urls
from generator.graph.people import GroupKind
from generator.records.page import File, Page
from generator.records.period import PeriodKind
from generator.render import units
from generator.render.citations import entry
from generator.render.data import days as day_data
from generator.render.data import parts as export_parts
from generator.render.data import profile, signs, titles, whole
from generator.render.discovery import llms, sitemaps
from generator.render.discovery.sitemaps import Places
from generator.render.feeds import family
from generator.render.given import Given
from generator.render.pages import (
    exports,
    for_you,
    guide,
    home,
    periods,
    saved,
    search,
    status,
    subscribe,
    trends,
)
from generator.search import index, ranking
from generator.workers import MANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of page. `place` is its file below `docs/`, or its folder there, whose content is all generated.

    `menu` is its tab and its label in the tab, None if the tab is the page itself. `foot` is its column and
    its label in the footer of every page; `unvoted` is that label where nobody counts votes, and `needs` what
    a source has to know for the link to be shown: without it the page is empty. `data` are path prefixes
    below which all data files are ours. `maps` are its site maps by name, for all its pages except
    the hub. `leads` says that a page which is gone redirects to the hub.
    """

    place: str
    render: Callable[[Given], Iterable[File]]
    menu: tuple[str, str | None] | None = None
    foot: tuple[str, str] | None = None
    unvoted: str = ""
    needs: Literal["", "submitters", "summaries"] = ""
    data: tuple[str, ...] = ()
    maps: Callable[[Given], Mapping[str, Places]] | None = None
    leads: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder rather than a file."""
        return "." not in self.place


def _home(given: Given) -> Iterator[Page]:
    yield home.render(given.graph, given.periods["day"], given.config)


def _search(given: Given) -> Iterator[File]:
    yield from index.render(given.graph, given.known, given.once, given.workers)
    _rest(given)
    yield search.render(given.graph)


def _exports(given: Given) -> Iterator[File]:
    yield from _exported(given)
    _rest(given)


def _exported(given: Given) -> Iterator[File]:
    entries = entry.Entries(given.graph)
    listed = yield from whole.render(whole.files(given.graph, entries, given.known, given.shared))
    yield exports.render(listed, len(given.archive.shown))
    yield from export_parts.render(given.graph, entries, given.once)
    yield from titles.render(given.graph, given.once)
    yield from signs.render(given.once)


def _rest(given: Given) -> None:
    """After what needs a lot of memory for a moment: a large archive has it back."""
    if len(given.archive.papers) >= MANY:
        given.workers.rest()


def _for_you(given: Given) -> Iterator[File]:
    yield for_you.render(given.graph)
    yield from ranking.render(given.graph, given.once)


def _api(given: Given) -> Iterator[File]:
    yield from day_data.render(given.graph, given.config.site_url, given.once)
    yield profile.render(given.config.site_url)


def _sitemaps(given: Given) -> Iterator[Page]:
    maps: dict[str, Places] = {}
    for kind in KINDS:
        maps |= kind.maps(given) if kind.maps else {}
    return sitemaps.render(maps, given.config.site_url)


def _period(kind: PeriodKind, label: str, render: Callable[[Given], Iterable[File]]) -> Kind:
    return Kind(
        place=urls.FOLDERS[kind],
        render=render,
        menu=("Days", label),
        foot=("Browse", label) if kind == "day" else None,
        maps=lambda given: sitemaps.periods(given.archive, given.periods[kind], given.size),
    )


def _people(kind: GroupKind, label: str, data: tuple[str, ...] = ()) -> Kind:
    return Kind(
        place=urls.GROUPS[kind],
        render=units.people(kind),
        menu=("People", label),
        foot=("Browse", label) if kind != "submitter" else None,
        needs="" if kind == "author" else "submitters",
        data=data,
        maps=lambda given: sitemaps.groups(given.graph, kind, given.size),
        leads=True,
    )


KINDS: tuple[Kind, ...] = (
    # First, while little else is in memory: the index needs the most.
    Kind(place="search", render=_search, data=("search/", f"{urls.CLIENT}/")),
    Kind(place=urls.HOME.path, render=_home, menu=("Home", None)),
    _period("day", "Days", units.days),
    _period("week", "Weeks", units.stretches("week", periods.week)),
    _period("month", "Months", units.stretches("month", periods.month)),
    _period("year", "Years", units.stretches("year", periods.year)),
    Kind(
        place="papers",
        render=units.papers,
        menu=("Days", "Best"),
        foot=("Browse", "Best"),
        unvoted="Newest",
        maps=lambda given: sitemaps.papers(given.archive),
    ),
    Kind(
        place="topics",
        render=units.topics,
        menu=("Topics", "Topics"),
        foot=("Browse", "Topics"),
        maps=lambda given: sitemaps.topics(given.graph, given.size),
        leads=True,
    ),
    Kind(
        place="keywords",
        render=units.keywords,
        menu=("Topics", "Keywords"),
        foot=("Browse", "Keywords"),
        needs="summaries",
        maps=lambda given: sitemaps.keywords(given.graph, given.size),
        leads=True,
    ),
    Kind(
        place="venues",
        render=units.venues,
        maps=lambda given: sitemaps.venues(given.graph, given.size),
        leads=True,
    ),
    _people("author", "Authors", (f"{urls.NAMES}/",)),
    _people("organization", "Organizations"),
    _people("submitter", "Submitters"),
    Kind(
        place="trends",
        render=lambda given: [trends.render(given.graph)],
        menu=("Trends", None),
        foot=("Browse", "Trends"),
    ),
    Kind(
        place="saved",
        render=lambda given: [saved.render(given.archive)],
        menu=("Saved", "Reading list"),
        foot=("Follow", "Reading list"),
    ),
    Kind(
        place="for-you",
        render=_for_you,
        menu=("Saved", "For you"),
        foot=("Follow", "For you"),
        data=("for-you/",),
    ),
    Kind(
        place="exports",
        render=_exports,
        menu=("Saved", "Exports"),
        foot=("Data", "Exports"),
        data=("exports/",),
    ),
    Kind(
        place="guide",
        render=lambda given: guide.render(given.guide),
        menu=("About", "Guide"),
        foot=("Data", "Guide"),
        maps=lambda given: {"guide": guide.places(given.guide)},
    ),
    Kind(
        place="subscribe",
        render=lambda given: [subscribe.render(given.graph, given.config, given.standing)],
        menu=("About", "Follow"),
        foot=("Follow", "Feeds and email"),
    ),
    Kind(
        place="status",
        render=lambda given: [status.render(given.graph, given.visits, given.drift)],
        menu=("About", "Status"),
        foot=("Data", "Status"),
    ),
    Kind(
        place=urls.FEEDS,
        render=lambda given: family.render(given.graph, given.periods, given.config, given.once),
        data=(f"{urls.FEEDS}/",),
    ),
    Kind(
        place="api",
        render=_api,
        data=("api/",),
    ),
    Kind(place=urls.SOCIAL, render=units.pictures, data=(f"{urls.SOCIAL}/",)),
    Kind(place=urls.SITEMAPS, render=_sitemaps, data=(f"{urls.SITEMAPS}/",)),
    Kind(place=urls.LLMS, render=lambda given: [llms.guide(given.graph, given.config)]),
    Kind(place=urls.ROBOTS, render=lambda given: [llms.robots(given.config)]),
)
