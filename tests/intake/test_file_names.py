from datetime import date

import pytest

from generator.intake import file_names

JAN_5 = date(2026, 1, 5)


@pytest.mark.parametrize(
    "name",
    "2026-01-05.json|daily-2026-01-05.json.gz|2026-01-05 (1).json|2026-01-05 copy 2.json|papers-2026-01-05-v2.html"
    "|weekday 2026-01-05|2026-01-05/2026-01-05|2026-01-05_page1.json".split("|"),
)
def test_a_day_in_a_name(name: str) -> None:
    """One day and nothing that makes it something else."""
    assert file_names.day_in(name) == file_names.NameDay(day=JAN_5)


@pytest.mark.attack(8, "a file whose name holds several days, a day and a week, or the moment of a download")
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("2026-01-05_2026-01-11.json", "several days, 2026-01-05 to 2026-01-11"),
        ("2026-01-05_11.json", "the first and the last day"),
        ("2026-01-05..11.json", "the first and the last day"),
        ("2026-01-05 to 11.json", "the first and the last day"),
        ("2026-01-05-1.json", "the first and the last day"),
        ("weekly-2026-01-05.json", "a span of days, 'weekly'"),
        ("month_2026-01-05.json", "a span of days, 'month'"),
        ("2026-W02-2026-01-05.json", "a span of days, '2026-W02'"),
        ("2026-01_2026-01-05.json", "a span of days, '2026-01'"),
        ("2026-01-05T08-30-00.json", "contains a time"),
        ("papers_2026-01-05_083000.json", "contains a time"),
    ],
)
def test_names_that_may_mean_something_else(name: str, why: str) -> None:
    """A name with several days, a span or a time gives no list day; the fault says why."""
    found = file_names.day_in(name)
    assert found.day is None
    assert why in found.fault


@pytest.mark.parametrize(
    "name", ["papers.json", "2026-13-01.json", "2026-W02.json", "20260105.json", "12026-01-051"]
)
def test_names_without_a_day(name: str) -> None:
    """Only a whole, possible day in the form YYYY-MM-DD is looked at."""
    assert file_names.day_in(name) == file_names.NameDay()
