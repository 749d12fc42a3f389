"""Exact names lead to papers."""

from pathlib import Path
from typing import Any

import pytest

from generator.search import keys
from generator.search.layout import KEY_KINDS
from generator.tokens import fold
from tests.search.conftest import Read
from tests.search.invented import many, parted

KEYED = "client.exact.keyed(await index(folder), kind, folded)"


def entry(read: Read, folder: Path, kind: str, folded: str) -> Any:
    """Page and papers of a key."""
    return read(KEYED, folder=str(folder), kind=kind, folded=folded)


@pytest.mark.slow
def test_titles_ids_and_people(read: Read, built: Path) -> None:
    """Each paper is found by its id and its title, and by each of its authors."""
    papers = [paper for segment in parted(many()) for paper in segment.papers]
    for number, paper in list(enumerate(papers))[::50]:
        for kind, key in (("id", paper.paper.id), ("title", fold.key(paper.paper.title))):
            assert number in entry(read, built, kind, key)["numbers"], key
        for name in paper.shown_names[:3]:
            found = entry(read, built, "name", fold.key(name))["numbers"]
            assert number in found or len(found) >= keys.MOST, name


@pytest.mark.slow
def test_a_name_with_a_page_tells_it(read: Read, built: Path) -> None:
    """A name with a page leads to that page."""
    group = max(many().people.authors.values(), key=lambda one: len(one.papers))
    assert entry(read, built, "name", fold.key(group.label))["path"].startswith("authors/")


def test_kinds_are_told_apart() -> None:
    """A title and a person with the same letters share a place and nothing else."""
    places, checks = zip(*keys.codes([f"{kind} ada" for kind in KEY_KINDS]), strict=True)
    assert len(set(places)) == 1
    assert len(set(checks)) == len(KEY_KINDS)
