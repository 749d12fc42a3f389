"""Site maps: every page, with the time its data last changed."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from generator import urls
from generator.config import Config
from generator.config.options import Options
from generator.curation import Note
from generator.graph import Graph
from generator.memo import FORGETFUL
from generator.records.listing import Listing
from generator.records.page import is_rendered
from generator.records.paper import AuthorName, Signals
from generator.records.visit import Visits
from generator.render.discovery import sitemaps
from generator.render.given import Given
from generator.render.kinds import KINDS
from tests.support import fabricate, linking
from tests.support.helpers import SEEN, listed, listing, paper, paper_id
from tests.support.rendering import GUIDE

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
    "for-you",
    "exports",
)
CONFIG = Config(site_url=SITE, options=Options(listing_page_size=20))


def maps(graph: Graph, config: Config = CONFIG) -> dict[str, dict[str, str]]:
    """Path → address → time, as an XML parser reads them."""
    found = {}
    for page in SITEMAPS.render(
        Given(graph=graph, config=config, visits=Visits(), known=FORGETFUL, guide=GUIDE)
    ):
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
    } - {"guide/index/"}
    empty = {urls.topic(slug).url for slug, papers in graph.by_topic.items() if not papers}
    assert set(told) == pages - empty


def test_a_paper_changed_when_it_was_last_read() -> None:
    """Its newest observation, or that it joined a list, whichever is later."""
    seen = Signals(at="2025-08-24T06:00:00Z", upvotes=3)
    graph = linking.graph([listing([listed(of=paper(1), signals=(seen,)), listed(of=paper(2), signals=())])])
    places = maps(graph)["sitemaps/papers-2025.xml"]
    assert places == {
        f"{SITE}papers/0001.00001/": "2025-08-24T06:00:00Z",
        f"{SITE}papers/0001.00002/": SEEN,
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
    """All pages of a list have the time when a paper was last added, or a later one of their own papers; a
    list without papers has no page here."""
    later = (Signals(at="2025-09-24T06:00:00Z", upvotes=0),)
    days = [listing([listed(n)], day=date(2025, 8, n)) for n in range(2, 6)]
    days.append(listing([listed(1, signals=later)], day=date(2025, 8, 1)))
    archive = linking.graph(days).archive
    papers = list(archive.papers.values())[::-1][:count]
    found = sitemaps.lists([(urls.Address("code/2025/"), papers)], archive, 2)
    last = {"3/": "2025-09-24T06:00:00Z"}  # the paper of no votes is the last one
    assert found == {f"code/2025/{part}": last.get(part, SEEN) for part in parts}


ROW = re.compile(r'<(?:li|article)[^>]* data-paper="[^"]*">.*?</(?:h3|p)>', re.DOTALL)
COUNT = re.compile(r'"description": "[^"]*?([0-9,]+ papers)')


@pytest.mark.slow
def test_dates_tell_the_truth() -> None:
    """With a day more, a page has a new time if there are other papers on it or anything is said of one of
    them that was not, and the old time if its text is the same."""
    days = [_day(n, range(30 * n, 30 * n + 30)) for n in range(1, 6)]
    again = days[0].papers[0]
    seen = Signals(at="2025-08-06T06:00:00Z", upvotes=77)
    last = replace(days[-1], papers=(*days[-1].papers, replace(again, signals=(*again.signals, seen))))
    before, after = (linking.graph(some) for some in (days[:-1], [*days[:-1], last]))
    (old, told), (new, now) = ((linking.files(one), _times(one)) for one in (before, after))
    seen_both = {"same": 0, "new": 0}
    for address in told.keys() & now.keys():
        path = f"{address.rstrip('/')}.md"
        if old[path] == new[path]:
            assert told[address] == now[address], address
            seen_both["same"] += 1
        elif any(mark.findall(old[path]) != mark.findall(new[path]) for mark in (ROW, COUNT)):
            assert told[address] < now[address] == "2025-08-06T06:00:00Z", address
            seen_both["new"] += 1
    assert min(seen_both.values()) > 10
    paper = urls.paper(again.paper.id).url
    assert (told[paper], now[paper]) == ("2025-08-02T06:00:00Z", "2025-08-06T06:00:00Z")


def _day(n: int, numbers: Iterable[int]) -> Listing:
    """A list read in the morning after its day; its papers share authors and keywords with other days."""
    seen = f"2025-08-{n + 1:02}T06:00:00Z"
    papers = (
        paper(
            k,
            title=f"Kites and rivers {k}",
            authors=(AuthorName(name=f"Ada {'ABCDEFG'[k % 7]}"),),
            keywords=(f"word {'abcdefghij'[k % 10]}",),
        )
        for k in numbers
    )
    return listing(
        (listed(of=one, seen=seen, signals=(Signals(at=seen, upvotes=3),)) for one in papers),
        day=date(2025, 8, n),
        captured=seen,
    )


def _times(graph: Graph) -> dict[str, str]:
    """Address → time, of all site maps."""
    found = maps(graph)
    del found["sitemaps/index.xml"]
    return {a.removeprefix(SITE): time for places in found.values() for a, time in places.items()}


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
