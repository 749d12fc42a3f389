"""A page that is asked for is the one that a whole run makes."""

from collections.abc import Iterator

import pytest

from generator.archive import Archive
from generator.config import Config
from generator.config.options import Options
from generator.curation import Curation
from generator.intake import sources
from generator.memo import FORGETFUL
from generator.records.page import Page
from generator.records.visit import Visits
from generator.render import asked, kinds
from generator.render.given import Given
from tests.support import fabricate
from tests.support.rendering import GUIDE, PAGES_OF, SITE, SMALL, graph_of, small_markdown, vocabulary


@pytest.fixture(scope="module")
def given() -> Given:
    """What the small archive's pages are made from."""
    archive = Archive.of(fabricate.listings(*SMALL), Curation({}), sources=sources.known())
    config = Config(site_url=SITE, options=Options(**PAGES_OF))
    graph = graph_of(archive, config.options, vocabulary())
    return Given(graph=graph, config=config, visits=Visits(), known=FORGETFUL, guide=GUIDE)


def test_every_page(given: Given) -> None:
    """All but the page of exports, which tells the sizes of its files."""
    found = {path: asked.page(given, path) for path in small_markdown()}
    assert [path for path, page in found.items() if page is None] == ["exports/index.md"]
    assert {path: page.text for path, page in found.items() if page} == {
        path: text for path, text in small_markdown().items() if path != "exports/index.md"
    }


def test_a_kind_of_which_only_the_table_knows(given: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its pages are found without another line, and no more of them are made than it takes."""

    def render(_: Given) -> Iterator[Page]:
        yield Page(path="ideas/index.md", text="all")
        yield Page(path="ideas/one.md", text="the first")
        pytest.fail("nobody asked for more")

    ideas = kinds.Kind(place="ideas", render=render, maps=lambda _: {})
    monkeypatch.setattr(kinds, "KINDS", (*kinds.KINDS, ideas))
    found = [asked.page(given, path) for path in ("ideas/index.md", "ideas/one.md")]
    assert [page and page.text for page in found] == ["all", "the first"]


@pytest.mark.parametrize(
    "path",
    [
        "days/2027-01-09.md",
        "weeks/2027-W01/9.md",
        "papers/0001.99999.md",
        "topics/none.md",
        "keywords/none.md",
        "authors/none.md",
        "about.md",
        "none/index.md",
        "days/2027-01-05/2.md",
    ],
)
def test_no_page(given: Given, path: str) -> None:
    """What a whole run does not make is not made either."""
    assert path not in small_markdown()
    assert asked.page(given, path) is None
