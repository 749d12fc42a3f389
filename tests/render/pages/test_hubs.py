"""The lists of lists."""

from datetime import date

from tests.support.helpers import listed, listing
from tests.support.rendering import every, one, pages, seen, small, small_markdown, words


def test_counts() -> None:
    """Each hub says how many papers and days there are and how many weekdays are missing."""
    for hub in ("days", "weeks", "months", "years", "papers"):
        lead = words(every(seen(small()[f"{hub}/index.md"]), ".lead")[0])
        # One of the twelve is withdrawn and is in no list.
        assert lead == "11 papers on 6 list days · 1 weekday not in the archive"


def test_newest_first_below_their_year() -> None:
    """Weeks and months stand under their year, newest first; the week's year is that of its name."""
    page = seen(small()["weeks/index.md"])
    assert [words(h) for h in every(page, "h2")] == ["2027", "2026"]
    assert [words(item) for item in every(page, "li")] == [
        "Week 1 of 2027 7 papers",
        "Week 53 of 2026 6 papers",
    ]


def test_all_days_as_calendars() -> None:
    """Every stored day can be reached from the list of days, which begins with the newest month."""
    page = seen(small()["days/index.md"])
    archive = pages([listing([listed(n)], day=date(2025, n, 20)) for n in (7, 8)])
    assert [words(one) for one in every(seen(archive["days/index.md"]), "caption")] == [
        "August 2025",
        "July 2025",
    ]
    found = {str(a.get("href")) for a in every(page, "a")}
    days = {
        path.removesuffix(".md").rpartition("/")[2] for path in small_markdown() if path.startswith("days/2")
    }
    assert {f"{day}/" for day in days} <= found


def test_most_upvoted() -> None:
    """The papers page holds the hundred best of all time, each once."""
    days = [listing([listed(n) for n in range(1, 121)], day=date(2025, 8, 20))]
    rows = every(one(seen(pages(days)["papers/index.md"]), ".rows"), "li")
    assert [row.get("data-paper") for row in rows] == [f"0001.{n:05d}" for n in range(120, 20, -1)]
