"""Everything that is generated, in order; no logic of its own."""

from collections.abc import Iterator

from generator.archive import Archive
from generator.config import Config
from generator.graph import digests
from generator.pages import home, hubs, paper, periods
from generator.records.page import Page


def render(archive: Archive, config: Config) -> Iterator[Page]:
    """All files below `docs/`, each path once."""
    size = config.options.listing_page_size
    days, weeks = digests.of(archive, "day"), digests.of(archive, "week")
    months, years = digests.of(archive, "month"), digests.of(archive, "year")
    yield home.render(archive, days, config.site_name, config.options.trending_size)
    yield hubs.days(archive, years)
    for stretch in (weeks, months, years):
        yield hubs.stretches(archive, stretch)
    yield hubs.papers(archive)
    around = {}
    for digest in days.by_key.values():
        yield periods.day(digest, days)
        around[digest.period.key] = digests.neighbours(digest)
    for digest in weeks.by_key.values():
        yield from periods.week(archive, digest, weeks, size)
    for digest in months.by_key.values():
        yield from periods.month(archive, digest, months, size)
    for digest in years.by_key.values():
        yield from periods.year(archive, digest, years, size)
    for archived in archive.papers.values():
        near = around[archived.first_day.isoformat()].get(archived.paper.id, (None, None))
        yield paper.render(archived, near)
    for old, new in archive.aliases.items():
        yield paper.redirect(old, new)
