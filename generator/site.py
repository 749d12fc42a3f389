"""Everything that is generated, in order; no logic of its own."""

from collections.abc import Iterator

from generator.config import Config
from generator.exports import days as day_data
from generator.graph import Graph, digests
from generator.memory import FORGETFUL, Memory
from generator.pages import groups, home, hubs, paper, periods, search, topics, trends
from generator.records.page import File, Page
from generator.search import index


def render(graph: Graph, config: Config, known: Memory = FORGETFUL) -> Iterator[File]:
    """All files below `docs/`, each path once."""
    yield from _periods(graph, config)
    yield from _groups(graph, config.options.listing_page_size)
    yield trends.render(graph)
    yield search.render(graph.archive)
    yield from day_data.render(graph, config.site_url)
    yield from index.render(graph, known)


def _periods(graph: Graph, config: Config) -> Iterator[Page]:
    """Home, days, weeks, months, years, papers."""
    archive, size = graph.archive, config.options.listing_page_size
    days, weeks = digests.of(archive, "day"), digests.of(archive, "week")
    months, years = digests.of(archive, "month"), digests.of(archive, "year")
    yield home.render(graph, days, config.site_name, config.options.trending_size)
    yield hubs.days(archive, years)
    for stretch in (weeks, months, years):
        yield hubs.stretches(archive, stretch)
    yield hubs.papers(archive)
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
        yield paper.render(archived, near, graph)
    for old, new in archive.aliases.items():
        yield paper.redirect(old, new)


def _groups(graph: Graph, size: int) -> Iterator[Page]:
    """Topics, keywords, people and organizations."""
    yield topics.hub(graph)
    for topic in graph.taxonomy.topics:
        yield from topics.topic(topic, graph, size)
    yield topics.keyword_hub(graph)
    for word in graph.keywords.pages(graph.thresholds.keyword):
        yield from topics.keyword(word, graph, size)
    for kind in ("author", "organization", "submitter"):
        yield groups.hub(kind, graph)
        for group in graph.groups(kind).values():
            if graph.has_page(group):
                yield from groups.render(group, graph, size)
    yield from groups.names(graph)
