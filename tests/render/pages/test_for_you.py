"""The page of the reader's own order, before a script orders it."""

from lxml import html

from generator.graph import Graph
from generator.render.pages import for_you
from tests.support import fabricate, linking
from tests.support.helpers import rendered


def page(graph: Graph) -> html.HtmlElement:
    """What a browser would see."""
    return rendered(for_you.render(graph).text.split("---\n", 2)[2])


def test_every_recent_paper_is_listed_once() -> None:
    """Under the newest of the last fourteen days that list it, best first."""
    graph = linking.graph(fabricate.listings(60, 20))
    sections = page(graph).xpath("//section[@data-day]")
    days = {node.get("data-day"): node.xpath(".//@data-paper") for node in sections}
    newest = [day for day in sorted(graph.archive.days, reverse=True) if graph.archive.counts[day]][:14]
    assert list(days) == list(map(str, newest))
    told = [key for keys in days.values() for key in keys]
    assert len(told) == len(set(told))
    shown = {key for day in newest for key in graph.archive.days[day] if graph.archive.papers[key].is_shown}
    assert set(told) == shown


def test_starters_are_of_different_groups() -> None:
    """A reader who has saved nothing is offered the best paper of each group of topics."""
    graph = linking.graph(fabricate.listings(60, 20))
    keys = page(graph).xpath("//section[@id='for-you-start']//@data-paper")
    groups = [graph.taxonomy.by_slug[graph.topics_of(key)[0]].group for key in keys]
    assert groups
    assert len(groups) == len(set(groups))


def test_the_page_says_how_many_days_it_has() -> None:
    """Fourteen at most, fewer in a young archive."""
    listings = fabricate.listings(60, 20)
    told = {1: "of the last list day,", 3: "of the last 3 list days,", 20: "of the last 14 list days,"}
    for count, text in told.items():
        assert text in for_you.render(linking.graph(listings[:count])).text


def test_an_empty_archive() -> None:
    """The page explains itself and lists nothing."""
    assert "data-paper" not in for_you.render(linking.graph([])).text
