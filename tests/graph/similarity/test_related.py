import random
from dataclasses import replace

import pytest

from generator.archive import Archive
from generator.graph.similarity import closed, related, space
from generator.records.paper import Paper
from tests.support import fabricate, linking
from tests.support.helpers import listed, paper, paper_id


def shown(*papers: Paper) -> Archive:
    """An archive of these papers."""
    return Archive.of([linking.day(*papers)])


@pytest.fixture(scope="module")
def archive() -> Archive:
    """Some invented papers."""
    return Archive.of(fabricate.listings(120, 8))


def test_order_is_no_matter(archive: Archive) -> None:
    """The same papers have the same neighbours, whatever order they come in."""
    mixed = list(archive.shown)
    random.Random(5).shuffle(mixed)  # noqa: S311 - an order, not a secret
    assert related.related(space.of(mixed)) == related.related(space.of(archive.shown))


def test_lists(archive: Archive) -> None:
    """A list has at most `size` papers, each once, all of them shown, and never its own."""
    known = {one.paper.id for one in archive.shown}
    for size in (1, 5, 10):
        found = related.related(space.of(archive.shown), size)
        assert set(found) == known
        for key, others in found.items():
            assert len(others) == len(set(others)) <= size
            assert key not in others
            assert set(others) <= known


def test_everybody_is_linked(archive: Archive) -> None:
    """A paper that shares a word with any other is among the first few of some paper."""
    found = related.related(space.of(archive.shown))
    linked = {other for others in found.values() for other in others[: related.TOP]}
    assert {key for key, others in found.items() if others} <= linked


@pytest.mark.parametrize("count", [0, 1, 2])
def test_tiny_archives(count: int) -> None:
    """No paper has no list, one has an empty one, two have each other."""
    found = related.related(
        space.of(shown(*(paper(n, title=f"Kites in wind {n}") for n in range(1, count + 1))).shown)
    )
    expected = {0: {}, 1: {paper_id(1): ()}}
    alike = dict.fromkeys((paper_id(1), paper_id(2)), 1)
    assert found == expected.get(count, found)
    if count == 2:
        assert set(found) == set(alike)


def test_two_that_share_words() -> None:
    """Two papers with common words, and words of their own, are related to each other."""
    one = paper(1, title="Kites in the wind", abstract="Strings hold a kite against storms and rain.")
    other = paper(2, title="Kites on a beach", abstract="Sand gives a kite no hold, says a child.")
    assert related.related(space.of(shown(one, other).shown)) == {
        paper_id(1): (paper_id(2),),
        paper_id(2): (paper_id(1),),
    }


def test_twins_are_left_out() -> None:
    """Two versions of one paper are not in each other's list, nor together in another list."""
    text = "Lanterns give light to narrow lanes and to wide squares, in rain and in snow."
    twins = [paper(n, title="Lanterns of a Town", abstract=text) for n in (1, 2)]
    others = [
        paper(n, title=f"Lanterns number {n}", abstract=f"Squares and lanes of {w} in snow.")
        for n, w in enumerate(["clay", "brick", "stone", "glass"], 3)
    ]
    found = related.related(space.of(shown(*twins, *others).shown))
    both = {paper_id(1), paper_id(2)}
    assert all(found[key] for key in both)
    assert all(
        not (key in both and both & set(near)) and not both <= set(near) for key, near in found.items()
    )


def test_no_words() -> None:
    """Papers without words, or only with words that no other paper has, have no related papers."""
    papers = (paper(1, title="", abstract=None), paper(2, title="… — !", abstract=None), paper(3), paper(4))
    found = related.related(space.of(shown(*papers).shown))
    assert found[paper_id(1)] == found[paper_id(2)] == ()


def test_closed_quarters_are_related_among_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day more changes no list of a paper of a closed quarter, not even where it lists a version of an old
    paper; its own papers are related to old ones, and are linked if some other new paper has room."""
    monkeypatch.setattr(closed, "FEWEST", 100)
    days = fabricate.listings(300)
    whole = Archive.of(days).shown
    rows = closed.settled(whole)
    old = {whole[row].paper.id for row in rows}
    assert 100 <= len(old) < len(whole)
    twin = replace(whole[rows[0]].paper, id=paper_id(90_000))
    days[-1] = replace(days[-1], papers=(*days[-1].papers, listed(1, of=twin)))
    before = related.related(space.of(Archive.of(days[:-1]).shown))
    after = related.related(space.of(Archive.of(days).shown))
    assert all(before[key] == after[key] for key in old)
    assert all(set(after[key]) <= old for key in old)
    new = after.keys() - old
    assert any(set(after[key]) & old for key in new)
    linked = {other for others in after.values() for other in others[: related.TOP]}
    assert len(new & linked) > len(new) / 2
