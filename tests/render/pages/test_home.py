"""The home page."""

from datetime import date

from generator.curation import Note
from generator.render.site import MENU
from tests.support.helpers import listed, listing, paper_id
from tests.support.rendering import every, general_feeds, one, pages, seen, small, vocabulary, words


def test_empty_archive() -> None:
    """Without a single day there is a home page that says how to fill it, and hubs that stand empty."""
    site = pages([])
    assert {path for path in site if not path.endswith(".html.md")} - {
        "guide/steps.md",
        "sitemaps/guide.xml",
    } == {
        *(place.path for place in MENU),
        "search/index.md",
        *(f"topics/{topic.slug}.md" for topic in vocabulary().topics),
        "api/profile.schema.json",
        "api/schema.json",
        "api/days.json",
        "llms.txt",
        "sitemaps/index.xml",
        "robots.txt",
        *general_feeds(site),
        *(f"feeds/topics/{topic.slug}.atom" for topic in vocabulary().topics),
        *(f"feeds/{name}.opml" for name in ("feeds", "topics")),
        *("exports/files.json", "api/schema.json", "for-you/index.json"),
    }
    home = seen(site["index.md"])
    assert "This archive is empty." in words(home)
    codes = [words(code) for code in every(home, "code")]
    assert codes == ["papers fetch", "papers import FILE…", "papers build"]
    assert not every(home, ".since")


def test_latest_day_in_full() -> None:
    """It shows all papers of the newest day that has any."""
    home = seen(small()["index.md"])
    assert "Latest: Tuesday, 5 January 2027" in words(home)
    assert len(every(home, ".card")) == 5


def test_a_long_latest_day() -> None:
    """The home page shows its first hundred papers as cards and the others as rows."""
    home = seen(pages([listing([listed(n) for n in range(1, 104)])])["index.md"])
    assert len(every(home, ".card")) == 100
    assert len(one(home, "ol.deck")) == 103


def test_an_empty_newest_day_is_not_the_latest() -> None:
    """When the newest day had no papers, the one before is shown; what is new counts from the newest."""
    site = pages([listing([listed()], day=date(2025, 8, 20)), listing(day=date(2025, 8, 21))])
    home = seen(site["index.md"])
    assert "Wednesday, 20 August 2025" in words(home)
    assert one(home, ".since").get("data-since") == "2025-08-21"


def test_trending() -> None:
    """The best of the last seven and thirty days, counted back from the newest day, first listings only."""
    days = [
        listing([listed(n)], day=day)
        for n, day in enumerate((date(2025, 7, 1), date(2025, 8, 1), date(2025, 8, 20)), 1)
    ]
    home = seen(pages(days)["index.md"])
    week, month = every(home, ".rows")
    assert [row.get("data-paper") for row in week] == [paper_id(3)]
    assert [row.get("data-paper") for row in month] == [paper_id(3), paper_id(2)]


def test_trending_can_be_switched_off() -> None:
    """With `trending_size: 0` there is no such list and no heading for it."""
    home = seen(pages([listing([listed()])], trending_size=0)["index.md"])
    assert "Best of" not in words(home)


def test_recent_days() -> None:
    """The ten newest days with their counts, for readers and for the line about what is new."""
    days = [listing([listed(n)], day=date(2025, 8, n)) for n in range(1, 13)]
    items = [node for node in seen(pages(days)["index.md"]).iter("li") if node.get("data-day")]
    assert [item.get("data-day") for item in items] == [f"2025-08-{n:02d}" for n in range(12, 2, -1)]
    assert {item.get("data-count") for item in items} == {"1"}


def test_a_day_of_hidden_papers_only() -> None:
    """A newest day whose papers are all hidden is not what a visitor gets to see first."""
    days = [listing([listed(1)], day=date(2025, 8, 20)), listing([listed(2)], day=date(2025, 8, 21))]
    home = seen(pages(days, {paper_id(2): Note(hide=True)})["index.md"])
    assert "Latest: Wednesday, 20 August 2025" in words(home)
