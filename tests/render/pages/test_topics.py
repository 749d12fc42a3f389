from datetime import date

import pytest

from generator.graph import Graph
from generator.records.page import is_rendered
from generator.records.paper import Organization
from generator.render.pages import finders, topics
from tests.support import linking
from tests.support.helpers import paper
from tests.support.rendering import Site, every, front, one, seen, words

LAB = Organization(name="lab", fullname="The Lab")


@pytest.fixture(scope="module")
def found() -> Graph:
    """Nine papers in two months."""
    first = [
        paper(n, title=f"Kites over a River {n}", keywords=("Kite Score",), organization=LAB)
        for n in range(1, 7)
    ]
    second = [
        paper(n, title=f"Kites alone {n}", keywords=("kite score", "rare"), organization=None)
        for n in range(7, 10)
    ]
    return linking.graph(
        [linking.day(*first, on=date(2026, 1, 5)), linking.day(*second, on=date(2026, 2, 2))]
    )


@pytest.fixture(scope="module")
def site(found: Graph) -> Site:
    """Its files."""
    return linking.files(found)


def test_hub(site: Site) -> None:
    """All topics are listed under their groups, with counts, also those without a paper."""
    page = seen(site["topics/index.md"])
    assert [words(node) for node in every(page, "h2")] == ["Things", "Places"]
    items = [[words(li) for li in part] for part in every(page, "ul.topics")]
    assert items[0][:2] == ["Lanterns 0What gives light.", "Kites 9What flies on a string."]
    assert items[1][1] == "Rivers 6What flows."
    assert every(page, "input") == []


def test_a_hub_with_many_topics(found: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has a field that finds one, and links to the groups."""
    monkeypatch.setattr(finders, "MOST", 2)
    page = seen(topics.hub(found).text)
    assert [field.get("id") for field in every(page, "input")] == ["find"]
    assert [(words(a), a.get("href")) for a in every(one(page, "ul.chips"), "a")] == [
        ("Things", "#g-things"),
        ("Places", "#g-places"),
    ]


def test_topic(site: Site) -> None:
    """A topic says what it is, how it moves, what is related to it, and lists all its papers."""
    page = seen(site["topics/kites.md"])
    assert front(site["topics/kites.md"])["kind"] == "topic"
    assert words(every(page, "p.lead")[0]) == "What flies on a string."
    titles = ["Newest", "Often appears with", "Organizations", "Papers"]
    assert [words(node) for node in every(page, "h2")] == titles
    assert [words(node) for node in every(page, "ul.chips")] == ["Rivers 6", "The Lab 6"]
    assert [[words(cell) for cell in row] for row in every(page, "tr")][1:] == [
        ["Feb 2026", "3"],
        ["Jan 2026", "6"],
    ]
    assert [len(node) for node in every(page, "ol.rows")] == [5, 9]


def test_topic_without_papers(site: Site) -> None:
    """A topic nobody writes about has a page all the same, without a chart."""
    page = seen(site["topics/lanterns.md"])
    assert not every(page, "svg")
    assert not every(page, "li")


def test_keyword(site: Site) -> None:
    """A keyword's page says whose word it is, its topics and all papers of every form of it."""
    page = seen(site["keywords/kite-score.md"])
    assert words(every(page, "p.lead")[0]) == "An AI-extracted keyword on 9 papers."
    assert [words(node) for node in every(page, "ul.chips")[0]] == ["Kites 9", "Rivers 6"]
    assert words(one(page, "figure")) == "Papers per month, Jan 2026 to Feb 2026, at most 6"
    assert one(one(page, "figure"), "path").get("d") == "M0 20V0h.8V20M1 20V10h.8V20"
    assert len(one(page, "ol.rows")) == 9


def test_keyword_hub(site: Site, found: Graph) -> None:
    """Only keywords with papers enough are listed and have pages."""
    page = seen(site["keywords/index.md"])
    assert [words(node) for node in one(page, "ul.chips")] == ["Kite Score 9", "rare 3"]
    assert {path for path in site if path.startswith("keywords/") and is_rendered(path)} == {
        "keywords/index.md", "keywords/kite-score.md", "keywords/rare.md"
    }  # fmt: skip
