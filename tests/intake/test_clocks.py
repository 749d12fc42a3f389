"""What a wrong clock leaves behind."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake import clocks, merge
from generator.records.listing import Listing
from generator.records.paper import Signals
from generator.records.schema import listing_from_json, listing_to_json
from generator.records.visit import Missing, Visit, Visits
from tests.support import strategies
from tests.support.helpers import DAY, listed, listing, paper, paper_id
from tests.support.strategies import examples

NOW = datetime(2026, 11, 20, 6, tzinfo=UTC)
EARLY = datetime(2025, 8, 20, 12, tzinfo=UTC)
"""Among the times of the strategies: some are in its future."""
FUTURE = "2030-01-02T03:04:05Z"


@pytest.mark.parametrize(
    ("now", "days", "says"),
    [
        (NOW, [], ""),
        (NOW, [date(2026, 11, 20)] * 5, ""),
        (NOW, [date(2026, 11, 21)] * 5, ""),
        (NOW, [date(2099, 1, 5), date(2098, 1, 5)], ""),  # rather those two than the clock
        (
            NOW,
            [date(2026, 11, n) for n in (23, 24, 25)],
            "list days from 2026-11-23 to 2026-11-25 are already stored",
        ),
        (NOW, [date(2026, 11, n) for n in (18, 19, 20, 23, 24, 25)], "if it is right, remove these days"),
        (NOW, [*(date(2026, 11, n) for n in (17, 18, 19)), *(date(2099, 1, n) for n in (5, 6, 7))], ""),
        (NOW, [date(2026, 11, 17), *(date(2099, 1, n) for n in (5, 6, 7))], "from 2099-01-05 to 2099-01-07"),
        (
            datetime(1970, 1, 1, tzinfo=UTC),
            [],
            "shows 1970-01-01 00:00 UTC, which cannot be right; correct the clock",
        ),
        (
            datetime(2020, 5, 1, tzinfo=UTC),
            [],
            "shows 2020-05-01 00:00 UTC, which cannot be right; correct the clock",
        ),
    ],
)
def test_clock(now: datetime, days: list[date], says: str) -> None:
    """It is wrong before this program was, and where several stored list days have not come yet."""
    found = clocks.clock_fault(now, days)
    assert says in found
    assert bool(says) == bool(found)


@pytest.mark.parametrize(
    ("headers", "fault"),
    [
        ({}, None),
        ({"date": "yesterday"}, None),
        ({"date": "Fri, 99 Nov 2026 06:00:00 GMT"}, None),
        ({"date": "Fri, 20 Nov 2026 05:00:00 GMT"}, ""),
        ({"date": "Thu, 19 Nov 2026 06:00:00 GMT"}, ""),
        ({"date": "Thu, 19 Nov 2026 05:59:59 GMT"}, "the server's 2026-11-19 05:59"),
        ({"date": "Thu, 19 Nov 2026 05:59:59 GMT", "age": "7200"}, ""),  # from a cache
        ({"date": "Tue, 20 Nov 2029 06:00:00 GMT"}, "the server's 2029-11-20 06:00"),
        ({"date": "Fri, 20 Nov 2026 06:00:00 GMT", "age": "9" * 30}, ""),
        ({"date": "Fri, 20 Nov 2026 06:00:00 GMT", "age": "9" * 10}, "the server's 2343-"),
        ({"date": "Fri, 31 Dec 9999 23:59:59 GMT", "age": "9" * 10}, None),
    ],
)
def test_server(headers: dict[str, str], fault: str | None) -> None:
    """A server's time, with how long its answer lay in a cache, is at most a day from ours."""
    found = clocks.disagreement(NOW, headers)
    if fault:
        assert found is not None
        assert fault in found
    else:
        assert found == fault


@given(strategies.listings())
def test_nothing_to_heal(one: Listing) -> None:
    """A listing without times in the future is left as it is."""
    assert clocks.healed(one, NOW) is one


@settings(max_examples=examples(60))
@given(strategies.listings(), strategies.listings())
def test_healed(one: Listing, other: Listing) -> None:
    """No time is left in the future, the result can be stored, healing it again changes nothing, and
    healed listings merge like any."""
    a, b = clocks.healed(one, EARLY), clocks.healed(other, EARLY)
    assert not clocks.latest_in_future(a, EARLY)
    assert clocks.healed(a, EARLY) == a
    assert listing_from_json(listing_to_json(a)) == a
    assert [x.paper for x in a.papers] == [x.paper for x in one.papers]
    assert merge.union(a, b) == merge.union(b, a)
    assert not clocks.latest_in_future(merge.union(a, b), EARLY)


@pytest.mark.attack(8, "one fetch by a clock of 2030")
@settings(max_examples=examples(60))
@given(strategies.answers(), strategies.answers())
def test_a_true_answer_wins(wrong: object, true: object) -> None:
    """Whatever an answer of the future said, any later true answer replaces it."""
    assert isinstance(wrong, type(listed()))
    assert isinstance(true, type(listed()))
    poisoned = replace(
        wrong, first_seen=FUTURE, seen=FUTURE, submitted=None, signals=(Signals(at=FUTURE, upvotes=9),)
    )
    at = "2026-11-20T06:00:00Z"
    answer = replace(true, first_seen=at, seen=at, signals=(Signals(at=at, upvotes=1),))
    known = clocks.healed(listing([poisoned], captured=FUTURE), NOW)
    found = merge.refreshed(known, listing([answer], captured=at))
    assert found.captured == at
    (one,) = found.papers
    for name in merge.CONTENT:
        value = getattr(answer.paper, name)
        assert getattr(one.paper, name) == (
            value if value not in (None, ()) else getattr(poisoned.paper, name)
        )
    assert one.signals == answer.signals


def test_what_is_believed() -> None:
    """A day in the future is refused, a paper listed too long after its publication is lost, dates and
    times in the future count as not given."""
    ahead = clocks.believed(listing([listed(1)], day=date(2099, 1, 5)), "x", NOW)
    assert ahead.listing is None
    assert str(ahead.problems[0]) == "x: the list day 2099-01-05 is in the future: today is 2026-11-20"
    papers = [
        listed(1),
        listed(2, of=paper(2, published="2024-01-01")),
        listed(3, of=paper(3, published="2031-01-01", withdrawn="2031-01-01"), seen=FUTURE),
    ]
    found = clocks.believed(listing(papers), "x", NOW)
    assert found.listing is not None
    assert [one.paper.id for one in found.listing.papers] == [paper_id(1), paper_id(3)]
    assert found.listing.papers[1].paper.published is None
    assert found.listing.papers[1].paper.withdrawn is None
    assert [(one.where, one.severity, one.message) for one in found.problems] == [
        (
            "0001.00002",
            "lost",
            "the list day 2025-08-20 is more than 400 days after its publication on 2024-01-01",
        ),
        ("0001.00003 published", "dropped", "2031-01-01 is in the future: today is 2026-11-20"),
        ("0001.00003 withdrawn", "dropped", "2031-01-01 is in the future: today is 2026-11-20"),
        ("2025-08-20", "dropped", f"contains times in the future up to {FUTURE}: they are ignored"),
    ]


def test_read_before_it_was_there() -> None:
    """A time long before the list day, when nobody can have read it, does not stand for the first answer; what
    is stored stays, and no paper becomes a late one."""
    early, good = "1991-08-01T05:00:00Z", listing([listed(1)])
    wrong = listing([listed(1, first_seen=early), listed(2)], captured=early)
    found = clocks.believed(wrong, "x", NOW)
    message = f"says it was read at {early}, before its list day: such times are ignored"
    assert [one.message for one in found.problems] == [message]
    assert found.listing is not None
    assert merge.union(good, found.listing).captured == good.captured
    assert clocks.healed(found.listing, NOW) == found.listing
    kept, said = clocks.shown([listing([listed(1)], captured=early)], NOW)
    assert (kept, list(said)) == ([good], [DAY])


@settings(max_examples=examples(40))
@given(strategies.listings(), st.integers(0, 4))
def test_whatever_is_believed(one: Listing, days: int) -> None:
    """What is let in has no time in the future, and letting it in again changes nothing."""
    now = EARLY + timedelta(days=days)
    first = clocks.believed(one, "x", now).listing
    if first is not None:
        assert not clocks.latest_in_future(first, now)
        assert clocks.believed(first, "x", now).listing == first


def test_what_is_shown() -> None:
    """A stored day in the future is left out until it has come; the others are shown without their times
    in the future, and all are named."""
    then = "2099-01-05T00:00:00Z"
    ahead, poisoned = (
        listing([listed(1, seen=then)], day=date(2099, 1, 5), captured=then),
        listing([listed(2, seen=FUTURE)], captured=FUTURE),
    )
    old = listing([listed(3, of=paper(3, published="2020-01-01"))], day=DAY + timedelta(days=1))
    kept, wrong = clocks.shown([ahead, poisoned, old], NOW)
    assert [one.day for one in kept] == [DAY, DAY + timedelta(days=1)]
    assert not clocks.latest_in_future(kept[0], NOW)
    assert wrong == {
        date(
            2099, 1, 5
        ): "the list day 2099-01-05 is in the future: today is 2026-11-20; not shown until then",
        DAY: f"contains times in the future, up to {FUTURE}; the next papers fetch corrects them",
        DAY + timedelta(days=1): "1 of its papers were published more than 400 days before",
    }
    assert clocks.shown([ahead], datetime(2099, 1, 5, tzinfo=UTC))[0] == [ahead]


def test_what_is_remembered() -> None:
    """Visits of the future are forgotten."""
    good, bad = Visit(at="2026-11-19T06:00:00Z"), Visit(at=FUTURE)
    waiting = replace(good, missing=Missing(papers=(paper_id(1),), since=FUTURE))
    days = {DAY: good, DAY + timedelta(days=1): bad, DAY + timedelta(days=2): waiting}
    assert clocks.remembered(Visits(ended=FUTURE, days=days), NOW) == Visits(days={DAY: good})
