"""Which digests are mailed, and when a day or a week is over."""

from datetime import date, timedelta

import pytest

from generator.archive import Archive
from generator.graph import digests
from generator.records.listing import Listing
from generator.records.mailing import Mailing, MailState
from generator.records.paper import Signals
from generator.records.period import PeriodKind, day_of, week_of
from generator.render.mail import due
from tests.support.helpers import listed, listing

MONDAY = date(2025, 8, 18)


def archive(*days: int, late: bool = False, empty: tuple[int, ...] = ()) -> Archive:
    """A paper on each of these days after MONDAY, read at noon; the last one again a day later if `late`."""
    found: list[Listing] = []
    for number in days:
        day = MONDAY + timedelta(days=number)
        noon = f"{day}T12:00:00Z"
        again = f"{day + timedelta(days=1)}T00:00:01Z" if late and number == days[-1] else noon
        one = listed(number + 1, seen=noon, signals=(Signals(at=again, upvotes=1),))
        found.append(listing([] if number in empty else [one], day=day, captured=noon))
    return Archive.of(found)


def mailed(*days: int, state: MailState = "sent") -> dict[str, Mailing]:
    """Records of these days."""
    keys = [(MONDAY + timedelta(days=number)).isoformat() for number in days]
    return {
        key: Mailing(digest=key, message_id="<x@y>", channel="smtp", state=state, at="2025-08-30T00:00:00Z")
        for key in keys
    }


def keys(found: Archive, records: dict[str, Mailing], kind: PeriodKind = "day") -> list[str]:
    """What is due, the days as numbers after MONDAY."""
    chosen = due.due(found, digests.of(found, kind), records)
    return [one.period.key for one in chosen]


def days(*numbers: int) -> list[str]:
    """Keys of days after MONDAY."""
    return [(MONDAY + timedelta(days=number)).isoformat() for number in numbers]


@pytest.mark.parametrize(
    ("stored", "late", "day", "expected"),
    [
        ((0,), False, 0, False),
        ((0,), True, 0, True),
        ((0, 1), False, 0, True),
        ((0, 1), False, 1, False),
        ((1,), True, 0, True),
        ((), False, 0, False),
    ],
)
def test_a_day_is_over(stored: tuple[int, ...], late: bool, day: int, expected: bool) -> None:  # noqa: FBT001
    """Once a later list day is stored or an answer for it that came after its midnight."""
    assert due.is_complete(archive(*stored, late=late), day_of(MONDAY + timedelta(days=day))) is expected


@pytest.mark.parametrize(
    ("stored", "late", "expected"),
    [
        ((0, 3), True, False),
        ((0, 4), False, False),
        ((0, 4), True, True),
        ((0, 3, 7), False, True),
        ((4, 5), False, True),
    ],
)
def test_a_week_is_over(stored: tuple[int, ...], late: bool, expected: bool) -> None:  # noqa: FBT001
    """Once its Friday is, or once a later day is stored where Friday had no list."""
    assert due.is_complete(archive(*stored, late=late), week_of(MONDAY)) is expected


def test_the_first_mail_is_the_newest_day() -> None:
    """An archive that never sent anything does not send its past."""
    assert keys(archive(0, 1, 2, 3), {}) == days(2)
    assert keys(archive(0), {}) == []


def test_everything_since_the_last_mail() -> None:
    """Complete days after the newest record, whatever became of that; empty ones are skipped."""
    found = archive(0, 1, 2, 3, 4, late=True, empty=(2,))
    assert keys(found, mailed(0)) == days(1, 3, 4)
    assert keys(found, mailed(4)) == []
    assert keys(found, mailed(1, state="unsure")) == days(3, 4)


@pytest.mark.parametrize("state", ["failed", "sending"])
def test_what_was_not_handed_over_comes_again(state: MailState) -> None:
    """A failed mail is due again, also behind others that were sent."""
    assert keys(archive(0, 1, 2), mailed(0, state=state) | mailed(1)) == days(0)


def test_old_news_is_no_news() -> None:
    """After a long silence the last seven are sent, not all."""
    assert keys(archive(*range(20)), mailed(0)) == days(*range(12, 19))


def test_weeks_and_days_do_not_mix() -> None:
    """The record of a day says nothing of a week."""
    assert keys(archive(0, 7), mailed(0), "week") == ["2025-W34"]


def test_a_named_day() -> None:
    """The digest, or why there is none."""
    found = archive(0, 1, empty=(0,))
    by_day = digests.of(found, "day")
    assert due.one(found, by_day, MONDAY) == "2025-08-18 has no papers"
    assert due.one(found, by_day, MONDAY + timedelta(days=1)) == (
        "2025-08-19 is not complete: nothing was fetched after its end yet"
    )
    assert due.one(found, by_day, date(2024, 1, 1)) == "there is no list of that day"
    assert due.one(found, by_day, None) == "there is no complete day with papers"
    newest = due.one(archive(0, 1), digests.of(archive(0, 1), "day"), None)
    assert not isinstance(newest, str)
    assert newest.period.key == "2025-08-18"
