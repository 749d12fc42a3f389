"""Problems by cause."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import options
from generator.cli.causes import Causes
from generator.errors import Problem
from tests.intake.sources import samples
from tests.support import fabricate, projects


def told(problems: list[Problem]) -> list[str]:
    """The lines about these problems."""
    causes = Causes()
    for problem in problems:
        causes.add(problem)
    return [line for line, _ in causes.lines()]


def problem(message: str, path: str = "a.html", where: str = "") -> Problem:
    """One finding."""
    return Problem(path=path, where=where, message=message)


@pytest.mark.attack(12, "3,000 problems of one cause")
@pytest.mark.parametrize(
    "problems",
    [
        [problem("missing; run: papers build", f"docs/{n}.md") for n in range(3000)],
        [problem(f"expected a whole number, got 'x{n}'", where=f"[{n}] paper.upvotes") for n in range(3000)],
        [problem(f"leads to papers/{n}/gone.js, which does not exist", f"{n}.html", "gone.js") for n in range(3000)],
        [problem("leads to gone.js, which does not exist", f"{n}.html", f"{'../' * (n % 9)}gone.js") for n in range(3000)],
        [problem(f"no element of days/{n % 70}/index.html has this id", f"{n}.html", f"#{n}") for n in range(3000)],
        [problem(f"refused (shrink): {n} of {n + 9} papers; papers fetch --date 2026-01-{n:02}") for n in range(3000)],
    ],
)  # fmt: skip
def test_one_cause(problems: list[Problem]) -> None:
    """It takes fewer than ten lines, however its values differ; they start with a whole example and count the rest."""
    lines = told(problems)
    assert len(lines) < 10
    assert lines[0].startswith(str(problems[0])) or " more like it: " in lines[0]
    assert sum(int(line.split(" (and ")[1].split(" more")[0].replace(",", "")) + 1 for line in lines) == 3000


def test_a_few_are_listed() -> None:
    """Up to three of a cause are a line each, as they are."""
    few = [problem("missing", f"{n}.md") for n in range(3)]
    assert told(few) == [str(one) for one in few]


def test_the_line_of_many() -> None:
    """It names three more places, without the file where that is the same."""
    many = [problem("expected text, got 1", "days.json", f"[{n}] title") for n in range(5)]
    assert told(many) == [
        "days.json: [0] title: expected text, got 1 (and 4 more like it: [1] title, [2] title, [3] title, …; -v lists all)"
    ]


def test_no_cause_hides_behind_another() -> None:
    """Two broken templates are two lines, two fields with the same fault too, and a rare cause between frequent ones is a line."""
    pages = [f"{n}.html" for n in range(1000)]
    found = [
        problem(f"leads to {name}, which does not exist", page)
        for page in pages
        for name in ("a.js", "b.css")
    ]
    found += [
        problem("expected text, got 1", where=f"[{n}] {name}")
        for n in range(1000)
        for name in ("title", "id")
    ]
    found.insert(500, problem("is no portable file name"))
    lines = told(found)
    assert len(lines) == 5
    for cause in ("leads to a.js", "leads to b.css", "title: expected", "id: expected", "is no portable"):
        assert len([line for line in lines if cause in line.split(" (and ")[0]]) == 1


@given(
    st.lists(
        st.builds(
            problem,
            st.sampled_from(["missing", "got 'a'", "got 'b'", "got 1", "leads to a/b", "leads to c/d"]),
            st.sampled_from("abc"),
            st.sampled_from(["", "[1] title", "[2] title", "papers.0001.00001"]),
        )
    )
)
def test_every_problem_is_counted(problems: list[Problem]) -> None:
    """Lines and the numbers in them add up to all problems."""
    more = [line.partition(" (and ")[2].partition(" more")[0].replace(",", "") for line in told(problems)]
    assert sum(1 + int(number or 0) for number in more) == len(problems)


def test_memory_of_many_kinds() -> None:
    """However many kinds come, a bounded number is kept, and none is uncounted."""
    causes = Causes()
    for n in range(5000):
        causes.add(problem(f"{n:b}".replace("0", "o").replace("1", "l")))
    lines = [line for line, _ in causes.lines()]
    assert len(lines) <= 1010
    assert (
        sum(
            1 + int((line.partition(" (and ")[2].partition(" ")[0] or "0").replace(",", "")) for line in lines
        )
        == 5000
    )


def test_long_messages() -> None:
    """They take no longer than they are."""
    assert len(told([problem(letter * 1_000_000, where="x" * 1_000_000) for letter in "xy'\"/."])) == 6


def test_verbose_lists_all(tmp_path_factory: pytest.TempPathFactory) -> None:
    """With -v each problem is a line; the exit code and --json are the same either way."""
    folder = projects.make(tmp_path_factory.mktemp("archive"), fabricate.listings(4, 2))
    short, whole = projects.on(folder, "check"), projects.on(folder, "check", "-v")
    assert (short.exit_code, whole.exit_code) == (1, 1)
    assert len(short.stderr.splitlines()) < 10 < len(whole.stderr.splitlines())
    count = int(short.stdout.split(": ")[1].split(" ")[0].replace(",", ""))
    assert len([line for line in whole.stderr.splitlines() if not line.startswith("took ")]) == count
    assert projects.on(folder, "check", "--json").stdout.count('"message"') == count


def test_many_files_with_one_fault(tmp_path_factory: pytest.TempPathFactory) -> None:
    """They are reported together, at the end; so are three hundred records with the same unusable field."""
    folder = projects.make(tmp_path_factory.mktemp("archive"), [])
    wrong = [folder / f"wrong-{n}.json" for n in range(50)]
    for n, file in enumerate(wrong):
        file.write_text(f"no listing, {n}", encoding="utf-8")
    result = projects.on(folder, "import", *wrong)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "and 49 more like it" in result.stderr
    day = folder / "2000-01-06.json"
    day.write_text(json.dumps([samples.entry(n, upvotes=f"many {n}") for n in range(300)]), encoding="utf-8")
    result = projects.on(folder, "import", day)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


def test_a_stopped_run_tells_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    """What was collected is reported, whatever ends the run."""

    def stopped() -> None:
        with options.gathering():
            options.report([problem("wrong")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert capsys.readouterr().err == "a.html: wrong\n"
