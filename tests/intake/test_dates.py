from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake import dates, moments

JAN_5 = datetime(2026, 1, 5, tzinfo=UTC)


@given(
    st.datetimes(datetime(1992, 1, 1), datetime(2099, 1, 1)),  # noqa: DTZ001  # strategies want naive bounds
    st.integers(-1439, 1439),
    st.sampled_from(["%Y-%m-%dT%H:%M:%S.123", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dt%H:%M:%S,5", "%Y%m%dT%H%M%S"]),
    st.sampled_from([":", ""]),
)
def test_moments_are_utc_seconds(local: datetime, minutes: int, form: str, between: str) -> None:
    """A moment in any zone is the same second in UTC, and its stamp reads back as itself."""
    sign = "-" if minutes < 0 else "+"
    zone = f"{sign}{abs(minutes) // 60:02d}{between}{abs(minutes) % 60:02d}"
    found = dates.read(local.strftime(form) + zone)
    assert found is not None
    assert found.moment == local.replace(microsecond=0, tzinfo=UTC) - timedelta(minutes=minutes)
    again = dates.read(moments.stamp(found.moment))
    assert again is not None
    assert (again.moment, again.day) == (found.moment, found.moment.date())


@pytest.mark.attack(10, "a moment as pandas, SQL, a spreadsheet, a mail or a hand writes it")
@pytest.mark.parametrize(
    "written",
    """2026-01-05 00:00:00+00:00|2026-01-05T00:00:00|2026-01-05 00:00|2026-01-05|20260105|2026-01-05T00:00Z
2026-01-05T00:00:00.123456789Z|2026-01-05T00:00:00,5Z|2026-01-05t00:00:00z|2026-01-05 00:00:00 UTC
2026-01-05 00:00:00+00|2026-01-05T00:00:00+0000|2026-01-05T00:00:00−00:00|2026-01-05 00:00:00.000000 +00:00
2026-W02-1|2026W021|2026-005|2026/01/05|2026/1/5|2026.01.05|2026-1-5|Mon, 05 Jan 2026 00:00:00 GMT
Mon, 5 Jan 2026 00:00:00 +0000|5 January 2026|05-Jan-2026|Jan 5, 2026|January 5th, 2026|Monday, January 5, 2026
Mon Jan  5 00:00:00 2026|Mon Jan  5 00:00:00 UTC 2026|2026-Jan-05|"2026-01-05T00:00:00Z"|1767571200|1767571200000
Mon Jan 05 2026 00:00:00 GMT+0000 (Coordinated Universal Time)| 2026-01-05\n|20260105T000000Z|1767571200.0""".replace(
        "\n20", "|20"
    )
    .replace("\nM", "|M")
    .split("|"),
)
def test_spellings_of_one_moment(written: str) -> None:
    """Each of these is the first second of one day, and nothing else."""
    assert dates.read(written) == dates.Written(moment=JAN_5, day=date(2026, 1, 5))


@pytest.mark.parametrize(
    "number", [1767571200, 1767571200.0, 1767571200_000, 1767571200_000_000_000, 20260105]
)
def test_numbers(number: float) -> None:
    """A count since 1970 is recognized by its size; eight digits are a day."""
    found = dates.read(number)
    assert found is not None
    assert found.moment == JAN_5


@pytest.mark.parametrize(
    "value",
    [
        *"|01/05/2026|05.01.2026|5-1-2026|2026-01|2026-W02|2026-366|2026-W54-1|yesterday|NaT".split("|"),
        *"2026-11-17T24:00:00Z|2026-11-17T23:59:61Z|2026-11-17T25:00:00Z|2026-02-30T00:00:00Z".split("|"),
        *"2026-11-17T00:00:00+24:00|2026-11-17T00:00:00+01:60|2026-11-17T00:00:00 EST".split("|"),
        *"2026-11-17T00:00:00.Z|２０２６-11-17T00:00:00Z|0000-00-00T00:00:00.000Z|Tue, 05 Jan 2026".split(
            "|"
        ),
        *"0001-01-01T00:00:00+01:00|9999-12-31T23:59:59-01:00|1991-07-31T23:59:59Z|2999-01-01".split("|"),
        *("2026-01-05 1:00 PM", "1" * 10_000, 46027, 46027.0, True, None, [], {}, -1),
        *(float("inf"), float("nan"), 10**400, 1e300, 20261301),
    ],
    ids=repr,
)
def test_what_is_not_certain_is_not_read(value: object) -> None:
    """Two meanings, an impossible day or time, a zone by name, another number: None."""
    assert dates.read(value) is None


@pytest.mark.parametrize(
    ("written", "day"), [("13/01/2026", 13), ("01/13/2026", 13), ("05.05.2026", 5), ("31-01-2026", 31)]
)
def test_one_possible_order(written: str, day: int) -> None:
    """Where only one of the numbers can be a month, or both are the same, the day is certain."""
    found = dates.read(written)
    assert found is not None
    assert found.day is not None
    assert found.day.day == day


def test_a_leap_second() -> None:
    """It is the second before it."""
    found = dates.read("2016-12-31T23:59:60Z")
    assert found is not None
    assert moments.stamp(found.moment) == "2016-12-31T23:59:59Z"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-01-05T00:00:00+09:00", None),
        ("2026-01-05T01:00:00+09:00", date(2026, 1, 4)),
        ("2026-01-04T19:00:00-05:00", date(2026, 1, 5)),
        ("2026-01-05T00:00:00-05:00", date(2026, 1, 5)),
    ],
)
def test_the_first_second_of_a_day_elsewhere(written: str, day: date | None) -> None:
    """A moment's day is that in UTC; midnight in a zone where UTC has another day names none for certain."""
    found = dates.read(written)
    assert found is not None
    assert found.day == day


@given(st.text(alphabet="0123456789-/.:TZW+ JanMoFeb,()", max_size=40) | st.floats() | st.integers())
def test_anything_is_read_or_not(value: object) -> None:
    """Nothing is raised, and what is read is from arXiv's first month to the end of the century."""
    found = dates.read(value)
    assert found is None or moments.FIRST <= found.moment.date() <= moments.LAST


@pytest.mark.parametrize("written", ["2026-W02", "2026w2", "2026-01", "Week 2", "week 2 of 2026"])
def test_several_days(written: str) -> None:
    """A week and a month are no day."""
    assert dates.names_several_days(written)
    assert not dates.names_several_days("2026-01-05")
