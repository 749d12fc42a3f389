"""Python, for the whole archive, and the browser, for every list, write the same bytes."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import text
from generator.records.ids import PaperId
from generator.records.paper import AuthorName
from generator.render.citations import entry
from generator.render.citations.entry import Entry
from tests.render.citations.formats import entries, made, made_by_browser
from tests.support import fabricate, linking
from tests.support.helpers import hostile_texts, paper
from tests.support.strategies import examples


def assert_same(of: list[Entry], node: str) -> None:
    """Every format of these papers, and the file each is looked for in."""
    found = made_by_browser(of, node)
    assert found.pop("parts") == [entry.part(one.id) for one in of]
    expected = made(of)
    assert found.keys() == expected.keys()
    for ending, whole in expected.items():
        assert found[ending] == whole, ending


def test_the_fabricated_archive(node: str) -> None:
    """Other scripts, old and provisional ids, papers of which only a title is known."""
    graph = linking.graph(fabricate.listings(60, 6))
    of = [entry.of(one, graph) for one in graph.archive.shown]
    assert any(one.id.is_provisional for one in of)
    assert any("/" in one.id for one in of)
    assert_same(of, node)


@pytest.mark.slow
def test_hostile_texts(node: str) -> None:
    """Each hostile string as title and as author, alone and among others."""
    said = hostile_texts()
    papers = [
        paper(
            number,
            title=text.clean(one, text.TITLE_CAP),
            authors=(
                AuthorName(name=text.clean(one, text.NAME_CAP)),
                AuthorName(name=text.clean(f"Jo {one}", text.NAME_CAP)),
            ),
        )
        for number, one in enumerate(said, start=1)
    ]
    assert_same(entries(*papers), node)


NAMES = [
    "Jo van der Berg", "Guy Van den Broeck", "Ana Ruiz y Soto", "Jo Example III", "李 明", "李明", "Ada",
    "The Example Team", "Tom & Jerry", "Jo_1 Example", "and", "others", "a, b", "{", "Jo \\Example", "김 민준",
    "سارا نمونه\u200cپور", "a\u200db",
]  # fmt: skip


def test_names_of_all_kinds(node: str) -> None:
    """Particles, suffixes, teams, one name, family name first, and what LaTeX would read as more than text."""
    authors = tuple(AuthorName(name=name) for name in NAMES)
    papers = [paper(number, authors=authors[number - 1 :]) for number in range(1, len(authors) + 2)]
    assert_same(entries(*papers), node)


def test_what_is_not_told(node: str) -> None:
    """Fields that are missing or empty."""
    (whole,) = entries(paper())
    bare = replace(whole, authors=(), published=None, topics=(), upvotes=None)
    zero = replace(whole, upvotes=0, organization="=1+1", code="https://example.org/c", project="@x")
    titled = replace(whole, id=PaperId("t-0123456789ab"), title="=cmd|' /C calc'!A0", latex="x")
    old = replace(whole, id=PaperId("math.GT/0309136"), primary="math.GT", venue="CVPR 2026")
    assert_same([whole, bare, zero, titled, old], node)
    assert "note={Accepted at CVPR 2026}" in made([old])["bib"]
    assert_same([], node)


# Each example starts Node, so a tenth as many hold ten times as many texts.
@pytest.mark.slow
@settings(max_examples=examples(10))
@given(
    st.lists(
        st.text(min_size=1, max_size=40).map(lambda one: text.clean(one, 40)).filter(bool),
        min_size=40,
        max_size=80,
    )
)
def test_any_text(node: str, said: list[str]) -> None:
    """Whatever a clean text holds."""
    papers = [
        paper(number, title=one, authors=(AuthorName(name=one), AuthorName(name=f"{one} Example")))
        for number, one in enumerate(said, start=1)
    ]
    assert_same(entries(*papers), node)


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("0001.00001", "0001-0"),
        ("2508.05999", "2508-0"),
        ("2508.06000", "2508-1"),
        ("0704.0001", "0704-0"),
        ("hep-th/9901001", "9901-0"),
        ("math.GT/0309136", "0309-0"),
        ("t-a123456789ab", "t-a"),
    ],
)
def test_parts(written: str, part: str) -> None:
    """An entry's file depends on the id alone: no other paper moves it."""
    key = PaperId.parse(written)
    assert key
    assert entry.part(key) == part
