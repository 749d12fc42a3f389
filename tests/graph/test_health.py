"""Days that an operator should look at."""

from collections.abc import Mapping
from datetime import date, timedelta

from generator.archive import Archive
from generator.graph import health
from generator.graph.health import suspicious
from generator.intake import sources
from tests.support.helpers import listed, listing

MONDAY = date(2025, 8, 4)
WEEKDAYS = [MONDAY + timedelta(days=n) for n in range(26) if (MONDAY + timedelta(days=n)).weekday() < 5]


def found(sizes: Mapping[date, int]) -> dict[date, str]:
    """What is said about days of these sizes."""
    days = [listing([listed(n) for n in range(1, size + 1)], day=day) for day, size in sizes.items()]
    return {one.day: one.why for one in suspicious(Archive.of(days, sources=sources.known()))}


def test_ordinary_days() -> None:
    """Days that differ as days do are nothing to say."""
    assert not found({day: 10 + n for n, day in enumerate(WEEKDAYS)})


def test_the_sources_page_size() -> None:
    """Exactly 50 or 100 papers look like an answer that was cut."""
    sizes = dict.fromkeys(WEEKDAYS, 40) | {WEEKDAYS[3]: 50, WEEKDAYS[7]: 100}
    assert found(sizes) == {
        WEEKDAYS[3]: "exactly 50 papers: the answer may have been cut",
        WEEKDAYS[7]: "exactly 100 papers: the answer may have been cut",
    }


def test_an_empty_weekday() -> None:
    """An empty weekday is odd, an empty weekend is not."""
    saturday = MONDAY + timedelta(days=5)
    assert found({MONDAY: 0, saturday: 0, WEEKDAYS[5]: 3}) == {MONDAY: "an empty list on a weekday"}


def test_far_fewer_than_around() -> None:
    """A day with less than a tenth of the usual papers around it is reported, wherever the day is."""
    for at in (0, 8, len(WEEKDAYS) - 1):
        sizes = dict.fromkeys(WEEKDAYS, 30) | {WEEKDAYS[at]: 2}
        assert found(sizes) == {WEEKDAYS[at]: "only 2 papers; 30 are usual"}


def test_a_short_archive_has_nothing_usual() -> None:
    """With less than a week around a day, few papers are not reported."""
    assert not found(dict.fromkeys(WEEKDAYS[:5], 30) | {WEEKDAYS[5]: 1})


def test_gaps_are_stretches() -> None:
    """Missing weekdays in a row are one gap; a weekend between them does not part them."""
    held = {MONDAY: 3, WEEKDAYS[2]: 3, WEEKDAYS[7]: 3}
    days = [listing([listed(n) for n in range(size)], day=day) for day, size in held.items()]
    found = health.gaps(Archive.of(days))
    assert [(gap.first, gap.last, gap.days) for gap in found] == [
        (WEEKDAYS[1], WEEKDAYS[1], 1),
        (WEEKDAYS[3], WEEKDAYS[6], 4),
    ]
    assert sum(gap.days for gap in found) == len(Archive.of(days).gaps)


def test_days_read_late() -> None:
    """The day itself and the next are in time; a file without a time counts for its own day."""
    read = ["2025-08-04T08:00:00Z", "2025-08-06T23:59:59Z", "2025-08-06T00:00:00Z", "2025-08-09T06:00:00Z"]
    days = [listing([listed(1)], day=day, captured=at) for day, at in zip(WEEKDAYS, read, strict=False)]
    assert health.late(Archive.of(days)) == (health.Late(day=WEEKDAYS[3], days=2),)


def test_growth() -> None:
    """Papers first listed in the last year; a younger archive is taken for as much of a year as it is old."""

    def yearly(papers: Mapping[int, date]) -> int:
        days = [listing([listed(n)], day=day) for n, day in papers.items()]
        return health.yearly(Archive.of(days))

    assert yearly({}) == 0
    assert yearly({n: MONDAY + timedelta(days=n) for n in range(27)}) == 0
    assert yearly({n: MONDAY + timedelta(days=n) for n in range(73)}) == 365
    assert yearly({n: MONDAY + timedelta(days=10 * n) for n in range(100)}) == 37
