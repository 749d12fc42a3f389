"""Answers about one paper: models, datasets, Spaces and code."""

import pytest

from generator.errors import RefusedError
from generator.intake.sources.huggingface import linked
from generator.records.ids import PaperId
from generator.records.known import Linked, Links

AT = "2026-11-20T06:00:00Z"
KEY = PaperId("2508.12345")


def test_an_answer() -> None:
    """Numbers carry their day; a bad name is dropped and reported."""
    document = {
        "id": KEY,
        "githubRepo": "https://github.com/lab/code",
        "linkedModels": [{"id": "lab/a", "likes": 2, "downloads": 9}, {"id": "../../etc"}, {"likes": 3}, "x"],
        "numTotalModels": 40,
        "linkedDatasets": [{"id": "lab/d"}],
        "linkedSpaces": [],
    }
    told = linked.read(document, KEY, AT, "api")
    (one,) = told.papers
    assert one.models == Links(at="2026-11-20", total=40, named=(Linked(name="lab/a", likes=2, downloads=9),))
    assert one.datasets == Links(at="2026-11-20", total=1, named=(Linked(name="lab/d"),))
    assert (one.spaces, one.code) == (None, "https://github.com/lab/code")
    assert (one.had, one.lacked) == ((("code", AT), ("model", AT)), ())
    assert [problem.where for problem in told.problems] == ["linkedModels[1].id", "linkedModels[3]"]


@pytest.mark.parametrize(
    ("document", "lacked"),
    [
        ({}, ["code"]),
        ({"linkedModels": []}, ["code", "model"]),
        ({"numTotalModels": 0}, ["code", "model"]),
        ({"linkedModels": None, "githubRepo": "https://github.com/lab/code"}, []),
    ],
)
def test_nothing_is_not_the_same_as_not_told(document: dict[str, object], lacked: list[str]) -> None:
    """Only an answer that says that there is no model can make a later one an arrival."""
    (one,) = linked.read({"id": KEY, **document}, KEY, AT, "api").papers
    assert [thing for thing, _ in one.lacked] == lacked
    assert one.models is None


@pytest.mark.parametrize("document", [[], None, {}, {"id": "2508.12346"}, {"id": 2508.12345}])
def test_an_answer_about_something_else(document: object) -> None:
    """It is refused."""
    with pytest.raises(RefusedError):
        linked.read(document, KEY, AT, "api")
