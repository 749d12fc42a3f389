"""Which papers are indexed together."""

from generator.search import segments
from tests.search.invented import many, parted
from tests.support import fabricate, linking


def test_none_one_and_two() -> None:
    """An empty archive has no segment, a small one has one, and a large one has its last quarter separate."""
    assert segments.of([], list) == []
    small = parted(linking.graph(fabricate.listings(40)))
    assert [one.first for one in small] == [0]
    closed, current = parted(many())
    assert (closed.first, current.first) == (0, len(closed.papers))
    assert max(paper.first_day for paper in closed.papers) < min(paper.first_day for paper in current.papers)
    quarters = {(paper.first_day.month - 1) // 3 for paper in current.papers}
    assert len(quarters) == 1
