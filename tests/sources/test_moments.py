from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sources import moments

DATES = st.dates(moments.FIRST, moments.LAST)


@given(st.datetimes(datetime(1992, 1, 1), datetime(2099, 1, 1)), st.integers(-1439, 1439))  # noqa: DTZ001  # strategies want naive bounds
def test_instants_are_utc_seconds(local: datetime, minutes: int) -> None:
    """A time in any zone is the same second in UTC, and its stamp reads back as itself."""
    sign = "-" if minutes < 0 else "+"
    zone = f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    found = moments.instant(f"{local:%Y-%m-%dT%H:%M:%S}.123{zone}")
    assert found == local.replace(microsecond=0, tzinfo=UTC) - timedelta(minutes=minutes)
    assert moments.instant(moments.stamp(found)) == found


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2026-11-7",
        "2026-11-17",
        "2026-11-17T00:00:00",
        "2026-11-17 00:00:00Z",
        "2026-11-17T00:00:00.Z",
        "2026-11-17T00:00:00Z\n",
        "2026-11-17T00:00:60Z",
        "2026-11-17T24:00:00Z",
        "2026-11-17T00:00:00+24:00",
        "2026-11-17T00:00:00+0100",
        "2026-02-30T00:00:00Z",
        "２０２６-11-17T00:00:00Z",
        "0000-00-00T00:00:00.000Z",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
        "1991-07-31T23:59:59Z",
        "2999-01-01T00:00:00.000Z",
    ],
)
def test_other_forms_are_no_instants(written: str) -> None:
    """One form only, in ASCII digits, for times that can be."""
    assert moments.instant(written) is None


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
