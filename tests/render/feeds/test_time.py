"""Feeds over time: what a day more, a vote more or a build more announces."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import etree

from generator.records.listing import ListedPaper, Listing
from generator.records.paper import Signals
from tests.render.feeds.reading import ATOM, dates, entries, feeds, written
from tests.support import fabricate

pytestmark = pytest.mark.slow  # thirty archives, each a day longer

DAYS = 30


def days() -> list[Listing]:
    """Thirty list days. The paper known by its title only is left out: once its id is known, that is
    its name."""
    return [
        replace(one, papers=tuple(p for p in one.papers if not p.paper.id.is_provisional))
        for one in fabricate.listings(90, DAYS)
    ]


@pytest.fixture(scope="module")
def history() -> list[dict[str, str]]:
    """The feeds after each of thirty days."""
    found = days()
    return [feeds(found[:n]) for n in range(1, DAYS + 1)]


def steps(history: list[dict[str, str]]) -> Iterator[tuple[Listing, dict[str, str], dict[str, str]]]:
    """(the day that came, the feeds before, the feeds after)"""
    yield from zip(days()[1:], history, history[1:], strict=False)


def test_new_papers_are_all_that_is_new(history: list[dict[str, str]]) -> None:
    """k new papers make exactly k new ids in the feed of all papers, and one in that of days."""
    known = {one.paper.id for one in days()[0].papers}
    for day, before, after in steps(history):
        fresh = {one.paper.id for one in day.papers if one.paper.withdrawn is None} - known
        known |= fresh
        came = entries(after["papers.atom"]).keys() - entries(before["papers.atom"]).keys()
        assert came == {f"tag:daily-papers.invalid,2026:paper/{key}" for key in fresh}
        came = entries(after["days.atom"]).keys() - entries(before["days.atom"]).keys()
        assert came == {f"tag:daily-papers.invalid,2026:day/{day.day}" for _ in day.papers[:1]}


def test_no_entry_is_touched(history: list[dict[str, str]]) -> None:
    """In no feed does an entry change: not its id, not its dates, not a byte. Topics alone may, when a
    quarter closes and the archive learns from it."""
    for day, before, after in steps(history):
        for path in before.keys() & after.keys():
            if path.endswith(".atom"):
                old, new = entries(before[path]), entries(after[path])
                assert {key: dates(old[key]) for key in old.keys() & new.keys()} == {
                    key: dates(new[key]) for key in old.keys() & new.keys()
                }
                if day.day.month != 1:
                    was, now = written(before[path]), written(after[path])
                    assert {key: was[key] for key in was.keys() & now} == {
                        key: now[key] for key in was.keys() & now
                    }


def test_a_feed_is_never_older_than_before(history: list[dict[str, str]]) -> None:
    """Its `updated` moves forward, with its newest entry."""
    for _, before, after in steps(history):
        for path in before.keys() & after.keys():
            if path.endswith(".atom"):
                was, now = (etree.fromstring(text[path].encode()) for text in (before, after))
                assert str(was.findtext(f"{ATOM}updated")) <= str(now.findtext(f"{ATOM}updated"))


def test_nothing_new_the_same_bytes(history: list[dict[str, str]]) -> None:
    """Another build of the same days, read in another order, writes the same bytes."""
    assert feeds(days()[::-1]) == history[-1]


def voted(listed: ListedPaper) -> ListedPaper:
    """A month later, with a hundred upvotes more, more comments and more stars."""
    if not listed.signals:
        return listed
    last = listed.signals[-1]
    more = Signals(at="2027-02-06T12:00:00Z", upvotes=(last.upvotes or 0) + 100, comments=70, stars=9000)
    return replace(listed, seen=more.at, signals=(*listed.signals, more))


def test_votes_announce_nothing(history: list[dict[str, str]]) -> None:
    """Only the feeds of much-liked papers, and lists of feeds, know of votes; no date moves in them."""
    later = feeds([replace(day, papers=tuple(map(voted, day.papers))) for day in days()])
    moved = {path for path, text in later.items() if text != history[-1][path]}
    assert moved <= {f"upvotes-{least}.atom" for least in (25, 50, 100)}
    for path in moved:
        for key, entry in entries(later[path]).items():
            assert dates(entry) == dates(entries(later["papers.atom"])[key])


def test_a_new_look_keeps_all_names(history: list[dict[str, str]]) -> None:
    """Another address, size and threshold: the same ids with the same dates."""
    moved = feeds(days(), site_url="http://other.example.net/x/", feed_size=150, keyword_threshold=9)
    old, new = entries(history[-1]["papers.atom"]), entries(moved["papers.atom"])
    assert {key: dates(entry) for key, entry in old.items()} == {
        key: dates(entry) for key, entry in new.items()
    }
