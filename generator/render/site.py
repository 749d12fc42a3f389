"""Everything that is generated, in order; no logic of its own."""

from collections.abc import Iterator

from generator.config import Config
from generator.graph import Graph, digests
from generator.memo import FORGETFUL, Memory
from generator.records.page import File, Page
from generator.records.visit import Visits
from generator.render.citations import entry
from generator.render.data import days as day_data
from generator.render.data import parts as export_parts
from generator.render.data import whole
from generator.render.discovery import llms, sitemaps, twins
from generator.render.feeds import family
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


def render(graph: Graph, config: Config, visits: Visits, known: Memory = FORGETFUL) -> Iterator[File]:
    """All files below `docs/`, each path once. `visits` are for the status page alone; `known` spares
    work and changes nothing."""
    yield from index.render(graph, known)  # first, while there is least beside it: it takes most memory
    yield from _periods(graph, config)
    yield from _groups(graph, config)
    yield trends.render(graph)
    yield search.render(graph.archive)
    yield subscribe.render(graph, config)
    yield from family.render(graph, digests.of(graph.archive, "day"), config)
    yield status.render(graph, visits)
    yield from day_data.render(graph, config.site_url)
    yield llms.guide(graph, config)
    yield llms.robots(config)
    yield from sitemaps.render(graph, config)
    yield from _exports(graph)


def _exports(graph: Graph) -> Iterator[File]:
    """The reading list, what the browser exports papers from, and the whole archive as files."""
    entries = entry.all_of(graph.archive.papers.values(), graph)
    files = whole.files(graph, entries)
    yield saved.render()
    yield exports.render(files, len(entries))
    yield from export_parts.render(entries)
    yield from whole.render(files)


def _periods(graph: Graph, config: Config) -> Iterator[Page]:
    """Home, days, weeks, months, years, papers."""
    archive, size = graph.archive, config.options.listing_page_size
    days, weeks = digests.of(archive, "day"), digests.of(archive, "week")
    months, years = digests.of(archive, "month"), digests.of(archive, "year")
    yield home.render(graph, days, config)
    yield hubs.days(archive, years)
    for stretch in (weeks, months, years):
        yield hubs.stretches(archive, stretch)
    yield from hubs.papers(archive)
    yield from (twins.of_period(one) for of in (days, weeks, months, years) for one in of.by_key.values())
    around = {}
    for digest in days.by_key.values():
        yield periods.day(graph, digest, days)
        around[digest.period.key] = digests.neighbours(digest)
    for digest in weeks.by_key.values():
        yield from periods.week(graph, digest, weeks, size)
    for digest in months.by_key.values():
        yield from periods.month(graph, digest, months, size)
    for digest in years.by_key.values():
        yield from periods.year(graph, digest, years, size)
    for archived in archive.papers.values():
        near = around[archived.first_day.isoformat()].get(archived.paper.id, (None, None))
        yield paper.render(archived, near, graph, shown.room(config.options.page_budget_kb))
    for old, new in archive.aliases.items():
        yield moved.paper(old, new)


def _groups(graph: Graph, config: Config) -> Iterator[Page]:
    """Topics, keywords, people and organizations."""
    size = config.options.listing_page_size
    yield topics.hub(graph)
    for topic in graph.taxonomy.topics:
        yield from topics.topic(topic, graph, config)
    yield topics.keyword_hub(graph)
    for word in graph.keywords.pages(graph.thresholds.keyword):
        yield from topics.keyword(word, graph, size)
    for kind in ("author", "organization", "submitter"):
        yield groups.hub(kind, graph)
        for group in graph.groups(kind).values():
            if graph.has_page(group):
                yield from groups.render(group, graph, config)
    yield from groups.names(graph)
