"""What readers, and the specifications, find in the feeds."""

import json
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import jsonschema
import pytest
from lxml import etree, html

from generator.check import feeds as check
from generator.curation import Note
from generator.records.paper import AuthorName
from generator.render.feeds import jsonfeed
from generator.text import tex
from tests.render.feeds.reading import ATOM, entries, feeds, parsed, said
from tests.support import fabricate
from tests.support.helpers import DATA, listed, listing, paper, paper_id
from tests.support.rendering import SITE

HUB = "https://hub.example.org/"


@cache
def small() -> dict[str, str]:
    """The feeds of a small archive with a hub."""
    return feeds(fabricate.listings(40), feed_hub=HUB, feed_upvotes=(3, 30))


XML = sorted(path for path in small() if path.endswith((".atom", ".rss")))
ATOMS = [path for path in XML if path.endswith(".atom")]


def test_the_check_is_content() -> None:
    """A stranger finds nothing wrong."""
    assert not list(check.problems((f"feeds/{path}", text.encode()) for path, text in small().items()))


@pytest.mark.parametrize("path", XML)
def test_feedparser(path: str) -> None:
    """It reads every feed without a complaint, and every entry has what a reader shows."""
    found = parsed(small()[path], path.rpartition(".")[2], f"{SITE}feeds/{path}")
    assert found.version == ("rss20" if path.endswith(".rss") else "atom10")
    assert found.feed.title.startswith("Daily papers")
    assert found.feed.language == "en"
    links = {link.rel: link.href for link in found.feed.links}
    assert links["self"] == f"{SITE}feeds/{path}"
    assert links["hub"] == HUB
    assert found.feed.link.startswith(SITE)
    for entry in found.entries:
        assert entry.id.startswith("tag:daily-papers.invalid,2026:")
        assert entry.title
        assert entry.link.startswith(SITE)
        if path.startswith(("authors/", "orgs/")):
            assert entry.updated_parsed[3:6] == (12, 0, 0)
            assert entry.summary
            continue
        assert entry.published_parsed[3:6] == (12, 0, 0)
        assert entry.content[0].type == "text/html"
        for link in html.fragment_fromstring(entry.content[0].value, create_parent="div").iter("a"):
            assert str(link.get("href")).startswith("https://")


@pytest.mark.parametrize("path", ATOMS)
def test_atom(path: str) -> None:
    """RFC 4287: a feed is as new as its newest entry, and every entry has an author, its own or the
    feed's."""
    root = etree.fromstring(small()[path].encode())
    times = [entry.findtext(f"{ATOM}updated") for entry in root.iterfind(f"{ATOM}entry")]
    assert times == sorted(map(str, times), reverse=True)
    assert root.findtext(f"{ATOM}updated") == max(map(str, times), default="2026-01-01T00:00:00Z")
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Daily papers"
    is_brief = path.startswith(("authors/", "orgs/"))
    assert root.findtext(f"{ATOM}icon") == (None if is_brief else f"{SITE}assets/images/favicon.png")
    for entry in root.iterfind(f"{ATOM}entry"):
        published, updated = (entry.findtext(f"{ATOM}{name}") for name in ("published", "updated"))
        is_full = entry.find(f"{ATOM}content") is not None
        assert published is None or published < str(updated) or (is_full and published == updated)
        assert published or not is_full
        rels = [link.get("rel", "alternate") for link in entry.iterfind(f"{ATOM}link")]
        assert rels in (["alternate"], ["alternate", "related"])


def test_rss_dates() -> None:
    """RFC 822 with the right weekday; nothing tells when the feed was built."""
    channel = etree.fromstring(small()["papers.rss"].encode()).find("channel")
    assert channel is not None
    stamps = [str(item.findtext("pubDate")) for item in channel.iterfind("item")]
    for stamp in stamps:
        assert parsedate_to_datetime(stamp).strftime("%a, %d %b %Y %H:%M:%S GMT") == stamp
    assert channel.findtext("lastBuildDate") == stamps[0] == "Tue, 05 Jan 2027 12:00:00 GMT"


def test_json_feed() -> None:
    """Both are what the schema of JSON Feed 1.1 asks for."""
    schema = json.loads((DATA / "jsonfeed-1.1.schema.json").read_bytes())
    validator = jsonschema.Draft202012Validator(schema)
    for name in ("papers", "days"):
        value = json.loads(small()[f"{name}.json"])
        assert list(map(str, validator.iter_errors(value))) == []
        assert value["hubs"] == [{"type": "WebSub", "url": HUB}]
        assert value["items"]
    assert not validator.is_valid({"version": jsonfeed.VERSION, "title": "x", "items": [{"id": 1}]})


@pytest.mark.parametrize("name", ["papers", "days"])
def test_three_formats_say_the_same(name: str) -> None:
    """Ids, titles, addresses, days, authors, topics, summaries and content agree."""
    atom, rss = (parsed(small()[f"{name}.{form}"], form).entries for form in ("atom", "rss"))
    items = json.loads(small()[f"{name}.json"])["items"]
    assert len(atom) == len(rss) == len(items)
    for one, other, item in zip(atom, rss, items, strict=True):
        assert one.id == other.id == item["id"]
        assert one.link == other.link == item["url"]
        assert one.published_parsed == other.published_parsed
        assert item["date_published"] == one.published
        for entry in (one, other):
            assert [a.name for a in entry.get("authors", [])] == [a["name"] for a in item.get("authors", [])]
            labels = [tag.get("label") or tag.term for tag in entry.get("tags", [])]
            assert labels == item.get("tags", [])
            assert said(entry.content[0].value) == said(item["content_html"])
        assert one.title == item["title"]


def of_one(**changes: Any) -> dict[str, Any]:
    """The only item of an archive's JSON Feed."""
    (item,) = json.loads(feeds([listing([listed(of=paper(**changes))])])["papers.json"])["items"]
    assert isinstance(item, dict)
    return item


def test_what_an_entry_says() -> None:
    """Authors, what it is about, where it is; nothing of hidden authors, nothing of votes."""
    hidden = AuthorName(name="Hidden Hermit", hidden=True)
    item = of_one(
        title=r"Bounds of $L_2$",
        authors=(AuthorName(name="Ada Example"), hidden),
        code="https://github.com/a/b",
    )
    assert item == {
        "id": "tag:daily-papers.invalid,2026:paper/0001.00001",
        "url": f"{SITE}papers/0001.00001/",
        "external_url": "https://arxiv.org/abs/0001.00001",
        "title": "Bounds of L₂",
        "summary": "We invent a method and measure nothing.",
        "content_html": (
            '<p>Ada Example</p><p dir="auto">We invent a method and measure nothing.</p>'
            '<p><a href="https://arxiv.org/abs/0001.00001">arXiv</a> · '
            '<a href="https://arxiv.org/pdf/0001.00001">PDF</a> · '
            '<a href="https://huggingface.co/papers/0001.00001">Hugging Face</a> · '
            '<a href="https://github.com/a/b">Code</a> · '
            f'Listed <a href="{SITE}days/2025-08-20/">20 August 2025</a></p>'
        ),
        "date_published": "2025-08-20T12:00:00Z",
        "authors": [{"name": "Ada Example"}],
    }


def test_math_and_addresses() -> None:
    """Formulas are words and signs, addresses are links."""
    item = of_one(abstract=r"At $O(\sqrt{n})$ and 50\% less than $5, see https://example.org/x.")
    shown = html.fragment_fromstring(item["content_html"], create_parent="div").findall("p")[1]
    assert shown.text_content() == "At O(sqrtn) and 50% less than $5, see example.org/x."
    assert [a.get("href") for a in shown.iter("a")] == ["https://example.org/x"]


def test_the_operators_words() -> None:
    """A tag that is no topic of the vocabulary is a category without address."""
    note = Note(tags=("read twice",), summary="One sentence of ours.")
    found = feeds([listing([listed()])], {paper_id(1): note})
    (entry,) = entries(found["papers.atom"]).values()
    assert [dict(c.attrib) for c in entry.iterfind(f"{ATOM}category")] == [{"term": "read twice"}]
    assert entry.findtext(f"{ATOM}summary") == "One sentence of ours."
    assert "In short: One sentence of ours." in said(str(entry.findtext(f"{ATOM}content")))


def test_many_authors() -> None:
    """Fifty names, and how many more there are."""
    item = of_one(authors=tuple(AuthorName(name=f"Author Number{n}") for n in range(60)))
    assert len(item["authors"]) == 50
    assert "Author Number49 and 10 more" in item["content_html"]


def test_a_day() -> None:
    """Its title is its date; every paper is linked, best first as the votes first stood."""
    days = json.loads(small()["days.json"])["items"]
    assert days[0]["title"] == "Tuesday, 5 January 2027"
    assert days[0]["url"] == f"{SITE}days/2027-01-05/"
    assert not [day for day in days if str(fabricate.EMPTY) in day["id"]]
    papers = {item["url"] for item in json.loads(small()["papers.json"])["items"]}
    linked = [
        str(a.get("href"))
        for day in days
        for a in html.fragment_fromstring(day["content_html"], create_parent="div").iter("a")
    ]
    assert set(linked) == papers


def test_lists_of_feeds() -> None:
    """One list has every Atom feed there is, the other leaves out people and organizations."""
    for name, left_out in (("feeds", ()), ("topics", ("authors/", "orgs/"))):
        root = etree.fromstring(small()[f"{name}.opml"].encode())
        found = [
            str(one.get("xmlUrl")).removeprefix(f"{SITE}feeds/")
            for one in root.iter("outline")
            if one.get("type")
        ]
        assert sorted(found) == [path for path in ATOMS if not path.startswith(left_out)]


def test_titles_survive() -> None:
    """A title that looks like markup is shown as it is, by Atom and JSON Feed; feedparser agrees."""
    title = 'A <b>bold</b> & "quoted" &amp; <think> title ]]> 不存在'
    found = feeds([listing([listed(of=paper(title=title))])])
    assert parsed(found["papers.atom"]).entries[0].title == tex.shown(title)
    assert json.loads(found["papers.json"])["items"][0]["title"] == title
    root = etree.fromstring(found["papers.rss"].encode())
    assert root.findtext("channel/item/title") == title
