"""`/status/`."""

from datetime import date, timedelta

from lxml import html

from generator.records.visit import Visits
from generator.render.pages import status
from tests.support import linking
from tests.support.helpers import DAY, listed, listing
from tests.support.rendering import every, one, seen, words

MONDAY = date(2025, 8, 4)
NEVER = Visits()


def rows(page: str, number: int = 0) -> dict[str, str]:
    """The names and values of one of the tables."""
    table = every(seen(page), "table.state")[number]
    return {words(one(row, "th")): words(one(row, "td")) for row in every(table, "tr")}


def findings(page: html.HtmlElement) -> list[str]:
    """All entries of all lists."""
    return [words(item) for node in every(page, ".findings") for item in every(node, "li")]


def test_an_empty_archive() -> None:
    """It says so, and has no charts."""
    page = seen(status.render(linking.graph([]), NEVER).text)
    assert words(one(page, "p.notice")) == "This archive is empty."
    assert not every(page, "svg") + every(page, "table") + every(page, "h2")


def test_what_it_holds() -> None:
    """Days, papers, the newest day as a link, the newest answer, and how many weekdays are missing."""
    days = [
        listing([listed(1)], day=MONDAY, captured="2025-08-04T09:00:00Z"),
        listing([listed(1), listed(2)], day=date(2025, 8, 8), captured="2025-08-08T09:30:00Z"),
    ]
    found = status.render(linking.graph(days), NEVER)
    assert found.path == "status/index.md"
    assert rows(found.text) == {
        "List days": "2, from 4 Aug 2025 to 8 Aug 2025",
        "Papers": "2, listed 3 times",
        "Newest list day": "8 Aug 2025",
        "Last updated from Hugging Face": "21 Aug 2025, 06:00 UTC",
        "Missing weekdays": "3 of 5",
    }
    page = seen(found.text)
    assert [words(node) for node in every(page, "h2")] == ["Missing weekdays"]
    assert findings(page) == ["5 Aug 2025 to 7 Aug 2025: 3 weekdays"]


def test_days_to_look_at() -> None:
    """Odd and late days are links with the reason, newest first."""
    days = [
        listing([], day=MONDAY, captured="2025-08-04T09:00:00Z"),
        listing([listed(1)], day=date(2025, 8, 5), captured="2025-08-05T09:00:00Z"),
        listing([listed(2)], day=date(2025, 8, 6), captured="2025-08-09T09:00:00Z"),
        listing([listed(3)], day=date(2025, 8, 7), captured="2025-09-08T09:00:00Z"),
    ]
    page = seen(status.render(linking.graph(days), NEVER).text)
    assert [words(node) for node in every(page, "h2")] == ["Days that look wrong", "Days collected late"]
    assert findings(page) == [
        "4 Aug 2025: an empty list on a weekday",
        "7 Aug 2025: 32 days later",
        "6 Aug 2025: 3 days later",
    ]
    assert [a.get("href") for node in every(page, ".findings") for a in every(node, "a")] == [
        "../days/2025-08-04/", "../days/2025-08-07/", "../days/2025-08-06/"
    ]  # fmt: skip


def test_the_last_fetch() -> None:
    """By the day and without its hour, with refused days as text; nothing when there was none."""
    visits = Visits(
        ended="2025-08-21T06:07:08Z", since=MONDAY, until=DAY, refused={DAY: "<b>not JSON</b>", MONDAY: "cut"}
    )
    text = status.render(linking.graph([]), visits).text
    assert rows(text) == {
        "Date": "21 Aug 2025",
        "Days requested": "4 Aug 2025 to 20 Aug 2025",
        "Days rejected": "2",
    }
    assert findings(seen(text)) == [
        "20 Aug 2025: <b>not JSON</b>",
        "4 Aug 2025: cut",
    ]
    assert "06:07" not in text


def test_months() -> None:
    """Papers, and weekdays missing, per month that has any; without a gap the second chart goes."""
    days = [listing([listed(n)], day=date(2025, 7, 31) + timedelta(days=n)) for n in range(2)]
    assert len(every(seen(status.render(linking.graph(days), NEVER).text), "figure.chart")) == 1
    days.append(listing([listed(9)], day=date(2025, 8, 5)))
    figures = every(seen(status.render(linking.graph(days), NEVER).text), "figure.chart")
    assert [words(one(figure, "figcaption")) for figure in figures] == [
        "Papers per month",
        "Missing weekdays per month",
    ]
    assert [[words(cell) for cell in row] for row in every(figures[1], "tr")] == [
        ["Month", "Weekdays"],
        ["Aug 2025", "1"],
    ]


def test_long_lists_end() -> None:
    """Of very many entries the newest are shown, and the rest is counted."""
    weeks = 60
    days = [listing([listed(n)], day=MONDAY + timedelta(days=7 * n)) for n in range(weeks)]
    page = seen(status.render(linking.graph(days), NEVER).text)
    gaps = every(page, ".findings")[0]
    items = [words(node) for node in every(gaps, "li")]
    assert len(items) == status.SHOWN + 1
    assert items[-1] == f"and {weeks - 1 - status.SHOWN} more; papers status lists them all"
