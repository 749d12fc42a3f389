"""Which submissions a list announces."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest

from generator.intake.sources.arxiv import calendar


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2026-09-14", "2026-09-10 18:00", "2026-09-11 18:00"),
        ("2026-09-15", "2026-09-11 18:00", "2026-09-14 18:00"),
        ("2026-09-16", "2026-09-14 18:00", "2026-09-15 18:00"),
        ("2026-09-18", "2026-09-16 18:00", "2026-09-17 18:00"),
        ("2026-11-03", "2026-10-30 18:00", "2026-11-02 19:00"),
        ("2026-03-10", "2026-03-06 19:00", "2026-03-09 18:00"),
    ],
)
def test_windows(day: str, first: str, last: str) -> None:
    """From 14:00 Eastern to 14:00 Eastern, over the weekend on Monday and Tuesday, and when clocks change."""
    found = calendar.window(date.fromisoformat(day))
    assert found is not None
    assert [f"{moment:%Y-%m-%d %H:%M}" for moment in found] == [first, last]


def test_windows_follow_each_other() -> None:
    """Every moment belongs to one list, which is on a weekday; `announced` finds it."""
    days = [date(2026, 1, 5) + timedelta(days=n) for n in range(365)]
    windows = {day: window for day in days if (window := calendar.window(day))}
    assert {day.weekday() for day in windows} == {0, 1, 2, 3, 4}
    listed = sorted(windows)
    assert all(windows[a][1] == windows[b][0] for a, b in itertools.pairwise(listed))
    for day, (first, last) in windows.items():
        assert calendar.announced(first) == calendar.announced(last - timedelta(seconds=1)) == day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-09-18 04:00", "2026-09-18"),
        ("2026-09-18 03:59", "2026-09-17"),
        ("2026-12-18 04:59", "2026-12-17"),
        ("2026-12-18 05:00", "2026-12-18"),
    ],
)
def test_eastern_days(moment: str, day: str) -> None:
    """Midnight is five hours late in winter, and four in summer."""
    assert str(calendar.day_of(datetime.fromisoformat(moment).replace(tzinfo=UTC))) == day
