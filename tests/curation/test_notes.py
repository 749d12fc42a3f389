"""`data/curation.yaml`: the operator's words, each mistake with its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import curation
from generator.curation import PASSED, STOPS, Note
from generator.records.ids import PaperId
from generator.records.paper import AuthorName, Organization
from tests.support.strategies import examples

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
        ("- a", "", "expected the keys papers, authors, organizations"),
        ("papers: [a]", "papers", "expected entries below it, got ['a']"),
        ("authors: x", "authors", "expected entries below it, got 'x'"),
        ("paper: {}", "paper", "unknown; allowed: papers, authors, organizations"),
        ("papers: {'x': {hide: true}}", "papers.'x'", "expected a paper id such as"),
        ("papers: {'0001.00010': 3}", "papers.0001.00010", "expected keys: summary"),
        ("papers: {'0001.00010': {colour: 1}}", "papers.0001.00010.colour", "unknown; allowed: summary"),
        ("papers: {'0001.00010': {'a b': 1}}", "papers.0001.00010.'a b'", "unknown; allowed: summary"),
        ("papers: {'0001.00010': {hide: 1}}", "papers.0001.00010.hide", "expected true or false, got '1'"),
        ("papers: {'0001.00010': {hide: 'yes'}}", "papers.0001.00010.hide", "expected true or false, got 'yes'"),
        ("papers: {'0001.00010': {hide: ~}}", "papers.0001.00010.hide", "expected true or false, got nothing"),
        ("papers: {'0001.00010': {summary: [3]}}", "papers.0001.00010.summary", "expected text, got ['3']"),
        ("papers: {'0001.00010': {withdraw: ' '}}", "papers.0001.00010.withdraw", "expected text, got ' '"),
        ("papers: {'0001.00010': {withdraw: true}}", "papers.0001.00010.withdraw", "expected text, got true"),
        ("papers: {'0001.00010': {tags: a}}", "papers.0001.00010.tags", "expected a list of words, got 'a'"),
        ("papers: {'0001.00010': {tags: [no]}}", "papers.0001.00010.tags", "expected a list of words, got [False]"),
        ("papers: {'0001.00010': {correct: a}}", "papers.0001.00010.correct", "expected keys: title"),
        ("papers: {'0001.00010': {correct: {autors: a}}}", "papers.0001.00010.correct.autors", "unknown; allowed: title"),
        ("papers: {'0001.00010': {correct: {authors: a}}}", "papers.0001.00010.correct.authors", "expected the list of all names"),
        ("papers: {'0001.00010': {correct: {authors: []}}}", "papers.0001.00010.correct.authors", "expected the list of all names"),
        ("papers: {'0001.00010': {correct: {authors: [a, {account: b}]}}}", "papers.0001.00010.correct.authors[1]", "expected a name"),
        ("papers: {'0001.00010': {correct: {authors: [a, {nam: b}]}}}", "papers.0001.00010.correct.authors[1].nam", "unknown; allowed: name, account"),
        ("papers: {'0001.00010': {correct: {code: 'javascript:go()'}}}", "papers.0001.00010.correct.code", "expected an http or https address, got 'javascript:go()'"),
        ("papers: {'0001.00010': {correct: {title: [a, b]}}}", "papers.0001.00010.correct.title", "expected text, got ['a', 'b']"),
        ("papers: {'0001.00010': {correct: {abstract: {a: b}}}}", "papers.0001.00010.correct.abstract", "expected text, got {'a': 'b'}"),
        ("papers: {'0001.00010': {correct: {keywords: {a: b}}}}", "papers.0001.00010.correct.keywords", "expected a list of words, got {'a': 'b'}"),
        ("papers: {'0001.00010': {correct: {published: 2025-02-30}}}", "papers.0001.00010.correct.published", "expected a day such as 2025-08-20, got '2025-02-30'"),
        ("papers: {'0001.00010': {correct: {keywords: x}}}", "papers.0001.00010.correct.keywords", "expected a list of words, got 'x'"),
        ("papers: {'0001.00010': {correct: {organization: {name: x}}}}", "papers.0001.00010.correct.organization", "expected the organization's account"),
    ],
)  # fmt: skip
def test_problems(body: str, where: str, message: str) -> None:
    """Each mistake is a problem with the path of its key."""
    _, (problem, *_) = curation.parse(body, "data/curation.yaml")
    assert (problem.path, problem.where) == ("data/curation.yaml", where)
    assert problem.message.startswith(message)
    assert "\n" not in str(problem)


@pytest.mark.parametrize(
    "value",
    ["authors: Kim R", "authors: [x, ~]", "authors: [x, {account: y}]", "organization: [x]", "organization: {account: [x]}",
     "organization: {name: x}", "organization: ' '", "title: ~", "keywords: x"],
)  # fmt: skip
def test_one_message_a_fault(value: str) -> None:
    """A correction that cannot be used is reported once."""
    assert len(curation.parse(f"papers: {{'0001.00010': {{correct: {{{value}}}}}}}")[1]) == 1


def test_the_rest_still_counts() -> None:
    """A mistake costs its own key, nothing else."""
    body = "papers:\n  bad: {}\n  '0001.00010': {summary: [3], tags: [a, ~], hide: true}\n  '0001.00011': {hide: true}\n"
    found, problems = curation.parse(body)
    assert found.notes == {
        PaperId("0001.00010"): Note(tags=("a",), hide=True),
        PaperId("0001.00011"): Note(hide=True),
    }
    assert [p.where for p in problems] == [
        "papers.0001.00010.summary",
        "papers.0001.00010.tags",
        "papers.'bad'",
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
    assert [problem.message for problem in problems] == ["0001.00001 occurs twice; both entries count"]


@pytest.mark.parametrize(
    "written",
    ["0001.00010", "' 0001.00010 '", "0001.00010v3", "'arXiv:0001.00010'", "'arxiv: 0001.00010v2'",
     "'https://arxiv.org/abs/0001.00010v2'", "'https://arxiv.org/pdf/0001.00010.pdf'", "'https://arxiv.org/abs/0001.00010/#top'",
     "'https://huggingface.co/papers/0001.00010?x=1'", "'papers/0001.00010/'", "'https://example.org/daily/papers/0001.00010/'",
     "'https://example.org/papers/0001.00010/#abstract'"],
)  # fmt: skip
def test_ways_to_name_a_paper(written: str) -> None:
    """However an operator writes it, with or without quotes: 2508.12340 keeps its last digit."""
    found, problems = curation.parse(f"papers: {{{written}: {{hide: true}}}}")
    assert (found.notes, problems) == ({PaperId("0001.00010"): Note(hide=True)}, [])


@pytest.mark.parametrize(
    ("written", "key"),
    [("t-0123456789ab", "t-0123456789ab"), ("papers/hep-th-9901001/", "hep-th/9901001"), ("math.GT/0309136v2", "math.GT/0309136")],
)  # fmt: skip
def test_ids_of_other_kinds(written: str, key: str) -> None:
    """Provisional ids, and old ones as in the address of a page."""
    assert list(curation.parse(f"papers: {{'{written}': {{hide: true}}}}")[0].notes) == [PaperId(key)]


@pytest.mark.attack(9, "a wish to hide a paper that is written so that it cannot be read")
@pytest.mark.parametrize(
    "body",
    ["papers: {'0001.00010': {hide: 'yes'}}", "papers: {'0001.00010': {hide: 1}}", "papers: {'0001.00010': {hide:}}",
     "papers: {'0001.00010': {hidden: true}}", "papers: {'0001.00010': {Hide: true}}", "papers: {'0001.00010': {withdraw: true}}",
     "papers: {'0001.00010': {withdrawn: soon}}", "papers: {'0001.00010': hide}", "papers: {'0001.00010': [hide]}",
     "papers: {'no id': {hide: true}}", "papers: {'0001.00010': {correct: {hide: true}}}", "paper: {'0001.00010': {hide: true}}",
     "'0001.00010': {hide: true}", "papers: [{'0001.00010': {hide: true}}]", "papers: ['0001.00010']", "- hide", "hide",
     "papers: {'0001.00010': {hide: true}, '0001.00010': {hide: false}}", "papers: {", "authors: {x: {forgot: true}}",
     "authors: {x: {forget: true}}", "authors: {'X Y': {hide: 'no'}}", "authors: {3: {remove: true}}", "authors: [x]",
     "organizations: {x: {forget: true}}", "authors: {'X Y': {merge: [[a]], forget: true}}",
     "authors: {'X Y': {forget: true}}", "authors: {'X Y': {name: X-y., forget: true}}", "authors: {x-y: {name: X Y, forget: true}}",
     "organizations: {Zju: {account: zju, forget: true}}", "papers: {hide: ['0001.00010']}", "papers: {withdraw: {x: y}}",
     "authors: {hide: [X Y]}", "authors: {'X Y': please hide her}", "papers: {'0001.00010': {isHidden: true}}",
     "papers: {'0001.00010': {is_hidden: true}}", "authors: {'X Y': {name: Z, forget: true}, A B: {name: x y, account: ab}}",
     "authors: {'X Y': {hide: true}, A B: {split: {a-b: {papers: ['0001.00010'], name: X Y}}}}"],
)  # fmt: skip
def test_what_stops_a_build(body: str) -> None:
    """Somebody asked for something to be removed, and it cannot be read what: the problem stops a build."""
    assert STOPS in {one.severity for one in curation.parse(body)[1]}


@pytest.mark.attack(9, "an unknown key of the curation")
@pytest.mark.parametrize(
    "body",
    ["colour: red", "papers: {x: {summary: y}}", "papers: {'0001.00010': {colour: red, hide: true}}",
     "papers: {'0001.00010': {tags: x, hide: true}}", "papers: {'0001.00010': {correct: {titel: x}}}",
     "papers: {'no id': {hide: false}}", "authors: {Kim: is Rashid Khan}", "authors: {Hideo Sample: x}", "authors: {Kim: Maria Hidalgo}",
     "authors: {x: {colour: red}}", "authors: {x: {}}", "organizations: {x: {split: y}}"],
)  # fmt: skip
def test_what_stops_nothing(body: str) -> None:
    """A slip in anything else costs its own entry and is reported."""
    assert {one.severity for one in curation.parse(body)[1]} == {PASSED}


@pytest.mark.parametrize(
    "body",
    ["authors: {Jane New: {merge: [Jane Old], forget: true}}", "authors: {jane-new: {name: Jane New, merge: [Jane Old], forget: true}}",
     "authors: {Jane Old: {name: Jane New, forget: true}, Jane New: {name: J. N., forget: true}}",
     "authors: {Jane Old: {hide: true}, u--jo: {name: Jo New}}"],
)  # fmt: skip
def test_wishes_that_can_be_met(body: str) -> None:
    """Something else replaces each name that is to be removed."""
    assert curation.parse(body)[1] == []


def test_corrections() -> None:
    """Everything that the source says wrong more often than not can be put right."""
    body = """
papers:
  "0001.00010":
    correct:
      authors: [Jane New, {name: Ben Sample, account: ben}]
      organization: {account: example-lab, name: The Example Lab}
      published: 2025-08-19
      keywords: [kites, 3, kites]
  "0001.00011": {correct: {organization: example-lab}}
"""
    found, problems = curation.parse(body)
    assert not problems
    ben = AuthorName(name="Ben Sample", account="ben", status="admin_assigned")
    assert dict(found.notes[PaperId("0001.00010")].correct) == {
        "authors": (AuthorName(name="Jane New"), ben),
        "organization": Organization(name="example-lab", fullname="The Example Lab"),
        "published": "2025-08-19",
        "keywords": ("kites", "3"),
    }
    assert curation.parse("papers: {0001.00010: {correct: {keywords: []}}}")[0].notes == {
        PaperId("0001.00010"): Note(correct=(("keywords", ()),))
    }
    assert dict(found.notes[PaperId("0001.00011")].correct) == {
        "organization": Organization(name="example-lab")
    }


WHOLE = (
    FULL
    + """
authors:
  Jane Old: {name: Jane New, forget: true, merge: [J. Old, u--jold], account: janenew}
  wei-chen: {split: {wei-chen-lyon: ["0001.00010"], u--weichen: {papers: ["0001.00011"], name: Wei C.}}}
organizations:
  lab: {merge: [the-lab], name: The Lab, address: the-lab}
"""
)
SLIPS = ["", "[", "}", ": ", "- ", "&a ", "*a", "~", "hide: ", "<<: ", "\n", "3", "'", "é"]


@settings(max_examples=examples(300))
@given(st.integers(0, len(WHOLE)), st.integers(0, 12), st.sampled_from(SLIPS))
def test_any_slip(at: int, cut: int, put: str) -> None:
    """A slip of the pen anywhere in the file is a problem or another wish, never an exception."""
    found, problems = curation.parse(WHOLE[:at] + put + WHOLE[at + cut :])
    assert found.notes or found.people or problems


def test_the_order_in_the_file_does_not_count() -> None:
    """Whichever entry stands first."""
    one = 'papers: {"0001.00001": {summary: a, tags: [x]}, "0001.00001v2": {summary: b, tags: [y]}}'
    other = 'papers: {"0001.00001v2": {summary: b, tags: [y]}, "0001.00001": {summary: a, tags: [x]}}'
    assert curation.parse(one)[0] == curation.parse(other)[0]


@pytest.mark.attack(5, "a curation file of aliases, of one number, of nested lists, of nine megabytes")
@pytest.mark.parametrize(
    "body",
    ["a: &a [x]\nb: &b [" + "*a, " * 9 + "]\nc: [" + "*b, " * 90_000 + "]", "[" * 10_000, "#" * (9 << 20)],
)
def test_bombs(body: str) -> None:
    """What would grow is refused as a whole, and stops: it may say what must not be shown."""
    assert [one.severity for one in curation.parse(body)[1]] == [STOPS]


def test_very_many_problems() -> None:
    """The first hundred are listed one by one; the rest is counted, and stops a build if one of them does."""
    lines = "".join(f"  x{n}: {{summary: y}}\n" for n in range(150))
    found = curation.parse(f"papers:\n{lines}")[1]
    assert (len(found), found[-1].message, found[-1].severity) == (101, "and 50 more like these", PASSED)
    assert curation.parse(f"papers:\n{lines}  z: {{hide: true}}")[1][-1].severity == STOPS
