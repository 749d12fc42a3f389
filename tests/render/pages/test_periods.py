"""Pages of days, weeks, months and years."""

from dataclasses import replace
from datetime import date

import pytest

from generator.archive import Archive
from generator.graph import digests
from generator.records.page import is_rendered
from generator.render.pages import periods
from tests.support.helpers import listed, listing, paper
from tests.support.rendering import every, front, graph_of, one, pages, seen, small, vocabulary, words

AUGUST = [listing([listed(n)], day=date(2025, 8, n)) for n in range(1, 30)]


def test_every_entry_carries_its_id() -> None:
    """Each card and each row says which paper it is, once, and links to it first."""
    for path in (
        "days/2027-01-05.md",
        "weeks/2027-W01.md",
        "months/2027-01.md",
        "years/2027.md",
        "papers/index.md",
    ):
        entries = [node for node in seen(small()[path]).iter() if node.get("data-paper")]
        assert entries, path
        assert len({node.get("data-paper") for node in entries}) == len(entries)
        for node in entries:
            key = str(node.get("data-paper")).replace("/", "-")
            assert str(every(node, "a")[0].get("href")).split("/")[-2] == key


def test_a_day_is_complete_and_best_first() -> None:
    """All papers of the day are cards, ordered by upvotes."""
    page = seen(small()["days/2027-01-05.md"])
    votes = [int(words(node)) for node in every(page, ".votes")]
    assert len(votes) == 5
    assert votes == sorted(votes, reverse=True)


def test_a_long_day_is_folded() -> None:
    """The first hundred papers are cards and the rest are rows; all are there, in order, and links."""
    day = listing([listed(n) for n in range(1, 104)])
    page = seen(pages([day])["days/2025-08-20.md"])
    assert len(every(page, ".card")) == 100
    rows = [node for node in one(page, "ol.deck") if node.get("class") is None]
    assert [words(one(row, "a")) for row in rows] == [
        "Invented Paper 3",
        "Invented Paper 2",
        "Invented Paper 1",
    ]
    assert words(rows[0]).endswith("Invented Paper 3 Ada Example +1")
    found = [node.get("data-paper") for node in page.iter() if node.get("data-paper")]
    assert found == [f"0001.{n:05d}" for n in range(103, 0, -1)]


def test_a_week_shows_its_best_as_cards() -> None:
    """The others are rows with their day, on this page and the next; the day's page has cards for all."""
    found = pages([listing([listed(n) for n in range(1, 43)])], listing_page_size=40)
    first, second = (seen(found[f"weeks/2025-W34{part}.md"]) for part in ("", "/2"))
    assert len(every(first, ".card")) == 10
    assert not every(second, ".card")
    assert len(one(first, "ol.deck")) == 40
    assert (one(second, "ol.rows").get("start"), len(one(second, "ol.rows"))) == ("41", 2)
    assert words(one(first, "ol.deck")[10]).endswith("Ada Example +1 · 20 Aug 2025")
    assert len(every(seen(found["days/2025-08-20.md"]), ".card")) == 42


def test_a_day_of_a_hundred_is_not_folded() -> None:
    """There are no rows without papers."""
    page = seen(pages([listing([listed(n) for n in range(1, 101)])])["days/2025-08-20.md"])
    assert len(every(page, ".card")) == 100
    assert len(one(page, "ol.deck")) == 100


@pytest.mark.slow
@pytest.mark.parametrize("title", ["A Title of Usual Length for a Paper That Says What It Found", "长" * 250])
def test_a_long_day_fits_on_a_page(title: str) -> None:
    """Also seven hundred papers with the longest titles; what is cut is still a link."""
    given = [replace(paper(n), title=f"{n} {title}", abstract="Words. " * 60) for n in range(1, 714)]
    graph = graph_of(Archive.of([listing(listed(of=one) for one in given)]), topics=vocabulary())
    days = digests.of(graph.archive, "day")
    text = periods.day(graph, next(iter(days.by_key.values())), days).text
    assert len(text.encode()) < 280_000
    assert text.count("data-paper=") == 713


def test_an_empty_day() -> None:
    """A day that was read and had nothing says so; it is not an error and no gap."""
    page = seen(small()["days/2027-01-01.md"])
    assert "No papers were listed on this day." in words(page)
    assert not every(page, ".card")


def test_a_paper_listed_twice_in_a_month_counts_once() -> None:
    """Longer periods list a paper once, however often it was on a list."""
    days = [listing([listed(1)], day=date(2025, 8, n)) for n in (18, 19)]
    for path in ("weeks/2025-W34.md", "months/2025-08.md", "years/2025.md"):
        assert pages(days)[path].count('data-paper="0001.00001"') == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "base"), [("weeks", "weeks/2025-W34"), ("months", "months/2025-08"), ("years", "years/2025")]
)
def test_long_lists_are_split(kind: str, base: str) -> None:
    """A period with more papers than `listing_page_size` goes on, in order, on numbered pages."""
    days = [listing([listed(n) for n in range(1, 46)], day=date(2025, 8, 20))]
    site = pages(days, listing_page_size=20)
    parts = [f"{base}.md", f"{base}/2.md", f"{base}/3.md"]
    assert sorted(path for path in site if path.startswith(base) and is_rendered(path)) == sorted(parts)
    found = [
        node.get("data-paper") for path in parts for node in seen(site[path]).iter() if node.get("data-paper")
    ]
    assert found == [f"0001.{n:05d}" for n in range(45, 0, -1)]
    second = seen(site[parts[1]])
    assert words(one(second, "h1")).endswith(", page 2")
    numbers = every(second, ".numbers")[0]
    assert [a.get("aria-current") for a in every(numbers, "a")] == [None, "page", None]
    assert [a.get("href") for a in every(numbers, "a")] == [
        "../",
        "./",
        "../3/",
    ]
    if kind != "weeks":
        assert one(second, "ol").get("start") == "21"


def test_pages_are_not_split_early() -> None:
    """Exactly `listing_page_size` papers fit on one page, without numbers."""
    site = pages([listing([listed(n) for n in range(1, 21)])], listing_page_size=20)
    assert "months/2025-08/2.md" not in site
    assert not every(seen(site["months/2025-08.md"]), ".numbers")


def test_calendar() -> None:
    """Days with papers are links that say how many; a missing weekday is marked; a weekend is not."""
    table = every(seen(small()["months/2026-12.md"]), ".cal")[0]
    cells = {words(cell): cell for cell in every(table, "td") if words(cell)}
    assert len(cells) == 31
    assert one(cells["28"], "a").get("title") == "28 Dec 2026: 3 papers"
    assert (cells["30"].get("class"), cells["30"].get("title")) == ("gap", "30 Dec 2026: not in the archive")
    assert cells["27"].get("class") is None
    assert "2026-W53" in str(every(table, "a")[1].get("href"))


def test_a_year_has_a_calendar_per_month_with_lists() -> None:
    """Months without a list day are left out."""
    captions = [words(c) for c in every(seen(small()["years/2027.md"]), "caption")]
    assert captions == ["January 2027"]


def test_week_names_its_days() -> None:
    """A week tells when it is, and each of its days with the number of papers."""
    page = seen(small()["weeks/2027-W01.md"])
    assert [words(item) for item in every(one(page, ".strip"), "li")] == [
        "Mon 4 Jan 2 papers",
        "Tue 5 Jan 5 papers",
    ]
    assert "4 Jan 2027 to 10 Jan 2027" in words(one(page, ".lead"))


def test_turning_pages_leaps_over_gaps() -> None:
    """Previous and next are the nearest stored periods, not the nearest dates."""
    days = [listing([listed(n)], day=day) for n, day in enumerate((date(2024, 2, 28), date(2025, 8, 20)), 1)]
    site = pages(days)
    for path, target in (
        ("days/2025-08-20.md", "../2024-02-28/"),
        ("weeks/2025-W34.md", "../2024-W09/"),
        ("months/2025-08.md", "../2024-02/"),
        ("years/2025.md", "../2024/"),
    ):
        page = seen(site[path])
        assert one(page, "nav")[0].get("href") == target
        assert one(page, "nav")[2].tag == "span"


def test_share_with_code() -> None:
    """A day tells how many of its papers have code."""
    assert "with code" in words(one(seen(small()["days/2027-01-05.md"]), ".lead"))


def test_description_without_markup() -> None:
    """TeX in a title is readable there, as on the page."""
    day = listing([listed(of=paper(title="Learning $\\mathcal{O}(n)$ Tours"))])
    text = str(front(pages([day])["days/2025-08-20.md"])["description"])
    assert text.endswith("Learning O(n) Tours")


def test_description_names_the_best() -> None:
    """The description holds the period, the count and the first titles."""
    text = str(front(pages(AUGUST)["months/2025-08.md"])["description"])
    assert text.startswith("August 2025: 29 papers. Invented Paper 29; Invented Paper 28")
