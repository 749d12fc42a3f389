"""What a visitor of the deployed site would miss."""

from collections.abc import Mapping
from datetime import date

import pytest

from generator.check import live

DAY = date(2025, 8, 20)
HOME = (
    b'<link rel="alternate" type="application/atom+xml" href="./feeds/papers.atom">'
    b'<p class="since" data-since="2025-08-20"></p>'
)
GOOD = {"": (200, HOME), "days/2025-08-20/": (200, b""), "feeds/papers.atom": (200, b"<feed/>")}


def found(answers: Mapping[str, live.Answer], newest: date | None = DAY) -> list[str]:
    """What is said about a site with these answers, all others being 404."""
    return [str(one) for one in live.problems(lambda path: answers.get(path, (404, b"")), newest)]


def test_all_there() -> None:
    """First page, newest day and feed: nothing to say."""
    assert not found(GOOD)


@pytest.mark.parametrize(
    ("path", "answer", "said"),
    [
        ("", (503, b""), ["/: answers 503; expected 200"]),
        ("", (0, b"Connection refused"), ["/: no answer: Connection refused"]),
        ("", (200, b'<p data-since="2025-08-19">'), ["/: is outdated: it does not mention 2025-08-20"]),
        ("days/2025-08-20/", (404, b""), ["/days/2025-08-20/: answers 404; expected 200"]),
        ("feeds/papers.atom", (404, b""), ["/feeds/papers.atom: answers 404; expected 200"]),
        (
            "feeds/papers.atom",
            (200, b"<feed><entry></feed>"),
            ["/feeds/papers.atom: is not a feed: mismatched tag: line 1, column 15"],
        ),
        (
            "feeds/papers.atom",
            (200, b'<?xml version="1.0" encoding="own"?><feed/>'),
            ["/feeds/papers.atom: is not a feed: unknown encoding: own"],
        ),
    ],
)
def test_something_missing(path: str, answer: live.Answer, said: list[str]) -> None:
    """Each is said once, with its address."""
    assert found(GOOD | {path: answer}) == said


def test_an_empty_archive() -> None:
    """It has a first page and no day; a site without feeds names none."""
    assert not found({"": (200, b'<link rel="alternate" type="application/json" href="x">')}, None)


def test_a_feed_elsewhere() -> None:
    """Only the site's own feeds are its own business."""
    home = HOME.replace(b"./feeds", b"https://example.org/feeds")
    assert not found({**GOOD, "": (200, home), "feeds/papers.atom": (404, b"")})


ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="https://hub.example/"/>'
    b'<link rel="self" href="https://example.org/a.atom"/><link href="https://example.org/"/></feed>'
)
RSS = (
    b'<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>x</link>'
    b'<atom:link rel="self" href="https://example.org/a.rss"/><atom:link rel="hub" href="https://hub.example/"/>'
    b"</channel></rss>"
)


@pytest.mark.parametrize(
    ("feed", "told"),
    [
        (ATOM, ("https://hub.example/", "https://example.org/a.atom")),
        (RSS, ("https://hub.example/", "https://example.org/a.rss")),
        (b'<feed><link rel="self" href="x"/></feed>', None),
        (b"<feed>", None),
        (b'<?xml version="1.0" encoding="utf-7"?><feed/>', None),
    ],
)
def test_hub_of_a_feed(feed: bytes, told: tuple[str, str] | None) -> None:
    """Atom and RSS name hub and own address; without both, and in what is not a feed, there is none."""
    assert live.hub_of(feed) == told
