"""Every kind of page, once: its folder, its place in the menu, its renderer and its site maps.

This table determines which folders are ours, the menu in `mkdocs.yml`, what Git ignores, the site maps,
where addresses without a page redirect, and what the tests cover.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import urls
from generator.graph import digests
from generator.graph.people import GroupKind
from generator.records.page import File, Page
from generator.records.period import PeriodKind
from generator.render.citations import entry
from generator.render.data import days as day_data
from generator.render.data import parts as export_parts
from generator.render.data import whole
from generator.render.discovery import llms, sitemaps, twins
from generator.render.discovery.sitemaps import Places
from generator.render.feeds import family
from generator.render.given import Given
from generator.render.pages import (
    exports,
    groups,
    home,
    hubs,
    moved,
    paper,
    periods,
    saved,
    search,
    shown,
    status,
    subscribe,
    topics,
    trends,
)
from generator.search import index


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of page. `place` is its file below `docs/`, or its folder there, whose content is all generated.

    `menu` is its tab and its label in the tab, None if the tab is the page itself. `data` are path prefixes
    below which all data files are ours. `maps` are its site maps by name, for all its pages except the hub.
    `leads` says that a page which is gone redirects to the hub.
    """

    place: str
    render: Callable[[Given], Iterable[File]]
    menu: tuple[str, str | None] | None = None
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
    yield from index.render(given.graph, given.known)
    yield search.render(given.archive)


def _days(given: Given) -> Iterator[Page]:
    days = given.periods["day"]
    yield hubs.days(given.archive, given.periods["year"])
    for digest in days.by_key.values():
        yield twins.of_period(digest, given.archive)
        yield periods.day(given.graph, digest, days)


def _stretches(kind: PeriodKind, render: periods.Stretch) -> Callable[[Given], Iterator[Page]]:
    def pages(given: Given) -> Iterator[Page]:
        digests_of_kind = given.periods[kind]
        yield hubs.stretches(given.archive, digests_of_kind)
        for digest in digests_of_kind.by_key.values():
            yield twins.of_period(digest, given.archive)
            yield from render(given.graph, digest, digests_of_kind, given.size)

    return pages


def _papers(given: Given) -> Iterator[Page]:
    archive, room = given.archive, shown.room(given.config.options.page_budget_kb)
    yield from hubs.papers(archive)
    around = {key: digests.neighbours(digest) for key, digest in given.periods["day"].by_key.items()}
    for archived in archive.papers.values():
        near = around[archived.first_day.isoformat()].get(archived.paper.id, (None, None))
        yield paper.render(archived, near, given.graph, room)
    for old, new in archive.aliases.items():
        yield moved.paper(old, new)


def _topics(given: Given) -> Iterator[Page]:
    yield topics.hub(given.graph)
    for topic in given.graph.taxonomy.topics:
        yield from topics.topic(topic, given.graph, given.config)


def _keywords(given: Given) -> Iterator[Page]:
    graph = given.graph
    yield topics.keyword_hub(graph)
    for word in graph.keywords.pages(graph.thresholds.keyword):
        yield from topics.keyword(word, graph, given.size)


def _groups(kind: GroupKind) -> Callable[[Given], Iterator[Page]]:
    def pages(given: Given) -> Iterator[Page]:
        graph = given.graph
        yield groups.hub(kind, graph)
        for group in graph.groups(kind).values():
            if graph.has_page(group):
                yield from groups.render(group, graph, given.config)
        if kind == "author":
            yield from groups.names(graph)

    return pages


def _exports(given: Given) -> Iterator[File]:
    entries = entry.all_of(given.archive.papers.values(), given.graph)
    files = whole.files(given.graph, entries)
    yield exports.render(files, len(entries))
    yield from export_parts.render(entries)
    yield from whole.render(files)


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
        maps=lambda given: sitemaps.periods(given.archive, given.periods[kind], given.size),
    )


def _people(kind: GroupKind, label: str, data: tuple[str, ...] = ()) -> Kind:
    return Kind(
        place=urls.GROUPS[kind],
        render=_groups(kind),
        menu=("People", label),
        data=data,
        maps=lambda given: sitemaps.groups(given.graph, kind, given.size),
        leads=True,
    )


KINDS: tuple[Kind, ...] = (
    # First, while little else is in memory: the index needs the most.
    Kind(place="search", render=_search, data=("search/", f"{urls.CLIENT}/")),
    Kind(place=urls.HOME.path, render=_home, menu=("Home", None)),
    _period("day", "Days", _days),
    _period("week", "Weeks", _stretches("week", periods.week)),
    _period("month", "Months", _stretches("month", periods.month)),
    _period("year", "Years", _stretches("year", periods.year)),
    Kind(
        place="papers",
        render=_papers,
        menu=("Days", "Best"),
        maps=lambda given: sitemaps.papers(given.archive),
    ),
    Kind(
        place="topics",
        render=_topics,
        menu=("Topics", "Topics"),
        maps=lambda given: sitemaps.topics(given.graph, given.size),
        leads=True,
    ),
    Kind(
        place="keywords",
        render=_keywords,
        menu=("Topics", "Keywords"),
        maps=lambda given: sitemaps.keywords(given.graph, given.size),
        leads=True,
    ),
    _people("author", "Authors", (f"{urls.NAMES}/",)),
    _people("organization", "Organizations"),
    _people("submitter", "Submitters"),
    Kind(place="trends", render=lambda given: [trends.render(given.graph)], menu=("Trends", None)),
    Kind(place="saved", render=lambda _: [saved.render()], menu=("Saved", "Reading list")),
    Kind(place="exports", render=_exports, menu=("Saved", "Exports"), data=("exports/",)),
    Kind(
        place="subscribe",
        render=lambda given: [subscribe.render(given.graph, given.config)],
        menu=("About", "Follow"),
    ),
    Kind(
        place="status",
        render=lambda given: [status.render(given.graph, given.visits)],
        menu=("About", "Status"),
    ),
    Kind(
        place=urls.FEEDS,
        render=lambda given: family.render(given.graph, given.periods["day"], given.config),
        data=(f"{urls.FEEDS}/",),
    ),
    Kind(
        place="api",
        render=lambda given: day_data.render(given.graph, given.config.site_url),
        data=("api/",),
    ),
    Kind(place=urls.SITEMAPS, render=_sitemaps, data=(f"{urls.SITEMAPS}/",)),
    Kind(place=urls.GUIDE, render=lambda given: [llms.guide(given.graph, given.config)]),
    Kind(place=urls.ROBOTS, render=lambda given: [llms.robots(given.config)]),
)
