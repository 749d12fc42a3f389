import pytest

from generator.curation import follow
from generator.curation.follow import Standing
from generator.records.ids import PaperId

WHOLE = """
- name: small-models
  title: "Small models"
  query: "small language models"
  authors: ["Ada Example"]
  organizations: [example-institute]
  near: ["arXiv:2508.12345v2"]
  mail: week
- {name: bare, query: "tea"}
"""


def test_entries() -> None:
    """All fields, and the least that is enough: the name is the title then."""
    found, problems = follow.parse(WHOLE)
    assert problems == []
    assert found == (
        Standing(
            name="small-models",
            title="Small models",
            query="small language models",
            authors=("Ada Example",),
            organizations=("example-institute",),
            near=(PaperId("2508.12345"),),
            mail="week",
        ),
        Standing(name="bare", title="bare", query="tea"),
    )
    assert follow.parse("") == follow.parse("# nothing yet") == follow.parse("[]") == ((), [])


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{name: a}", "entry 1: expected one of query, authors"),
        ("{query: x}", "entry 1.name: expected lowercase letters"),
        ("{name: ../a, query: x}", "entry 1.name: expected lowercase letters"),
        ("{name: ok, query: x}", "entry 1.name: ok is used twice"),
        ("{name: a, query: []}", "entry 1.query: expected a text"),
        (
            "{name: a, authors: Ada}",
            'entry 1.authors: expected at most 500 texts in brackets, such as ["Ada Example"]',
        ),
        ("{name: a, near: [x]}", "entry 1.near: 'x': expected an id"),
        ("{name: a, query: x, mail: daily}", "entry 1.mail: expected day or week, got 'daily'"),
        ("{name: a, query: x, mail: false}", "entry 1.mail: expected day or week, got false"),
        ("{name: a, query: x, topic: y}", "entry 1: unknown key 'topic'"),
        ("{name: a, querry: x}", "entry 1: unknown key 'querry'"),
        ("{name: a, query: ''}", "entry 1.query: expected a text"),
        ("just a text", "entry 1: expected the keys name, title"),
    ],
)
def test_faults(entry: str, message: str) -> None:
    """Each is named once, with its place; the other entries apply."""
    first = "- {name: ok, query: y}\n"
    if "twice" in message:
        found, problems = follow.parse(f"{first}- {entry}")
        message = message.replace("entry 1", "entry 2")
    else:
        found, problems = follow.parse(f"- {entry}\n{first}")
    assert [one.name for one in found] == ["ok"]
    [problem] = problems
    assert str(problem).startswith(f"follow.yaml: {message}")
    assert problem.severity == "dropped"


@pytest.mark.parametrize("body", ["name: a", "a: [", "7", "{}", "0"])
def test_no_list(body: str) -> None:
    """Then nothing is followed, it says why, and it is more than an entry that is left out."""
    found, problems = follow.parse(body)
    assert (found, [problem.severity for problem in problems]) == ((), ["broken"])
