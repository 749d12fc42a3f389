"""`data/curation.yaml`: the operator's words, each mistake with its place."""

import pytest

from generator import curation
from generator.curation import Note
from generator.records.ids import PaperId

FULL = """
papers:
  "0001.00010":
    summary: "  One sentence\\tof ours. "
    tags: [agents, evaluation, agents]
    correct:
      title: The right title
      abstract: The right abstract.
      code: https://example.org/code
    withdraw: Withdrawn by its authors, 3 May 2026.
    hide: true
  "arXiv:0001.00011v2": {hide: false}
"""


def test_everything() -> None:
    """Text is cleaned, tags stand once, corrections are in a fixed order."""
    found, problems = curation.parse(FULL)
    assert not problems
    assert found.notes == {
        PaperId("0001.00010"): Note(
            summary="One sentence of ours.",
            tags=("agents", "evaluation"),
            correct=(
                ("title", "The right title"),
                ("abstract", "The right abstract."),
                ("code", "https://example.org/code"),
            ),
            withdraw="Withdrawn by its authors, 3 May 2026.",
            hide=True,
        ),
        PaperId("0001.00011"): Note(),
    }


@pytest.mark.parametrize("body", ["", "papers:", "papers: {}", "# nothing yet\n"])
def test_nothing_is_fine(body: str) -> None:
    """An empty file is a file without notes."""
    assert curation.parse(body) == (curation.Curation(), [])


@pytest.mark.parametrize(
    ("body", "where", "message"),
    [
        ("a: [", "", "not YAML: "),
        ("[" * 5000, "", "not YAML: "),
        ("- a", "", 'expected one key "papers"'),
        ("papers: [a]", "", 'expected one key "papers"'),
        ("paper: {}", "", 'expected one key "papers"'),
        ("papers: {0001.00010: {hide: true}}", "papers.1.0001", "expected a paper id in quotes"),
        ("papers: {'x': {hide: true}}", "papers.'x'", "expected a paper id in quotes"),
        ("papers: {'0001.00010': 3}", "papers.0001.00010", "expected keys: summary"),
        ("papers: {'0001.00010': {hidden: 1}}", "papers.0001.00010.hidden", "unknown; allowed are summary"),
        ("papers: {'0001.00010': {'a b': 1}}", "papers.0001.00010.'a b'", "unknown; allowed are summary"),
        ("papers: {'0001.00010': {3: 1}}", "papers.0001.00010.3", "unknown; allowed are summary"),
        ("papers: {'0001.00010': {hide: 1}}", "papers.0001.00010.hide", "expected true or false, got 1"),
        ("papers: {'0001.00010': {summary: 3}}", "papers.0001.00010.summary", "expected text, got 3"),
        ("papers: {'0001.00010': {withdraw: ' '}}", "papers.0001.00010.withdraw", "expected text, got ' '"),
        ("papers: {'0001.00010': {tags: a}}", "papers.0001.00010.tags", "expected a list of words, got 'a'"),
        (
            "papers: {'0001.00010': {tags: [1]}}",
            "papers.0001.00010.tags",
            "expected a list of words, got [1]",
        ),
        ("papers: {'0001.00010': {correct: a}}", "papers.0001.00010.correct", "expected keys among title"),
        (
            "papers: {'0001.00010': {correct: {authors: a}}}",
            "papers.0001.00010.correct",
            "unknown field 'authors'; allowed are title",
        ),
        (
            "papers: {'0001.00010': {correct: {code: 'javascript:go()'}}}",
            "papers.0001.00010.correct.code",
            "expected usable text, got 'javascript:go()'",
        ),
    ],
)
def test_problems(body: str, where: str, message: str) -> None:
    """Each mistake is one problem with the path of its key."""
    _, problems = curation.parse(body, "data/curation.yaml")
    (problem,) = problems
    assert (problem.path, problem.where) == ("data/curation.yaml", where)
    assert problem.message.startswith(message)
    assert "\n" not in str(problem)


def test_the_rest_still_counts() -> None:
    """A mistake costs its own key, nothing else."""
    body = "papers:\n  bad: {}\n  '0001.00010': {summary: 3, tags: [a, 1], hide: true}\n  '0001.00011': {hide: true}\n"
    found, problems = curation.parse(body)
    assert found.notes == {
        PaperId("0001.00010"): Note(tags=("a",), hide=True),
        PaperId("0001.00011"): Note(hide=True),
    }
    assert [p.where for p in problems] == [
        "papers.'bad'",
        "papers.0001.00010.summary",
        "papers.0001.00010.tags",
    ]


def test_nothing_is_run() -> None:
    """YAML tags that make objects are a problem, not a call."""
    _, problems = curation.parse("papers: !!python/object/apply:os.getcwd []")
    assert problems[0].message.startswith("not YAML: ")


def test_one_paper_under_two_spellings() -> None:
    """Both notes count, what either hides is hidden, and the file is reported."""
    found, problems = curation.parse('papers: {"0001.00001": {tags: [a]}, "0001.00001v2": {hide: true}}')
    (note,) = found.notes.values()
    assert (note.tags, note.hide) == (("a",), True)
    assert [problem.message for problem in problems] == ["0001.00001 stands here twice"]
