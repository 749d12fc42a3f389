"""Days, ISO weeks, months and years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records import period

DAYS = st.dates(date(1991, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("day", "key", "first", "last"),
    [
        (date(2026, 12, 28), "2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        (date(2027, 1, 3), "2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        (date(2027, 1, 4), "2027-W01", date(2027, 1, 4), date(2027, 1, 10)),
        (date(2020, 12, 31), "2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        (date(2021, 1, 1), "2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        (date(2024, 12, 30), "2025-W01", date(2024, 12, 30), date(2025, 1, 5)),
        (date(2025, 8, 20), "2025-W34", date(2025, 8, 18), date(2025, 8, 24)),
    ],
)
def test_weeks(day: date, key: str, first: date, last: date) -> None:
    """A week belongs to the year of its Thursday; 2020 and 2026 have 53."""
    week = period.week_of(day)
    assert (week.key, week.first, week.last) == (key, first, last)


@pytest.mark.parametrize(
    ("day", "key", "last"),
    [
        (date(2024, 2, 29), "2024-02", date(2024, 2, 29)),
        (date(2025, 2, 1), "2025-02", date(2025, 2, 28)),
        (date(2025, 12, 31), "2025-12", date(2025, 12, 31)),
        (date(2025, 4, 30), "2025-04", date(2025, 4, 30)),
    ],
)
def test_months(day: date, key: str, last: date) -> None:
    """A month ends on its own last day."""
    month = period.month_of(day)
    assert (month.key, month.first, month.last) == (key, last.replace(day=1), last)


@given(DAYS, st.sampled_from(sorted(period.OF_DAY)))
def test_a_period_holds_its_days_and_no_others(day: date, kind: str) -> None:
    """Each day of a period gives the same period, the days around it give others."""
    of = period.OF_DAY[kind]
    one = of(day)
    assert one.first <= day <= one.last
    assert of(one.first) == of(one.last) == one
    assert of(one.first - timedelta(days=1)) != one != of(one.last + timedelta(days=1))


@given(DAYS, DAYS)
def test_keys_sort_by_time(one: date, other: date) -> None:
    """The names of periods of one kind are in the order of time, and name one period each."""
    for of in period.OF_DAY.values():
        a, b = of(one), of(other)
        assert (a.key < b.key) == (a.first < b.first)
        assert (a.key == b.key) == (a == b)


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("day", "Wednesday, 20 August 2025"),
        ("week", "Week 34 of 2025"),
        ("month", "August 2025"),
        ("year", "2025"),
    ],
)
def test_titles(kind: period.PeriodKind, title: str) -> None:
    """Periods have names in words, the same in every locale."""
    assert period.OF_DAY[kind](date(2025, 8, 20)).title == title


def test_the_title_of_a_week_has_the_year_of_the_week() -> None:
    """The first days of January may be in a week of the year before."""
    assert period.week_of(date(2027, 1, 1)).title == "Week 53 of 2026"


def test_dates_in_words() -> None:
    """A date is written without leading zeros."""
    assert period.long_date(date(2025, 9, 1)) == "1 September 2025"
    assert period.short_date(date(2025, 9, 1)) == "1 Sep 2025"
