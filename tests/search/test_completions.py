"""Completions of a prefix."""

import pytest

from generator.search import completions, packing
from generator.search.layout import COMPLETION_KINDS, Completion
from generator.search.packs import Packs
from tests.search.conftest import Read, bodies
from tests.support import linking
from tests.support.helpers import paper


def offered(read: Read, titles: list[str], beginning: str) -> list[str]:
    """The labels kept for a prefix."""
    packs = Packs()
    graph = linking.of(*(paper(n, title=title) for n, title in enumerate(titles, 1)))
    found: list[dict[str, str]] = read(
        "client.complete.complete(shelf(root, packs), beginning, () => beginning)",
        root=completions.shelf(graph, packs),
        packs=bodies(packs),
        beginning=beginning,
    )
    return [one["label"] for one in found]


def test_titles_from_each_of_their_first_words(read: Read) -> None:
    """A title is found from its first words on, folded."""
    for beginning in ("k", "i", "w"):
        assert "Kités in Wind" in offered(read, ["Kités in Wind", "Else"], beginning)


def test_the_best_few(read: Read) -> None:
    """Of many, a short prefix has only the most upvoted; a longer one distinguishes the others."""
    titles = [f"Kite {word}" for word in ("apple", "bread", "cloud", "drum", "eagle", "field", "gold")]
    kept = [label for label in offered(read, titles, "k") if label in titles]
    assert kept == [f"Kite {word}" for word in ("gold", "field", "eagle", "drum", "cloud")]
    assert offered(read, titles, "kitea") == ["Kite apple"]


def test_beginnings_of_the_whole_come_first(read: Read) -> None:
    """Before those of which a later word begins so."""
    titles = ["A Kite", "Kite A"]
    assert [label for label in offered(read, titles, "k") if label in titles] == ["Kite A", "A Kite"]


@pytest.mark.parametrize(
    ("kind", "typed", "labels", "expected"),
    [
        (
            "title",
            "diffusionm",
            ["A diffusion model", "Diffusion Of heat", "Fast Diffusion Models", "Diffusion Magic"],
            ["Diffusion Magic", "A diffusion model", "Fast Diffusion Models"],
        ),
        ("author", "chen", ["Kai Chen", "Chen Wei"], ["Kai Chen", "Chen Wei"]),
    ],
)
def test_longer_beginnings(read: Read, kind: str, typed: str, labels: list[str], expected: list[str]) -> None:
    """Matching names from the shorter prefix, those that start with it first, except for people."""
    rows = [Completion(kind=COMPLETION_KINDS.index(kind), label=label, path="", weight=1) for label in labels]
    found = read(
        """client.complete.complete(
            { find: async (beginning) => (beginning === typed.slice(0, 1) ? bytes(value) : null) },
            typed, (text) => text.toLowerCase())""",
        value=b"".join(map(packing.record, rows)),
        typed=typed,
    )
    assert [one["label"] for one in found] == expected
