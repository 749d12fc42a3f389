"""Which feeds there are and what each holds."""

import json
from datetime import timedelta

import pytest
from lxml import etree

from generator.config import Config
from generator.curation import Note
from generator.records.paper import AuthorName, Organization, Paper, Signals
from generator.render.feeds import family
from generator.render.feeds.entries import Publisher
from tests.render.feeds.reading import ATOM, dates, entries, feeds
from tests.support import fabricate
from tests.support.helpers import DAY, SEEN, listed, listing, paper, paper_id
from tests.support.rendering import SITE

ADA, LAB = AuthorName(name="Ada Example"), Organization(name="Example-Lab")


def tag(number: int) -> str:
    """The id of a paper's entry."""
    return f"tag:daily-papers.invalid,2026:paper/{paper_id(number)}"


def test_every_page_of_a_group_has_one() -> None:
    """Topics, organizations and authors with a page; nobody else."""
    papers = [listed(n, of=paper(n, authors=(ADA,), organization=LAB)) for n in (1, 2)]
    papers.append(listed(3, of=paper(3, authors=(AuthorName(name="Once Only"),))))
    found = feeds([listing(papers)])
    assert {path for path in found if "/" in path} == {
        *(f"topics/{slug}.atom" for slug in ("memory", "retrieval", "tea-leaves")),
        *("orgs/example-lab.atom", "authors/ada-example.atom"),
    }
    assert list(entries(found["orgs/example-lab.atom"])) == [tag(2), tag(1)]


def test_formats() -> None:
    """Every feed comes as Atom; those of all papers and of all days also as RSS and JSON Feed."""
    forms: dict[str, set[str]] = {}
    for path in feeds([listing([listed()])]):
        name, _, form = path.rpartition(".")
        forms.setdefault(name, set()).add(form)
    lists = {forms.pop("feeds").pop(), forms.pop("topics").pop()}
    assert {name: forms.pop(name) for name in ("papers", "days")} == {
        "papers": {"atom", "rss", "json"},
        "days": {"atom", "rss", "json"},
    }
    assert (lists, list(forms.values())) == ({"opml"}, [{"atom"}] * len(forms))


@pytest.mark.parametrize("site_url", ["https://example.org", "https://example.org/"])
def test_addresses_with_and_without_a_slash(site_url: str) -> None:
    """The site's address may or may not end in one."""
    found = feeds([listing([listed()])], site_url=site_url)["papers.atom"]
    assert 'href="https://example.org/papers/0001.00001/"' in found


def test_no_address_no_feeds() -> None:
    """Without the site's address nothing could be absolute."""
    assert feeds([listing([listed()])], site_url="") == {}


def test_an_icon_elsewhere() -> None:
    """One with an address of its own keeps it."""
    config = Config(site_url=SITE, icon="https://cdn.example.org/icon.png")
    assert Publisher(config=config).icon == "https://cdn.example.org/icon.png"


def test_the_newest_and_the_rest_of_the_last_day() -> None:
    """Ten are wanted: of three days with six papers each, the two newest ones come in full, the third in
    brief."""
    days = [listing([listed(6 * n + m) for m in range(1, 7)], day=DAY + timedelta(days=n)) for n in range(3)]
    found = entries(feeds(days, feed_size=10)["papers.atom"])
    assert list(found) == [tag(n) for n in range(18, 0, -1)]
    whole = [key for key, entry in found.items() if entry.find(f"{ATOM}content") is not None]
    assert whole == [tag(n) for n in range(18, 6, -1)]


def test_topics_have_seven_and_the_last_days() -> None:
    """A rare topic has its seven newest papers, a broad one all of five list days."""
    rare = [listing([listed(n, of=leaves(n))], day=DAY + timedelta(days=n)) for n in range(1, 13)]
    assert len(entries(feeds(rare)["topics/tea-leaves.atom"])) == 7
    broad = [
        listing([listed(4 * n + k, of=leaves(4 * n + k)) for k in range(4)], day=DAY + timedelta(days=n))
        for n in range(1, 8)
    ]
    assert len(entries(feeds(broad)["topics/tea-leaves.atom"])) == 20


def leaves(number: int) -> Paper:
    """A paper of the topic."""
    return paper(number, title=f"Tea leaves {number}")


def test_upvotes() -> None:
    """A paper that gets its votes late comes into the feed with its own id and its list day's date."""
    early = listing([listed(1, signals=(Signals(at=SEEN, upvotes=3),)), listed(2)])
    late = [Signals(at=SEEN, upvotes=3), Signals(at="2025-09-20T06:00:00Z", upvotes=60)]
    voted = listing([listed(1, signals=tuple(late)), listed(2)])
    before, after = feeds([early]), feeds([voted])
    assert entries(before["upvotes-50.atom"]) == {}
    (entry,) = entries(after["upvotes-50.atom"]).values()
    assert entry.findtext(f"{ATOM}id") == tag(1)
    assert entry.findtext(f"{ATOM}updated") == "2025-08-20T12:00:00Z"
    same = [path for path in before if not path.startswith("upvotes-")]
    assert {path: after[path] for path in same} == {path: before[path] for path in same}


def test_late_on_a_list() -> None:
    """A paper that joins a list on a later day is news: it and its day's entry come first, with the time at
    which it was first seen; its date is that of the list."""
    late = listed(1, first_seen="2025-08-25T06:00:00Z", seen="2025-08-25T06:00:00Z")
    days = [listing([late, listed(2)]), listing([listed(3)], day=DAY + timedelta(days=1))]
    found = feeds(days)
    assert list(entries(found["papers.atom"])) == [tag(1), tag(3), tag(2)]
    first = next(iter(entries(found["papers.atom"]).values()))
    assert dates(first) == ("2025-08-20T12:00:00Z", "2025-08-25T06:00:00Z")
    day = entries(found["days.atom"])["tag:daily-papers.invalid,2026:day/2025-08-20"]
    assert dates(day) == ("2025-08-20T12:00:00Z", "2025-08-25T06:00:00Z")
    for path in ("papers.atom", "days.atom"):
        assert etree.fromstring(found[path].encode()).findtext(f"{ATOM}updated") == "2025-08-25T06:00:00Z"
    rss = etree.fromstring(found["papers.rss"].encode())
    assert rss.findtext("channel/lastBuildDate") == "Mon, 25 Aug 2025 06:00:00 GMT"
    item = json.loads(found["papers.json"])["items"][0]
    assert (item["date_published"], item["date_modified"]) == dates(first)


def test_weeks_and_months() -> None:
    """An entry for each that is over, with its best papers by their votes at its end; later votes, and a list
    of the week that is not over, change nothing."""
    early, late = (
        Signals(at="2025-08-22T06:00:00Z", upvotes=9),
        Signals(at="2025-09-20T06:00:00Z", upvotes=99),
    )
    first = Signals(at="2025-08-20T06:00:00Z", upvotes=1)
    days = [
        listing([listed(1, signals=(first, early)), listed(2, signals=(first, late))]),
        listing([listed(3)], day=DAY + timedelta(days=7)),
        listing([listed(4)], day=DAY + timedelta(days=14)),
    ]
    found = feeds(days)
    weeks, months = entries(found["weeks.atom"]), entries(found["months.atom"])
    name = "tag:daily-papers.invalid,2026"
    assert list(weeks) == [f"{name}:week/2025-W35", f"{name}:week/2025-W34"]
    assert list(months) == [f"{name}:month/2025-08"]
    week = weeks[f"{name}:week/2025-W34"]
    assert week.findtext(f"{ATOM}title") == "Week 34 of 2025"
    assert dates(week) == ("2025-08-24T12:00:00Z", "2025-08-24T12:00:00Z")
    assert week.findtext(f"{ATOM}summary") == "Invented Paper 1; Invented Paper 2"
    link = week.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{SITE}weeks/2025-W34/"
    assert "weeks.atom" in found["topics.opml"]


def test_a_long_week(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its entry has its best papers and leads to the others."""
    monkeypatch.setattr("generator.render.feeds.entries.BEST", 2)
    days = [listing([listed(n) for n in (1, 2, 3)]), listing([listed(4)], day=DAY + timedelta(days=7))]
    (entry,) = entries(feeds(days)["weeks.atom"]).values()
    content = str(entry.findtext(f"{ATOM}content"))
    assert content.count("<li>") == content.count("</li>") == 2
    assert f'The best 2 of <a href="{SITE}weeks/2025-W34/">3 papers</a>.' in content


def test_a_drawing_is_no_icon_for_readers() -> None:
    """They show bitmaps only, and get one."""
    assert Publisher(config=Config(site_url=SITE, icon="own/icon.svg")).icon == f"{SITE}assets/feed-icon.png"


def test_twice_on_a_list() -> None:
    """A paper on two days is announced once, on the first."""
    days = [listing([listed(1)]), listing([listed(1), listed(2)], day=DAY + timedelta(days=1))]
    assert list(entries(feeds(days)["papers.atom"])) == [tag(2), tag(1)]


@pytest.mark.parametrize("note", [Note(hide=True), Note(withdraw="Withdrawn.")])
def test_taken_down(note: Note) -> None:
    """A hidden or withdrawn paper is in no feed, nor is a word of it."""
    found = feeds([listing([listed(1, of=paper(1, title="Unspeakable")), listed(2)])], {paper_id(1): note})
    assert not [path for path, text in found.items() if "Unspeakable" in text or tag(1) in text]


def test_provisional_and_old_ids() -> None:
    """Both are named."""
    found = entries(feeds(fabricate.listings(12, 6))["papers.atom"])
    assert "tag:daily-papers.invalid,2026:paper/hep-th/0000007" in found
    (provisional,) = [entry for key, entry in found.items() if "paper/t-" in key]
    assert [link.get("rel") for link in provisional.iterfind(f"{ATOM}link")] == [None]


def test_names_are_configured() -> None:
    """Ids are made of the authority and the year, and of nothing else that can change."""
    one = feeds([listing([listed()])], feed_authority="example.net", feed_year=2020)
    assert list(entries(one["papers.atom"])) == ["tag:example.net,2020:paper/0001.00001"]
    moved = feeds([listing([listed()])], site_url="http://other.example.org/b/")
    assert list(entries(moved["papers.atom"])) == [tag(1)]


@pytest.mark.parametrize(("budget", "held"), [(1, 2), (3, 6), (50, 7)])
def test_room_for_authors(budget: int, held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The feeds of all authors share a budget: where it is small, each holds fewer papers."""
    monkeypatch.setattr(family, "BRIEF", 500_000)
    days = [
        listing([listed(n, of=paper(n, authors=(ADA,)))], day=DAY + timedelta(days=n)) for n in range(1, 13)
    ]
    assert len(entries(feeds(days, feed_budget_mb=budget)["authors/ada-example.atom"])) == held


def test_busy_authors_have_the_last_days() -> None:
    """Who reads a busy author's feed twice a week misses nothing."""
    days = [
        listing(
            [listed(4 * n + k, of=paper(4 * n + k, authors=(ADA,))) for k in range(4)],
            day=DAY + timedelta(days=n),
        )
        for n in range(1, 8)
    ]
    assert len(entries(feeds(days)["authors/ada-example.atom"])) == 20


def test_feeds_of_people_are_brief() -> None:
    """Title, link and summary; other feeds have the same paper in full, under the same id and time."""
    papers = [listed(n, of=paper(n, authors=(ADA,))) for n in (1, 2)]
    found = feeds([listing(papers)])
    brief = entries(found["authors/ada-example.atom"])
    assert list(brief) == [tag(2), tag(1)]
    for key, entry in brief.items():
        whole = entries(found["papers.atom"])[key]
        assert [str(child.tag).removeprefix(ATOM) for child in entry] == [
            "id",
            "title",
            "link",
            "updated",
            "summary",
        ]
        assert entry.findtext(f"{ATOM}summary") == "We invent a method and measure nothing."
        assert entry.findtext(f"{ATOM}updated") == whole.findtext(f"{ATOM}updated")
        assert "arXiv" in str(whole.findtext(f"{ATOM}content"))
