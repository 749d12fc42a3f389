"""What other programs read of built pages: feed readers, Zotero, search engines, and sites that show links."""

import json
import struct
from pathlib import Path

import pytest
from lxml import html

from generator.archive import Archive
from generator.intake import sources
from generator.render.citations import names
from generator.text import tex
from tests.render.feeds.reading import parsed
from tests.support import fabricate, projects, schema_org, zotero
from tests.support.rendering import words

pytestmark = pytest.mark.slow

CARD = (1200, 630)
"""1.91 to 1: sites that show links cut pictures to that."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive, built; three papers make a page."""
    return projects.built(projects.make(tmp_path_factory.mktemp("feeds"), fabricate.listings(12, 6)))


def alternates(site: Path, page: str) -> list[tuple[str, Path]]:
    """(type, file) of each feed a page names, in order."""
    file = site / page / "index.html"
    links = (
        link
        for link in html.fromstring(file.read_bytes()).iterfind(".//head/link")
        if "alternate" in str(link.get("rel")).split() and link.get("type") != "text/markdown"
    )
    return [(str(link.get("type")), (file.parent / str(link.get("href"))).resolve()) for link in links]


ALL = ("application/atom+xml", "feeds/papers.atom")


@pytest.mark.parametrize(
    ("page", "named"),
    [
        ("papers/0001.00001", []),
        ("days/2027-01-05", [ALL]),
        ("topics/tea-leaves", [("application/atom+xml", "feeds/topics/tea-leaves.atom")]),
        ("orgs/example-institute", [("application/atom+xml", "feeds/orgs/example-institute.atom")]),
        ("about", [ALL]),
        *(
            (
                page,
                [
                    ALL,
                    ("application/rss+xml", "feeds/papers.rss"),
                    ("application/feed+json", "feeds/papers.json"),
                    ("application/atom+xml", "feeds/days.atom"),
                ],
            )
            for page in (".", "subscribe")
        ),
    ],
)
def test_autodiscovery(page: str, named: list[tuple[str, str]], site: Path) -> None:
    """A page names its own feed, or else that of all papers; each is there and is of its type. The page of a
    paper names none."""
    found = alternates(site, page)
    assert found == [(kind, (site / path).resolve()) for kind, path in named]
    for kind, file in found:
        if kind != "application/feed+json":
            parsed(file.read_text(encoding="utf-8"), file.suffix.removeprefix("."))


def test_every_file_below_feeds_is_listed(site: Path) -> None:
    """What the list of all feeds names is there, and nothing else in Atom."""
    root = html.fromstring((site / "feeds" / "feeds.opml").read_bytes())
    named = {
        str(one.get("xmlurl")).removeprefix("https://example.org/daily-papers/")
        for one in root.iter("outline")
    }
    files = {file.relative_to(site).as_posix() for file in (site / "feeds").rglob("*.atom")}
    assert named - {"None"} == files


def test_a_broken_feed_is_found(site: Path) -> None:
    """`papers check` reads the published feeds."""
    feed = site / "feeds" / "days.rss"
    body = feed.read_bytes()
    feed.unlink()
    feed.write_bytes(body[:-20])
    result = projects.on(site.parent, "check")
    feed.unlink()
    feed.write_bytes(body)
    assert result.exit_code == 1
    assert "feeds/days.rss: cannot be read as a feed" in result.output


def test_ways_to_the_page_about_feeds(site: Path) -> None:
    """Every page leads to it at its foot."""
    for page in ("days/2027-01-05", "about", "papers/0001.00001", ""):
        links = html.fromstring((site / page / "index.html").read_bytes()).cssselect("footer a")
        assert [words(a) for a in links if str(a.get("href")).endswith("subscribe/")] == ["Feeds and email"]


@pytest.mark.parametrize(
    ("page", "kind", "title", "picture"),
    [
        ("", "website", "Daily papers", "site"),
        ("papers/0001.00001", "article", "Bounds of L₂ and α by Fréchet", "2026-12"),
        ("days/2027-01-05", "website", "Tuesday, 5 January 2027", "2027-01-05"),
        ("weeks/2026-W53", "website", "Week 53 of 2026", "2027-01"),
        ("months/2026-12", "website", "December 2026", "2026-12"),
        ("authors", "website", "Authors", "site"),
        ("about", "website", "About", "site"),
    ],
)
def test_links_have_a_picture(site: Path, page: str, kind: str, title: str, picture: str) -> None:
    """Open Graph's title, type, address, description and picture are on every page; the picture exists."""
    root = html.fromstring((site / page / "index.html").read_bytes())
    found = dict(_properties(root))
    assert (found["og:type"], found["og:title"]) == (kind, title)
    assert found["og:url"].endswith(f"/{page}/" if page else "/")
    assert found["og:description"]
    assert (
        found["og:image"].removesuffix(f"social/{picture}.png") + page == found["og:url"].rstrip("/")
        or not page
    )
    assert (site / "social" / f"{picture}.png").read_bytes().startswith(b"\x89PNG")
    (card,) = root.iterfind(".//meta[@name='twitter:card']")
    assert card.get("content") == "summary_large_image"


def test_zotero_reads_every_paper(site: Path) -> None:
    """Type, title, DOI, arXiv's address, abstract and authors, whole, of each page of a paper."""
    archive = Archive.of(fabricate.listings(12, 6), sources=sources.known())
    assert len(archive.shown) > 10
    for one in archive.shown:
        folder = site / "papers" / one.paper.id.replace("/", "-")
        found = zotero.saved((folder / "index.html").read_text(encoding="utf-8"))
        known = not one.paper.id.is_provisional
        assert found.title == one.title
        assert found.type == ("report" if known else "journalArticle")
        assert found.institution == ("arXiv" if known else "")
        assert found.doi == (f"10.48550/arXiv.{one.paper.id}" if known else "")
        if known:
            assert (found.url, found.pdf) == (
                f"https://arxiv.org/abs/{one.paper.id}",
                f"https://arxiv.org/pdf/{one.paper.id}",
            )
        if one.paper.abstract:
            assert found.abstract == tex.plain(one.paper.abstract)
        parts = [names.parse(name) for name in one.shown_names]
        assert len(found.authors) == len(parts)
        for author, name in zip(found.authors, parts, strict=True):
            whole = name.inverted.partition(", ")
            assert author == (whole[0], whole[2]) or not name.given
        assert found.language == "en"


def test_linked_data(site: Path) -> None:
    """The object of every page has the shape that schema.org gives it; only redirects, tombstones and the
    many pages of one name or keyword have none."""
    said: set[str] = set()
    for file in site.rglob("index.html"):
        root = html.document_fromstring(file.read_bytes())
        for block in root.iterfind(".//script[@type='application/ld+json']"):
            found = json.loads(block.text or "")
            assert schema_org.faults(found) == [], file
            said.add(found["@type"])
    assert said == {
        "CollectionPage", "ScholarlyArticle", "SearchResultsPage", "WebPage", "WebSite"
    }  # fmt: skip


def _properties(root: html.HtmlElement) -> list[tuple[str, str]]:
    """What RDFa reads in the head: of a link, its address."""
    found = root.iterfind("head/*[@property]")
    return [(str(one.get("property")), str(one.get("content") or one.get("href"))) for one in found]


def test_cards(site: Path) -> None:
    """Every page has a title, a type, an address, a description and a picture of the right proportions for
    links to it, each once."""
    for file in site.rglob("index.html"):
        root = html.document_fromstring(file.read_bytes())
        if root.find("head/meta[@http-equiv='refresh']") is not None:
            continue
        told = _properties(root)
        found = dict(told)
        assert len(found) == len(told), file
        assert {"og:title", "og:type", "og:url", "og:description", "og:image"} <= found.keys(), file
        assert all(found.values()), file
        assert [one.get("content") for one in root.iterfind("head/meta[@name='twitter:card']")] == [
            "summary_large_image"
        ]
        picture = site / "social" / found["og:image"].rpartition("/")[2]
        assert struct.unpack(">II", picture.read_bytes()[16:24]) == CARD
