"""Papers of closed quarters."""

from datetime import date

import pytest

from generator.archive import Archive
from generator.graph.similarity import closed
from tests.support.helpers import listed, listing


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 3, 31), date(2026, 1, 1)),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 12, 31), date(2026, 10, 1)),
    ],
)
def test_quarters(day: date, first: date) -> None:
    """Each begins in January, April, July or October."""
    assert closed.quarter(day) == first


def test_papers_of_the_newest_quarter_are_left_out() -> None:
    """Places of all others; none where there is one quarter, or no paper."""
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 31))
    papers = Archive.of([listing([listed(n)], day=day) for n, day in enumerate(days, 1)]).shown
    assert [papers[row].first_day for row in closed.rows(papers)] == [days[0]]
    assert closed.rows(papers[1:]) == []
    assert closed.rows([]) == []


def test_a_sample_does_not_depend_on_the_others() -> None:
    """Rows chosen from many are also chosen from fewer; if there are few enough, all are."""
    papers = Archive.of([listing([listed(n) for n in range(1, 60)])]).shown
    rows = list(range(len(papers)))
    assert closed.sample(rows, papers, 100) == rows
    some = closed.sample(rows, papers, 20)
    assert len(some) == 20
    assert set(closed.sample(some, papers, 10)) == set(closed.sample(rows, papers, 10))
