"""Exact names lead to papers."""

import pytest

from generator.search import keys, segments
from generator.search.shelf import Shards
from generator.tokens import fold
from tests.search.reading import Reader, shelf_of
from tests.search.test_index import whole


def entries(key: str, shelf: dict[bytes, bytes]) -> list[tuple[str, list[int]]]:
    """Page and papers of a key."""
    value = Reader(shelf.get(keys.hashed(key), b""))
    found = []
    while value.at < len(value.body):
        check, path, last, papers = value.take(1)[0], value.word(), 0, []
        for _ in range(value.number()):
            last += value.number()
            papers.append(last)
        if check == keys.check(key):
            found.append((path, papers))
    return found


@pytest.fixture(scope="module")
def shelf() -> dict[bytes, bytes]:
    """The names of the first segment."""
    shards = Shards()
    segment = segments.of(whole().archive.shown)[0]
    return shelf_of(keys.shelf(segment, whole(), shards), shards)


def test_titles_ids_and_people(shelf: dict[bytes, bytes]) -> None:
    """Each paper is found by its id and its title, and by each of its authors."""
    segment = segments.of(whole().archive.shown)[0]
    for number, paper in list(enumerate(segment.papers))[::50]:
        for key in (f"id {paper.paper.id}", f"title {fold.key(paper.paper.title)}"):
            assert any(number in papers for _, papers in entries(key, shelf)), key
        for name in paper.shown_names[:3]:
            found = entries(f"name {fold.key(name)}", shelf)
            assert any(number in papers or len(papers) == keys.MOST for _, papers in found), name


def test_a_name_with_a_page_tells_it(shelf: dict[bytes, bytes]) -> None:
    """Whoever has a page is told of by it."""
    group = max(whole().people.authors.values(), key=lambda one: len(one.papers))
    paths = [path for path, _ in entries(f"name {fold.key(group.label)}", shelf)]
    assert any(path.startswith("authors/") for path in paths)


def test_kinds_are_told_apart() -> None:
    """A title and a person of the same letters share a place and nothing else."""
    assert keys.hashed("title ada") == keys.hashed("name ada")
    assert len({keys.check(f"{kind} ada") & 3 for kind in keys.KINDS}) == len(keys.KINDS)
