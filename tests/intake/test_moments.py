from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake import moments

DATES = st.dates(moments.FIRST, moments.LAST)


@given(DATES)
def test_days_read_back(day: date) -> None:
    """A day is its own ISO form, and its midnight is its first second."""
    assert moments.iso_day(day.isoformat()) == day
    assert moments.stamp(moments.midnight(day)) == f"{day}T00:00:00Z"


@pytest.mark.parametrize("written", ["", "2026-6-5", "2026-02-29", "1990-01-01", "2026-11-19T00:00:00Z"])
def test_other_forms_are_no_days(written: str) -> None:
    """An unpadded or impossible day is none."""
    assert moments.iso_day(written) is None


@given(DATES, st.sampled_from(["%b %-d", "%B %-d", "%b %d", "%B %d"]), st.sampled_from([", %Y", ",%Y", ""]))
def test_date_lines_are_read(day: date, form: str, year: str) -> None:
    """Month by name, long or short, and the year when there is one."""
    assert moments.header_day(day.strftime(form + year)) == (day.year if year else None, day.month, day.day)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Sept. 5", (None, 9, 5)),
        ("Feb 29", (None, 2, 29)),
        ("Feb 29, 2025", None),
        ("Feb 30", None),
        ("Augu 20", None),
        ("20 Aug", None),
        ("Aug 20 was a day", None),
        ("", None),
    ],
)
def test_odd_date_lines(line: str, found: tuple[int | None, int, int] | None) -> None:
    """Only a whole line that is a possible date counts."""
    assert moments.header_day(line) == found
