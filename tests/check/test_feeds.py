"""Finished feeds, read as a stranger would."""

from functools import cache

import pytest

from generator.check.feeds import problems
from tests.render.feeds.reading import feeds
from tests.support.helpers import listed, listing

PAPER = "tag:daily-papers.invalid,2026:paper/0001.00001"


@cache
def good() -> dict[str, str]:
    """Feeds of two papers on one day."""
    return feeds([listing([listed(1), listed(2)])])


def found(path: str, old: str = "", new: str = "") -> list[str]:
    """What is wrong with a feed in which the first `old` is `new`."""
    assert old in good()[path]
    text = good()[path].replace(old, new, 1)
    return [str(one).removeprefix(f"feeds/{path}: ") for one in problems([(f"feeds/{path}", text.encode())])]


def test_good_feeds() -> None:
    """Nothing is wrong with what was generated."""
    assert len(good()) > 10
    assert {path: told for path in sorted(good()) if (told := found(path))} == {}


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        ("papers.atom", "</entry>", "", "cannot be read as a feed: mismatched tag"),
        ("papers.atom", "0001.00002</id>", "0001.00001</id>", f"{PAPER}: occurs twice"),
        ("papers.atom", ">tag:daily-papers.invalid,2026:paper", ">paper", "expected an id that is a tag URI"),
        ("papers.atom", "<title>Daily papers</title>", "<title/>", "title: expected one"),
        ("papers.atom", "<title>Invented Paper 2</title>", "<title/>", "expected a title"),
        ("papers.atom", "feeds/papers.atom", "feeds/paper.atom", "self: expected the address of this file"),
        (
            "papers.atom",
            '<link href="https://example.org',
            '<link href="',
            "head: expected an absolute",
        ),
        (
            "papers.atom",
            "<published>2025-08-20T12:00:00Z",
            "<published>2025-08-20T12:00:61Z",
            "not a valid time: '2025-08-20T12:00:61Z'",
        ),
        ("papers.atom", "12:00:00Z", "12:00:01Z", "updated: expected the newest entry's"),
        ("papers.atom", "<p>", "<script>", "<script> is not allowed in a feed"),
        ("papers.atom", "</p>", "", "<p> has no end"),
        ("days.atom", "</li>", "", "</ol> ends nothing"),
        ("papers.atom", "<updated>", "<title>Twice</title><updated>", "feed: expected one <title>, got 2"),
        ("papers.atom", "<published>", "<rating>5</rating><published>", "<rating> does not belong there"),
        ("papers.atom", "<updated>2025-08-20T12:00:00Z</updated>", "", "feed: expected one <updated>, got 0"),
        ("papers.atom", 'rel="self"', 'rel="via"', "not a link that feed readers understand: {'rel': 'via'"),
        ("papers.atom", 'rel="self"', 'rel="current"', "feed: expected a link to itself"),
        ("papers.atom", 'rel="self"', 'rel="current"', "expected an archive page, and only one, to lead to"),
        ("papers.atom", "</author>", "</author><author><name/></author>", "author: expected a name"),
        ("topics/memory.atom", 'rel="self"', "", "feed: expected one link to alternate"),
        ("papers.atom", '<a href="https://arxiv', '<a href="/arxiv', "expected absolute addresses"),
        ("papers.atom", 'type="html"', 'type="text"', "expected content"),
        ("papers.rss", 'isPermaLink="false"', 'isPermaLink="true"', "expected a guid with isPermaLink"),
        ("papers.rss", "description>", "about>", "cannot be read as a feed: mismatched tag"),
        ("papers.rss", "<pubDate>Wed", "<pubDate>Thu", "not a valid time: 'Thu, 20 Aug 2025 12:00:00 GMT'"),
        ("papers.rss", "<pubDate>Wed, 20 Aug 2025 12:00:00 GMT", "<pubDate>soon", "not a valid time: 'soon'"),
        ("papers.rss", "<channel>", "<channel><description/>", "expected a channel with a description"),
        ("papers.rss", ' version="2.0"', "", "rss: expected version 2.0"),
        ("papers.rss", "<item>", "<item><link>x</link>", "expected one <link>, got 2"),
        ("papers.rss", "<item>", "<ttl>5</ttl><item>", "channel: <ttl> does not belong there"),
        ("feeds.opml", "<head>", "<head/><head>", "opml: expected one <head>, got 2"),
        ("feeds.opml", ' version="2.0"', "", "opml: expected version 2.0"),
        ("feeds.opml", ' type="rss"', ' type="atom"', "expected a folder or a feed"),
        ("papers.json", "jsonfeed.org/version/1.1", "jsonfeed.org/version/1", "cannot be read as a feed"),
        ("papers.json", '"items": [', '"items": [3,', "cannot be read as a feed"),
        (
            "papers.json",
            '"url":"https://example.org/archive/papers',
            '"url":"',
            "expected an absolute address",
        ),
        ("papers.json", '"date_published":"2025-08-20T', '"date_published":"2025-08-20 ', "not a valid time"),
        ("feeds.opml", ' title="Daily papers"', "", "expected a text and the same title"),
        ("feeds.opml", 'xmlUrl="https:', 'xmlUrl="', "expected an absolute address"),
    ],
)
def test_faults(path: str, old: str, new: str, message: str) -> None:
    """Each is named with its place and what was expected."""
    assert any(message in one for one in found(path, old, new))


def test_no_author_anywhere() -> None:
    """An entry without authors needs a feed with one."""
    text = good()["days.atom"].replace("<author><name>Daily papers</name>", "<author>")
    messages = [one.message for one in problems([("feeds/days.atom", text.encode())])]
    assert messages[-1] == "expected an author, in the entry or the feed"


def test_files_of_other_kinds() -> None:
    """Anything else below the folder is named, and so is a list without feeds."""
    empty = b'<opml version="2.0"><head><title>x</title></head><body/></opml>'
    files = [("feeds/readme.txt", b""), ("feeds/feeds.opml", empty), ("feeds/x.opml", b"<a/>")]
    messages = [one.message for one in problems(files)]
    assert messages[0] == "cannot be read as a feed: 'txt'"
    assert messages[1] == "expected a feed"
    assert messages[2] == "cannot be read as a feed: expected opml, got a"
