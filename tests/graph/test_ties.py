from typing import Any

import pytest

from generator.graph import ties
from generator.graph.ties import Tie, Tied, Ties
from generator.records.ids import PaperId
from generator.records.paper import AuthorName, Paper
from tests.support import linking
from tests.support.helpers import paper, paper_id
from tests.support.notebook import Notebook

PLAIN: dict[str, Any] = {"title": "Untold", "abstract": "We fold stars.", "authors": (), "keywords": ()}


def between(one: dict[str, Any], other: dict[str, Any]) -> Tie | None:
    """What ties two papers of an archive."""
    found = linking.of(paper(1, **(PLAIN | one)), paper(2, **(PLAIN | other)))
    tie = found.ties.between(paper_id(1), paper_id(2))
    assert (paper_id(2) in found.related[paper_id(1)]) is bool(tie)
    return tie


ADA, BO = AuthorName(name="Ada Example"), AuthorName(name="Bo Beispiel")


@pytest.mark.parametrize(
    ("one", "other", "tie"),
    [
        ({"authors": (ADA, BO)}, {"authors": (BO, ADA)}, Tie("author", ("Bo Beispiel", "Ada Example"))),
        ({"keywords": ("Folded stars",)}, {"keywords": ("folded star",)}, Tie("keyword", ("foldedstar",))),
        ({"abstract": "A kite. A kite."}, {"abstract": "A kite. A kite."}, Tie("topic", ("kites",))),
        ({"title": "Folding stars"}, {"title": "The star folds"}, Tie("word", ("folds",))),
        ({"title": "Of stars"}, {"title": "Of folding"}, None),
    ],
)
def test_what_ties(one: dict[str, Any], other: dict[str, Any], tie: Tie | None) -> None:
    """People before keywords, these before topics, and words of titles last; without a tie, papers are not
    related, however alike their texts are."""
    assert between({"title": "One"} | one, {"title": "Other"} | other) == tie


def test_hidden_authors_tie_nothing() -> None:
    """Somebody who asked not to be shown is not shown as a reason."""
    hidden = AuthorName(name="Ada Example", hidden=True)
    assert between({"title": "One", "authors": (hidden,)}, {"title": "Other", "authors": (hidden,)}) is None


def test_what_many_have_ties_none() -> None:
    """A word of more than a few titles and a keyword of as many papers are no reason."""
    many = [
        paper(n, **(PLAIN | {"title": f"Folding w{n}x", "keywords": ("stars",)}))
        for n in range(1, ties.FEW + 3)
    ]
    found = linking.of(*many)
    assert found.ties.between(paper_id(1), paper_id(2)) is None
    assert found.related[paper_id(1)] == ()
    fewer = linking.of(*many[: ties.FEW])
    assert fewer.ties.between(paper_id(1), paper_id(2)) == Tie("keyword", ("star",))
    assert len(fewer.related[paper_id(1)]) == ties.SIZE


def test_ties_of_an_earlier_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ties papers is worked out once: again only for papers of which something that ties has changed."""
    known = Notebook()
    papers = [paper(n, **(PLAIN | {"title": f"Folding w{n}x"})) for n in range(1, 8)]

    def tied(*some: Paper) -> Tied:
        found = linking.of(*some)
        return Tied(found.nearest, found.ties, known)

    first = dict(tied(*papers))
    assert all(first.values())
    asked: list[str] = []
    real = Ties.are_between

    def asking(self: Ties, one: PaperId, other: PaperId) -> bool:
        asked.append(one)
        return real(self, one, other)

    monkeypatch.setattr(Ties, "are_between", asking)
    assert dict(tied(*papers)) == first
    assert not asked
    other = paper(7, **(PLAIN | {"title": "Untold"}))
    assert dict(tied(*papers[:6], other)) == dict(linking.of(*papers[:6], other).related)
    assert asked
