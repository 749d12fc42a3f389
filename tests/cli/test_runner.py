"""What a command tells the runner of a workflow."""

from html import unescape
from pathlib import Path

import markdown
import pytest

from generator.cli import runner
from tests.support import projects


@pytest.fixture
def summary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file for the page of the run."""
    file = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    return file


def test_an_error_is_an_annotation(summary: Path, tmp_path: Path) -> None:
    """The line that ends a command is shown on the page of the run, whole, in one line."""
    del summary
    (tmp_path / "100%").mkdir()
    result = projects.papers("status", "-f", tmp_path / "100%" / "mkdocs.yml")
    assert result.output == (
        f"::error::papers: {tmp_path}/100%25/mkdocs.yml: not found; make an archive with: papers init DIR\n"
    )


def test_elsewhere_nothing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a runner a message is a plain line and there is no file to write to."""
    runner.say("warning", "one\ntwo")
    runner.summary("Fetch", [("New papers", 3)])
    runner.output("build", "true")
    assert capsys.readouterr().err == "one two\n"
    assert not list(tmp_path.iterdir())


def test_a_summary(summary: Path) -> None:
    """A heading, a table and a list; each command adds its own below."""
    runner.summary("Fetch", [("New papers", 3), ("Days refused", 1)], ["2026-11-19: refused"])
    runner.summary("Save", [], [])
    html = markdown.markdown(summary.read_text(encoding="utf-8"), extensions=["tables"])
    assert [
        part for part in ("<h3>Fetch</h3>", "<td>New papers</td>", "<h3>Save</h3>") if part not in html
    ] == []
    assert "<li>2026-11-19: refused</li>" in unescape(html)


@pytest.mark.attack(12, "outside text in the summary of a run")
@pytest.mark.parametrize(
    "text", ["a | b\n\n# c", "<img src=x>", "](javascript:x)", "@somebody", "```\n::error::x"]
)
def test_hostile_texts_in_a_summary(summary: Path, text: str) -> None:
    """A text of strangers stays in its cell or item: it makes no element, no line and no command."""
    runner.summary("Fetch", [(text, text)], [text])
    written = summary.read_text(encoding="utf-8")
    html = markdown.markdown(written, extensions=["tables", "fenced_code"])
    assert sorted({part.split(">")[0].split(" ")[0] for part in html.split("<")[1:] if part[0] != "/"}) == [
        "h3", "li", "table", "tbody", "td", "th", "thead", "tr", "ul",
    ]  # fmt: skip
    assert html.count("<tr>") == 2
    assert not [line for line in written.splitlines() if line.startswith("::")]


def test_outputs(summary: Path) -> None:
    """An output is one word: more could set other outputs."""
    runner.output("build", "true")
    runner.output("content", "0a/b.c")
    assert (summary.parent / "output").read_text(encoding="utf-8") == "build=true\ncontent=0a/b.c\n"
    for bad in ("a\nb=c", "a b", "a<<b"):
        with pytest.raises(ValueError, match="one plain word"):
            runner.output("build", bad)


def test_a_summary_that_cannot_be_written(
    summary: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk under the log ends no command."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary.parent))
    runner.summary("Fetch", [("New papers", 3)])
    assert capsys.readouterr().err.startswith("::warning::GITHUB_STEP_SUMMARY: ")


def test_a_red_check_says_why(summary: Path, tmp_path: Path) -> None:
    """Also a command that ends with a count names the first thing found, and what happens next."""
    projects.make(tmp_path / "archive", [])
    result = projects.on(tmp_path / "archive", "check")
    assert result.exit_code == 1
    last = result.stderr.splitlines()[-1]
    assert last.startswith("::error::papers: ")
    assert last.endswith(" more); the next run builds, deploys and checks again")
    assert "What went wrong" in summary.read_text(encoding="utf-8")
