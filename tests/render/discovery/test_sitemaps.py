"""Site maps: every page, with the time its data last changed."""

from datetime import date

import pytest
from lxml import etree

from generator import urls
from generator.config import Config
from generator.config.options import Options
from generator.curation import Note
from generator.graph import Graph
from generator.memo import FORGETFUL
from generator.records.page import is_rendered
from generator.records.paper import Signals
from generator.records.visit import Visits
from generator.render.discovery import sitemaps
from generator.render.given import Given
from generator.render.kinds import KINDS
from tests.support import fabricate, linking
from tests.support.helpers import listed, listing, paper, paper_id

SITE = "https://example.org/a/"
SPACE = {"s": sitemaps.NAMESPACE}
SITEMAPS = next(kind for kind in KINDS if kind.place == urls.SITEMAPS)
UNLISTED = (
    "hub",
    "home",
    "trends",
    "search",
    "moved",
    "tombstone",
    "status",
    "subscribe",
    "saved",
    "exports",
)
CONFIG = Config(site_url=SITE, options=Options(listing_page_size=20))


def maps(graph: Graph, config: Config = CONFIG) -> dict[str, dict[str, str]]:
    """Path → address → time, as an XML parser reads them."""
    found = {}
    for page in SITEMAPS.render(Given(graph=graph, config=config, visits=Visits(), known=FORGETFUL)):
        root = etree.fromstring(page.body)
        places = root.xpath("s:url | s:sitemap", namespaces=SPACE)
        assert isinstance(places, list)
        found[page.path] = {
            str(place.findtext("s:loc", namespaces=SPACE)): str(place.findtext("s:lastmod", "", SPACE))
            for place in places
            if isinstance(place, etree._Element)
        }
    return found


def test_every_page_stands_in_one() -> None:
    """Of all generated pages only hubs, which MkDocs' own map has, what only moved and topics without
    papers are missing."""
    graph = linking.graph(fabricate.listings(60, 6))
    found = maps(graph)
    index = found.pop("sitemaps/index.xml")
    assert set(index) == {f"{SITE}{path}" for path in found} | {f"{SITE}sitemap.xml"}
    told = [address.removeprefix(SITE) for places in found.values() for address in places]
    assert len(told) == len(set(told))
    site = linking.files(graph)
    pages = {
        path.removesuffix(".md") + "/"
        for path, text in site.items()
        if is_rendered(path) and not any(f'"kind": "{kind}"' in text for kind in UNLISTED)
    }
    empty = {urls.topic(slug).url for slug, papers in graph.by_topic.items() if not papers}
    assert set(told) == pages - empty


def test_a_paper_changed_when_it_was_last_read() -> None:
    """Its newest observation, or that it joined its list late, whichever is later."""
    seen = Signals(at="2025-08-24T06:00:00Z", upvotes=3)
    graph = linking.graph([listing([listed(of=paper(1), signals=(seen,)), listed(of=paper(2), signals=())])])
    places = maps(graph)["sitemaps/papers-2025.xml"]
    assert places == {
        f"{SITE}papers/0001.00001/": "2025-08-24T06:00:00Z",
        f"{SITE}papers/0001.00002/": "2025-08-20T00:00:00Z",
    }


def test_a_list_changed_with_its_papers() -> None:
    """A day is as new as the newest of its papers."""
    seen = Signals(at="2025-09-24T06:00:00Z", upvotes=3)
    graph = linking.graph([listing([listed(of=paper(1), signals=(seen,))])])
    found = maps(graph)
    assert found["sitemaps/days.xml"] == {f"{SITE}days/2025-08-20/": "2025-09-24T06:00:00Z"}
    assert found["sitemaps/index.xml"][f"{SITE}sitemaps/years.xml"] == "2025-09-24T06:00:00Z"


@pytest.mark.parametrize(
    ("count", "parts"), [(0, []), (1, [""]), (2, [""]), (3, ["", "2/"]), (5, ["", "2/", "3/"])]
)
def test_a_long_list_is_listed_with_its_parts(count: int, parts: list[str]) -> None:
    """All pages of a list have the time of its newest paper; a list without papers has no page here."""
    days = [listing([listed(n)], day=date(2025, 8, n)) for n in range(1, 6)]
    papers = list(linking.graph(days).archive.papers.values())[:count]
    found = sitemaps.lists([(urls.Address("code/2025/"), papers)], 2)
    newest = max((sitemaps.changed(one) for one in papers), default="")
    assert found == {f"code/2025/{part}": newest for part in parts}


def test_long_maps_are_split(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file holds more addresses than the protocol allows."""
    monkeypatch.setattr(sitemaps, "MOST", 10)
    graph = linking.graph([listing([listed(n) for n in range(1, 26)], day=date(2025, 8, 20))])
    found = maps(graph)
    names = [f"sitemaps/papers-2025{end}.xml" for end in ("", "-2", "-3")]
    assert [len(found[name]) for name in names] == [10, 10, 5]


def test_what_is_not_shown_is_not_listed() -> None:
    """A withdrawn paper keeps its address, but no search engine is sent there."""
    notes = {paper_id(1): Note(withdraw="Withdrawn by its authors.")}
    graph = linking.graph([listing([listed(1), listed(2)])], notes)
    assert list(maps(graph)["sitemaps/papers-2025.xml"]) == [f"{SITE}papers/0001.00002/"]


def test_nothing_without_an_address() -> None:
    """A site map holds whole addresses, so there is none where the site's is unknown."""
    assert maps(linking.graph([listing([listed(1)])]), Config()) == {}
