"""Exact names lead to papers."""

from pathlib import Path
from typing import Any

import pytest

from generator.graph.abbreviations import Pair
from generator.records.paper import Organization
from generator.search import keys, layout
from generator.search.layout import KEY_KINDS
from generator.search.segments import Segment
from generator.tokens import fold
from tests.search.conftest import Read
from tests.search.invented import many, parted
from tests.support import linking
from tests.support.helpers import paper

KEYED = "client.exact.keyed(await index(folder), kind, folded)"


def entry(read: Read, folder: Path, kind: str, folded: str) -> Any:
    """Page and papers of a key."""
    return read(KEYED, folder=str(folder), kind=kind, folded=folded)


@pytest.mark.slow
def test_titles_ids_and_people(read: Read, built: Path) -> None:
    """Each paper is found by its id and its title, and by each of its authors."""
    papers = [one for segment in parted(many()) for one in segment.papers]
    for number, one in list(enumerate(papers))[::50]:
        for kind, key in (("id", one.paper.id), ("title", fold.key(one.paper.title))):
            assert number in entry(read, built, kind, key)["numbers"], key
        for name in one.shown_names[:3]:
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


def test_a_page_is_of_what_is_shown_so() -> None:
    """However many papers an organization has whose further name it is."""
    made = [
        paper(n, organization=Organization(name=name, fullname=shown))
        for n, (name, shown) in enumerate([("kites", "Kites")] * 9 + [("kites-lab", "Kites Lab")] * 5, 1)
    ]
    graph = linking.graph([linking.day(*made)])
    groups = graph.people.organizations.values()
    segment = Segment(first=0, papers=graph.archive.shown)
    whole = b"".join(
        value for _, value in keys.items(segment, groups, (), {"Kites": ["kiteslab", "kitesinc"]})
    )
    assert whole.count(b"orgs/kites-lab/") == 1
    assert whole.count(b"orgs/kites/") == 2


def test_long_forms_have_the_keys_of_names() -> None:
    """Forms that differ in signs only are one key, and the form that papers write is before the other number."""
    pairs = [Pair("LMS", "language models"), Pair("LM", "language-model")]
    found = keys.long_forms(pairs)
    papers = linking.graph([linking.day(paper(1))]).archive.shown
    of_names = {word for word, _ in keys.items(Segment(first=0, papers=papers), (), pairs, {})}
    assert found.keys() < {word + layout.KEYED.encode() for word in of_names}
    assert sorted(found.values()) == ["LM", "LMS"]
    assert found == keys.long_forms([*reversed(pairs)])
