"""Nothing is forgotten: the pages behind the feed of all papers, and readers who follow it for a year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from lxml import etree

from generator.archive import Archive, ArchivedPaper
from generator.check import feeds as check
from generator.config import Config
from generator.graph import digests
from generator.records.ids import PaperId
from generator.records.listing import Listing
from generator.render.feeds import archives, atom, family, general
from generator.render.feeds.entries import FeedEntry, Publisher, announced, moment, newest_first
from generator.sinks.to_html import el
from tests.render.feeds.reading import ATOM, entries, feeds
from tests.support.helpers import ROOT, listed, listing
from tests.support.rendering import SITE

HISTORY = "{http://purl.org/syndication/history/1.0}"
FIRST = date(2026, 1, 5)
EACH = 3
"""Papers a day."""

Site = dict[str, str]
"""Path below `feeds/` → text"""


def weekdays(count: int) -> Iterator[date]:
    """List days from the first on."""
    day = FIRST
    while count:
        if day.weekday() < 5:
            yield day
            count -= 1
        day += timedelta(days=1)


def of_day(number: int, day: date, *, each: int = EACH, **changes: Any) -> Listing:
    """The list of the n-th day, read in its evening."""
    seen = f"{day}T20:00:00Z"
    papers = [listed(each * number + n, seen=seen, first_seen=seen) for n in range(1, each + 1)]
    return listing(papers, day=day, **({"captured": seen} | changes))


def turns(text: str) -> dict[str, str]:
    """Relation → path of the links that lead to other pages."""
    links = etree.fromstring(text.encode()).iterfind(f"{ATOM}link")
    return {
        str(link.get("rel")): str(link.get("href")).removeprefix(f"{SITE}feeds/")
        for link in links
        if link.get("rel") in {"current", "prev-archive", "next-archive"}
    }


@cache
def four_months() -> Site:
    """The feeds of eighty list days."""
    return feeds([of_day(n, day) for n, day in enumerate(weekdays(80))])


def test_pages() -> None:
    """Months without one of the newest fourteen list days are closed, with all their papers in brief; those
    of other months are in the feed."""
    found = four_months()
    pages = sorted(path for path in found if path.startswith("papers-"))
    assert pages == ["papers-2026-01.atom", "papers-2026-02.atom", "papers-2026-03.atom"]
    held = [key for path in ("papers.atom", *reversed(pages)) for key in entries(found[path])]
    assert len(held) == len(set(held)) == 80 * EACH
    assert len(entries(found["papers-2026-02.atom"])) == 20 * EACH
    for entry in entries(found[pages[0]]).values():
        told = [str(child.tag).removeprefix(ATOM) for child in entry]
        assert told == ["id", "title", "link", "updated", "summary"]
    assert not list(check.problems((f"feeds/{path}", text.encode()) for path, text in found.items()))


def test_pages_lead_to_each_other() -> None:
    """From the feed to the first day and back; a page says that it is one and has the feed's id."""
    found = four_months()
    assert turns(found["papers.atom"]) == {"prev-archive": "papers-2026-03.atom"}
    assert turns(found["papers-2026-03.atom"]) == {
        "current": "papers.atom",
        "prev-archive": "papers-2026-02.atom",
    }
    assert turns(found["papers-2026-01.atom"]) == {
        "current": "papers.atom",
        "next-archive": "papers-2026-02.atom",
    }
    roots = {path: etree.fromstring(found[path].encode()) for path in ("papers.atom", "papers-2026-01.atom")}
    assert len({root.findtext(f"{ATOM}id") for root in roots.values()}) == 1
    assert [root.find(f"{HISTORY}archive") is None for root in roots.values()] == [True, False]


def test_pages_are_no_feeds_to_subscribe_to() -> None:
    """No list of feeds has them."""
    assert "papers-2026" not in four_months()["feeds.opml"] + four_months()["topics.opml"]


def test_fourteen_days_whatever_the_month() -> None:
    """On the first list day of a month, the feed reaches back into the one before."""
    days = [of_day(n, day) for n, day in enumerate(weekdays(42))]  # until 3 March
    held = entries(feeds(days)["papers.atom"])
    assert len(held) == (42 - 20) * EACH


def test_a_long_month(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has several pages, of which the first one holds its first papers."""
    monkeypatch.setattr(archives, "PAGE", 25)
    found = feeds([of_day(n, day) for n, day in enumerate(weekdays(45))])
    pages = [path for path in found if path.startswith("papers-")]
    assert pages == [
        *("papers-2026-01.atom", "papers-2026-01-2.atom", "papers-2026-01-3.atom"),
        "papers-2026-02.atom",  # full, although its month is not over
    ]
    assert turns(found["papers-2026-01-3.atom"])["next-archive"] == "papers-2026-02.atom"
    held = [key for path in ("papers.atom", *pages) for key in entries(found[path])]
    assert len(held) == len(set(held)) == 45 * EACH


def test_long_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """If fourteen days are too many papers, fewer are kept open, and at least one."""
    papers = newest_first(Archive.of(of_day(n, day) for n, day in enumerate(weekdays(40))).shown)
    monkeypatch.setattr(archives, "PAGE", EACH)
    for most, days in ((4 * EACH, 4), (EACH - 1, 1)):
        monkeypatch.setattr(archives, "MOST", most)
        closed = sum(len(page.papers) for page in archives.pages(papers))
        assert len(papers) - closed == days * EACH


def test_the_guide_says_how_much() -> None:
    """It promises fourteen days only as far as the feed holds them, and pages only for Atom."""
    guide = " ".join((ROOT / "generator" / "guide" / "following.md").read_text(encoding="utf-8").split())
    assert f"these have more than {archives.MOST} papers, it holds fewer days" in guide
    assert "RSS and JSON Feed have no such pages" in guide


@pytest.mark.slow
@pytest.mark.attack(3, "list days of more than a thousand papers")
@pytest.mark.parametrize("each", [450, 1_100])
def test_no_gap_between_feed_and_pages(each: int) -> None:
    """However many papers a day has, as long as one day fits: each is in the feed or on one page, in full
    months and in part of one, and pages that are closed stay as they are."""
    days = [of_day(n, day, each=each) for n, day in enumerate(weekdays(4))]
    made: dict[object, object] = {}
    closed: dict[str, list[str]] = {}
    for count in range(1, 5):
        now = {path: list(entries(text)) for path, text in site(days[:count], made).items()}
        held = [key for keys in now.values() for key in keys]
        assert len(held) == len(set(held)) == count * each
        del now["papers.atom"]
        assert closed.items() <= now.items()
        closed = now
    assert len(closed) == (3 * 2 if each == 450 else 3 * 4)


# A year


@dataclass
class Reader:
    """Someone who reads the feed now and then; `follows` the links to earlier pages until a known one."""

    every: int
    follows: bool
    known: dict[str, str] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)

    def read(self, site: Site) -> None:
        """Takes what is new, by id and time."""
        self._take(site["papers.atom"])
        page = turns(site["papers.atom"]).get("prev-archive")
        while self.follows and page and page not in self.pages:
            self.pages.add(page)
            self._take(site[page])
            page = turns(site[page]).get("prev-archive")

    def _take(self, text: str) -> None:
        for key, entry in entries(text).items():
            updated = str(entry.findtext(f"{ATOM}updated"))
            if self.known.get(key) != updated:
                self.known[key] = updated
                self.told.append(key)


def site(listings: list[Listing], made: Any) -> Site:
    """The feed of all papers and its pages, with entries that say little. `made` keeps papers for the next."""
    config, archive = Config(site_url=SITE), Archive.of(listings, made=made)
    publisher = Publisher(config=config)

    def entry(archived: Any) -> FeedEntry:
        return FeedEntry(
            id=publisher.tag("paper", archived.paper.id),
            url=SITE,
            title=archived.title.ljust(120, "."),
            day=archived.first_day,
            updated=announced(archived),
            summary="Short. " * 20,
            body=el("p", "Long."),
        )

    papers = newest_first(archive.shown)
    closed = archives.pages(papers)
    feed = next(general.feeds(papers, closed, {}, _told, entry, publisher)).whole()
    months = digests.of(archive, "month")
    pages = family.archive(closed, months, _told, lambda one: entry(one).brief, config.site_name)
    made = (atom.render(one, publisher) for one in (feed, *(page.whole() for page in pages)))
    return {page.path.removeprefix("feeds/"): page.text for page in made}


def _told(papers: Iterable[ArchivedPaper]) -> str:
    """Nothing is kept, so no key is needed."""
    del papers
    return ""


OUTAGES = (range(60, 72), range(200, 212))
"""Calendar days after the first on which the source is down, twice for twelve days."""


def year() -> Iterator[tuple[int, list[Listing]]]:
    """(calendar day, lists known in its evening) of a year. After an outage, all its lists are read at once. A
    paper of every seventh list comes three days late."""
    known: list[Listing] = []
    waiting: list[tuple[int, date]] = []
    late: list[tuple[int, int]] = []
    for today in range(365):
        day = FIRST + timedelta(days=today)
        if day.weekday() < 5:
            waiting.append((len(known) + len(waiting), day))
        if any(today in outage for outage in OUTAGES):
            continue
        now = f"{day}T20:00:00Z"
        for number, on in waiting:
            one = of_day(number, on, each=1, captured=now)
            known.append(replace(one, papers=tuple(replace(p, first_seen=now, seen=now) for p in one.papers)))
            if number % 7 == 0:
                late.append((today + 3, number))
        waiting.clear()
        for due, number in late:
            if due == today:
                extra = listed(900_00 + number, seen=now, first_seen=now)
                known[number] = replace(known[number], papers=(*known[number].papers, extra))
        yield today, list(known)


@pytest.mark.slow
def test_a_year_of_readers() -> None:
    """Who reads once a week, with or without following the links to earlier pages, or returns after each
    outage and follows them, hears of every paper exactly once; a closed page never loses or gains one."""
    weekly, plain = Reader(every=7, follows=True), Reader(every=7, follows=False)
    rare = Reader(every=100, follows=True)
    closed: dict[str, str] = {}
    papers: set[PaperId] = set()
    made: dict[object, object] = {}
    for today, known in year():
        back = any(today == outage.stop for outage in OUTAGES)
        reading = [one for one in (weekly, plain, rare) if today % one.every == 0 or back or today == 364]
        if not reading:
            continue
        now = site(known, made)
        papers = {one.paper.id for day in known for one in day.papers}
        for reader in reading:
            reader.read(now)
        for path in now.keys() & closed.keys():
            if "next-archive" in turns(closed[path]):
                assert now[path] == closed[path]
            assert list(entries(now[path])) == list(entries(closed[path]))
        assert closed.keys() <= now.keys()
        closed = {path: text for path, text in now.items() if path != "papers.atom"}
    assert len(papers) > 290
    assert len(closed) == 11
    for reader in (weekly, plain, rare):
        assert len(reader.told) == len(set(reader.told)) == len(papers)


def test_time_of_a_late_paper() -> None:
    """On the day itself a list is only growing."""
    seen = f"{FIRST}T20:00:00Z"
    later = f"{FIRST}T23:00:00Z"
    papers = [listed(1, seen=seen, first_seen=seen), listed(2, seen=later, first_seen=later)]
    archive = Archive.of([listing(papers, day=FIRST, captured=seen)])
    assert {announced(one) for one in archive.shown} == {moment(FIRST)}
