"""Vectors and groups."""

import numpy as np

from generator.search import nearness
from tests.search.test_index import whole
from tests.support import fabricate, linking
from tests.support.helpers import paper


def test_papers_of_one_subject_share_more_than_those_of_two() -> None:
    """Two bits a dimension are enough to tell subjects apart."""
    kites = [
        paper(n, title=f"Kites fly on strings {n}", abstract="wind kite string tail " * 4)
        for n in range(1, 9)
    ]
    boats = [
        paper(n, title=f"Boats sail rivers {n}", abstract="river boat sail harbour " * 4)
        for n in range(9, 17)
    ]
    graph = linking.of(*kites, *boats)
    found = nearness.of(graph.space)
    rows = np.array([unpacked(found.vector(one)) for one in graph.space.papers])
    near = rows @ rows.T
    assert near[:8, :8].mean() > near[:8, 8:].mean()


def unpacked(body: bytes) -> list[float]:
    """Four values a byte, the first in the high bits."""
    return [(byte >> shift & 3) - 1.5 for byte in body for shift in (6, 4, 2, 0)]


def test_every_paper_has_a_group() -> None:
    """Each paper lies in one of the groups that have a centre."""
    found = nearness.of(whole().space)
    assert len(found.row) == len(whole().archive.shown)
    assert len(found.centres) >= 8
    assert 0 <= found.group.min() <= found.group.max() < len(found.centres)


def test_an_archive_without_papers_or_words() -> None:
    """Nothing to group is no error."""
    assert len(nearness.of(linking.graph([]).space).centres) == 0
    bare = linking.of(paper(1, title="…", abstract=None))
    assert len(nearness.of(bare.space).vector(bare.space.papers[0])) == 16


def test_the_same_whatever_the_order() -> None:
    """Groups depend on the papers alone."""
    listings = fabricate.listings(60, 6)
    one, other = (nearness.of(linking.graph(part).space) for part in (listings, listings[::-1]))
    assert one.vectors.tobytes() == other.vectors.tobytes()
    assert one.centres.tobytes() == other.centres.tobytes()
