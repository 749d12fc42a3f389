"""Files that are made together, as units, each with everything that it is made from.

The parts of a unit are named before it is made, so a unit whose parts are those of an earlier run need not be
made again. One mark covers all that is said of a paper (`Graph.facts`), another also what its own page links
it with (`Graph.marks`); what a page shows of other things is listed here. `tests/render/test_units.py`
changes archives at random and finds parts that are missing from this list.
"""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from generator import urls
from generator.archive import ArchivedPaper
from generator.graph import digests
from generator.graph.digests import Digest
from generator.graph.people import GroupKind
from generator.records.page import Blob, Page
from generator.records.period import PeriodKind
from generator.records.picture import Picture
from generator.render.discovery import twins
from generator.render.given import Given
from generator.render.pages import groups, hubs, moved, paper, periods, rail, sharing
from generator.render.pages import topics as topic_pages
from generator.render.pages import venues as venue_pages
from generator.wording import spoken

Files = Iterator[Page | Blob]


def days(given: Given) -> Files:
    """The list days and their hub."""
    yield hubs.days(given.archive, given.periods["year"])
    yield from _periods(given, "day", lambda graph, one, found, _: iter([periods.day(graph, one, found)]))


def stretches(kind: PeriodKind, render: periods.Stretch) -> Callable[[Given], Files]:
    """The weeks, months or years and their hub."""

    def pages(given: Given) -> Files:
        yield hubs.stretches(given.archive, given.periods[kind])
        yield from _periods(given, kind, render)

    return pages


def _periods(given: Given, kind: PeriodKind, render: periods.Stretch) -> Files:
    """A list names its papers, its days and the periods beside it."""
    found, archive, graph = given.periods[kind], given.archive, given.graph
    for key, digest in found.by_key.items():
        one = digest.period
        made_from = (
            [(day, archive.counts[day], [by.name for by in archive.listed_by[day]]) for day in digest.days],
            digest.left_out,
            graph.facts_of(digest.papers),
            found.around(digest),
            [gap for gap in archive.gaps if one.first <= gap <= one.last],
            sharing.of_day(archive, one.first) if kind == "day" else "",
        )

        def make(digest: Digest = digest) -> Iterable[Page]:
            if kind == "day":
                yield twins.of_day(digest, archive, given.config.site_url)
            yield from render(graph, digest, found, given.size)

        yield from given.once(f"{kind} {key}", made_from, make)


def papers(given: Given) -> Files:
    """The page of a paper names the papers beside it and those related to it."""
    archive, graph = given.archive, given.graph
    yield from hubs.papers(archive, given.config.site_url)
    around = {key: digests.neighbours(digest) for key, digest in given.periods["day"].by_key.items()}
    for key, archived in archive.papers.items():
        near = around[archived.first_day.isoformat()].get(key, (None, None))
        shown = graph.related.get(key, ())[: rail.RELATED_SHOWN]
        tied = graph.ties.mark_of(key, *shown) if shown else b""
        made_from = (
            graph.marks[key],
            [one and one.paper.id for one in near],
            (tied, [graph.facts[other] for other in shown]),
        )

        def make(archived: ArchivedPaper = archived, near: paper.Neighbours = near) -> Iterable[Page]:
            yield paper.render(archived, near, graph, given.config.options)

        yield from given.once(f"paper {key}", made_from, make)
    for old, new in archive.aliases.items():
        yield moved.paper(old, new)


def topics(given: Given) -> Files:
    """The page of a topic shows its papers over all months of the archive, and what it appears with."""
    graph, months = given.graph, given.graph.months
    yield topic_pages.hub(graph)
    shown = months.keys, months.is_open, [bool(count) for count in months.papers]
    for topic in graph.taxonomy.topics:
        near = topic_pages.beside(topic, graph)
        made_from = (topic.slug, graph.facts_of(graph.by_topic[topic.slug]), shown, near)
        make = _bound(topic_pages.topic, topic, near, graph, given.config)
        yield from given.once(f"topic {topic.slug}", made_from, make)


def keywords(given: Given) -> Files:
    """The page of a keyword shows its papers over all months of the archive."""
    graph = given.graph
    yield topic_pages.keyword_hub(graph)
    for word in graph.keywords.pages(graph.thresholds.keyword):
        of_word = [graph.archive.papers[key] for key in word.papers]
        made_from = (word.label, graph.facts_of(of_word), graph.months.keys)
        make = _bound(topic_pages.keyword, word, graph, given.size)
        yield from given.once(f"keyword {word.slug}", made_from, make)


def venues(given: Given) -> Files:
    """The page of a venue shows its papers; where no venue is known there is none, and no hub."""
    graph = given.graph
    found = [slug for slug in graph.by_venue if graph.has_venue_page(slug)]
    if found:
        yield venue_pages.hub(graph)
    for slug in found:
        papers = graph.by_venue[slug]
        make = _bound(venue_pages.render, papers, given.size)
        yield from given.once(f"venue {slug}", (slug, graph.facts_of(papers)), make)


def people(kind: GroupKind) -> Callable[[Given], Files]:
    """The page of a person names others who have the same name, and co-authors who have a page."""

    def pages(given: Given) -> Files:
        graph = given.graph
        yield groups.hub(kind, graph)
        for group in graph.with_page(kind):
            made_from = (
                group.label,
                group.account,
                graph.facts_of(group.papers),
                groups.others(group, graph),
                [
                    (other.slug, other.label, other.account, len(other.papers))
                    for other in graph.namesakes(group)
                ],
            )
            make = _bound(groups.render, group, graph, given.config)
            yield from given.once(f"{kind} {group.slug}", made_from, make)
        if kind == "author":
            yield from groups.names(graph)

    return pages


def pictures(given: Given) -> Files:
    """The pictures that links are shown with, which need the address of the site."""
    if not given.config.site_url:
        return
    for name, picture in spoken(
        sharing.drawable(given.config.wording), sharing.pictures(given.graph, given.config.site_name)
    ):

        def make(name: str = name, picture: Picture = picture) -> Iterable[Blob]:
            to_png = import_module("generator.sinks.to_png")  # no picture changes on most days
            yield Blob(path=urls.social(name), body=to_png.picture(picture))

        yield from given.once(f"social {name}", picture, make)


def _bound(render: Callable[..., Iterable[Page]], *given: object) -> Callable[[], Iterable[Page]]:
    return lambda: render(*given)
