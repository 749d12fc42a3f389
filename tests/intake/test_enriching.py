"""Laws of joining answers about one paper, and when to ask again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.enriching import is_due, join, merged, refreshed
from generator.records.enriched import Enriched
from generator.records.ids import PaperId
from generator.records.known import Links, Version

KEY = PaperId("2508.12345")
TIMES = st.sampled_from([f"2026-11-{day}T06:00:00Z" for day in (19, 20, 21)])
MODELS = [None, *(Links(at="2026-11-20", total=total) for total in (1, 2))]


@st.composite
def answers(draw: st.DrawFn) -> Enriched:
    """One answer."""
    seen = draw(TIMES)
    is_there = draw(st.sampled_from([None, True, False]))
    return Enriched(
        id=KEY,
        seen=seen,
        categories=draw(st.sampled_from([(), ("cs.LG",), ("cs.CL", "cs.LG")])),
        doi=draw(st.sampled_from([None, "10.1234/a", "10.1234/b"])),
        models=draw(st.sampled_from(MODELS)),
        versions=draw(st.sampled_from([(), *((Version(number=n, day=f"2025-08-1{n}"),) for n in (1, 2))])),
        lacked=(("code", seen),) if is_there is False else (),
        had=(("code", seen),) if is_there else (),
    )


@given(answers(), answers(), answers())
def test_laws(a: Enriched, b: Enriched, c: Enriched) -> None:
    """The order in which answers come, and how often, does not matter."""
    assert join(a, b) == join(b, a)
    assert join(join(a, b), c) == join(a, join(b, c))
    assert join(join(a, b), b) == join(a, b)


@given(answers(), answers())
def test_nothing_shrinks(a: Enriched, b: Enriched) -> None:
    """What one answer has, the result has, if only in a newer form."""
    both = refreshed(refreshed(None, a), b)
    for name in ("categories", "doi", "models"):
        assert bool(getattr(both, name)) == bool(getattr(a, name) or getattr(b, name))
    assert {one.number for one in both.versions} >= {one.number for one in a.versions}


def test_a_repetition_leaves_no_trace() -> None:
    """Not even the day of numbers that are still the same."""
    first = Enriched(
        id=KEY, seen="2026-11-19T06:00:00Z", doi="10.1234/a", models=Links(at="2026-11-19", total=2)
    )
    again = replace(first, seen="2026-11-21T06:00:00Z", models=Links(at="2026-11-21", total=2))
    assert refreshed(first, again) is first
    more = replace(again, models=Links(at="2026-11-21", total=3))
    assert refreshed(first, more).models == Links(at="2026-11-21", total=3)


def test_files_merge() -> None:
    """Two clones' versions of a file: all papers of both."""
    a, b, other = (
        Enriched(id=KEY, seen="2026-11-19T06:00:00Z", doi="10.1234/a"),
        Enriched(id=KEY, seen="2026-11-20T06:00:00Z", comment="Accepted"),
        Enriched(id=PaperId("2508.12346"), seen="2026-11-20T06:00:00Z"),
    )
    assert merged([a], [other, b]) == (join(a, b), other)


DAYS, RARELY, LISTED = (1, 3, 7), 180, date(2026, 1, 1)


@pytest.mark.parametrize(
    ("asked", "today", "is_one"),
    [
        (None, 0, True),
        (0, 0, False),
        (0, 1, True),
        (1, 2, False),
        (2, 3, True),
        (0, 30, True),
        (7, 30, False),
        (30, 187, False),
        (30, 210, True),
        (5, 187, True),
    ],
)
def test_when(asked: int | None, today: int, is_one: bool) -> None:  # noqa: FBT001 - a row of the table
    """On its days after the listing, once each, however late; then rarely."""
    last = None if asked is None else LISTED + timedelta(days=asked)
    assert is_due(LISTED, last, LISTED + timedelta(days=today), DAYS, RARELY) == is_one
