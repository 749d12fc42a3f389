"""What can be believed of an answer."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import RefusedError
from generator.intake import plausibility
from generator.records.listing import Listing
from generator.records.visit import Missing
from tests.support.helpers import listed, listing, paper_id

AT = "2026-11-20T06:00:00Z"
LATER = "2026-11-21T06:00:00Z"


def of(*numbers: int) -> Listing:
    """A listing of these papers."""
    return listing([listed(number) for number in numbers])


def missing(*numbers: int, since: str = AT, is_confirmed: bool = False) -> Missing:
    """The memory of a loss."""
    return Missing(papers=tuple(map(paper_id, numbers)), since=since, is_confirmed=is_confirmed)


@pytest.mark.parametrize(
    ("day", "published", "fault"),
    [
        ("2026-11-20", None, None),
        ("2026-11-21", "2026-11-20", None),  # tomorrow: the list opens early
        ("2026-11-22", None, "the list day 2026-11-22 is in the future: today is 2026-11-20"),
        ("2099-01-05", "2026-01-05", "the list day 2099-01-05 is in the future: today is 2026-11-20"),
        ("2026-11-20", "2025-10-16", None),
        (
            "2026-11-20",
            "2025-10-15",
            "the list day 2026-11-20 is more than 400 days after its publication on 2025-10-15",
        ),
    ],
)
def test_list_day(day: str, published: str | None, fault: str | None) -> None:
    """A list day is at most tomorrow, and at most 400 days after the paper's publication."""
    found = plausibility.list_day_fault(date.fromisoformat(day), published, date(2026, 11, 20))
    assert found == fault


@pytest.mark.parametrize(("lost", "total"), [(0, 0), (0, 5), (1, 2), (3, 6)])
def test_half_may_be_unusable(lost: int, total: int) -> None:
    """Up to half of an answer's records may be bad."""
    plausibility.refuse_mostly_bad(lost, total)


@pytest.mark.parametrize(("lost", "total"), [(2, 3), (4, 7)])
def test_more_than_half_may_not(lost: int, total: int) -> None:
    """Beyond that none of it is believed."""
    with pytest.raises(RefusedError, match=f"{lost} of {total} records are unusable") as caught:
        plausibility.refuse_mostly_bad(lost, total)
    assert caught.value.reason == "mostly-bad"


@pytest.mark.parametrize(
    ("known", "seen"),
    [(None, of()), (None, of(1)), (of(), of()), (of(), of(1)), (of(1, 2), of(1, 2)), (of(1), of(1, 2, 3))],
)
def test_nothing_is_missing(known: Listing | None, seen: Listing) -> None:
    """A first answer, the same one, or a longer one."""
    assert plausibility.shrinking(known, seen, None, AT) == plausibility.Shrinking()


@pytest.mark.parametrize(
    ("known", "seen", "refuse"),
    [
        (of(1, 2), of(1), False),  # one paper
        (of(*range(1, 11)), of(*range(1, 9)), False),  # a fifth
        (of(*range(1, 10)), of(*range(1, 8)), True),  # more than a fifth
        (of(1, 2, 3), of(1), True),
        (of(1), of(), True),  # nothing at all
        (of(1, 2), of(3, 4), True),
    ],
)
def test_what_may_be_missing(known: Listing, seen: Listing, refuse: bool) -> None:  # noqa: FBT001 - a column
    """One paper, or a fifth of the day, but never all of it."""
    found = plausibility.shrinking(known, seen, None, AT)
    assert bool(found.to_refuse) == refuse
    gone = {one.paper.id for one in known.papers} - {one.paper.id for one in seen.papers}
    assert found.missing == Missing(papers=tuple(sorted(gone)), since=AT)


def test_two_answers_that_agree() -> None:
    """A day apart they confirm the loss; sooner, or about other papers, they do not."""
    known, seen = of(1, 2, 3), of(1)
    first = plausibility.shrinking(known, seen, None, AT).missing
    assert first == missing(2, 3)
    soon = plausibility.shrinking(known, seen, first, "2026-11-21T05:59:59Z")
    assert soon.to_refuse
    assert soon.missing == first
    assert plausibility.shrinking(known, seen, first, LATER) == plausibility.Shrinking(
        missing=missing(2, 3, is_confirmed=True)
    )
    other = plausibility.shrinking(known, of(2), first, LATER)
    assert other.to_refuse
    assert other.missing == missing(1, 3, since=LATER)


def test_a_confirmed_loss_does_not_count_again() -> None:
    """What is known to be missing is left out when the next answer is judged, in part as well."""
    confirmed = missing(2, 3, is_confirmed=True)
    assert not plausibility.shrinking(of(1, 2, 3), of(1), confirmed, AT).to_refuse
    assert not plausibility.shrinking(of(1, 2, 3), of(1, 2), confirmed, LATER).to_refuse
    assert not plausibility.shrinking(of(1, 2, 3, 4), of(1), confirmed, LATER).to_refuse
    known = of(*range(1, 8))
    found = plausibility.shrinking(known, of(1, 6, 7), confirmed, LATER)
    assert found.to_refuse == "2 of 5 stored papers are missing from this answer"


def test_the_operator_and_silence() -> None:
    """The operator confirms at once; "nothing changed" confirms a day later."""
    assert plausibility.accepted(missing(1)) == missing(1, is_confirmed=True)
    assert plausibility.repeated(missing(1), AT) == missing(1)
    assert plausibility.repeated(missing(1), LATER) == missing(1, is_confirmed=True)


@given(st.sets(st.integers(1, 30)), st.sets(st.integers(1, 30)))
def test_whatever_is_judged(known: set[int], seen: set[int]) -> None:
    """Exactly the missing papers are named, and twice the same a day apart is never refused."""
    found = plausibility.shrinking(of(*known), of(*seen), None, AT)
    assert set(found.missing.papers if found.missing else ()) == {paper_id(n) for n in known - seen}
    again = plausibility.shrinking(of(*known), of(*seen), found.missing, LATER)
    assert not again.to_refuse
    assert again.missing == (found.missing and replace(found.missing, is_confirmed=True))


@pytest.mark.parametrize(
    ("size", "others", "why"),
    [
        (1, [30] * 7, "1 papers, usually about 30"),
        (0, [5, 6, 7, 8, 9, 10, 11], "0 papers, usually about 8"),
        (3, [30] * 7, ""),
        (1, [30] * 6, ""),
        (1, [], ""),
    ],
)
def test_few(size: int, others: list[int], why: str) -> None:
    """Below a tenth of the usual size a new day is suspicious, when enough days say what is usual."""
    assert plausibility.few(size, others) == why
