"""What a command shows of its steps while they last."""

import io
import re
import sys
import time
from pathlib import Path

import pytest

from generator.cli import progress, runner
from generator.cli.progress import Step
from tests.support import fabricate, projects

PATIENCE = 60
"""Seconds for what always comes."""


class Screen(io.StringIO):
    """A file that says whether it is a terminal, and what is written to it."""

    def __init__(self, *, is_terminal: bool = True) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        """As given."""
        return self.is_terminal

    def wait(self, text: str) -> None:
        """Until this has been written, however busy the machine is."""
        until = time.monotonic() + PATIENCE
        while text not in self.getvalue():
            assert time.monotonic() < until, f"{text!r} never came: {self.getvalue()!r}"
            time.sleep(0.005)


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A moment is short."""
    monkeypatch.setattr(progress, "MOMENT", 0.05)
    monkeypatch.setattr(progress, "OFTEN", 0.01)


def stderr(monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool = True) -> Screen:
    """A screen in its place."""
    screen = Screen(is_terminal=is_terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    return screen


def work(screen: Screen, until: str, *, count: int = 0, total: int = 0) -> None:
    """A command with one step, which lasts until this is on the screen."""
    with (
        progress.showing(quiet=False),
        progress.step({}, "count", Step(doing="counting sheep", total=lambda: total)),
    ):
        for _ in range(count):
            progress.advance()
        screen.wait(until)


def test_a_line_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal a step that lasts says once what it does, on stderr."""
    screen = stderr(monkeypatch, is_terminal=False)
    work(screen, "sheep")
    assert screen.getvalue() == "counting sheep \u2026\n"


@pytest.mark.parametrize(("moment", "quiet"), [(3600, False), (0, True)])
def test_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, moment: int, *, quiet: bool
) -> None:
    """A step that is done in a moment says nothing, and none does with -q."""
    monkeypatch.setattr(progress, "MOMENT", moment)
    with progress.showing(quiet=quiet), progress.step({}, "count", Step(doing="counting sheep")):
        time.sleep(0.1)
    assert capsys.readouterr() == ("", "")


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows how many are done, of how many, and at the end that all are."""
    screen = stderr(monkeypatch)
    work(screen, "12/20", count=12, total=20)
    assert "counting sheep" in screen.getvalue()
    assert "20/20" in screen.getvalue()


def test_a_bar_fits_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a long text and large numbers it takes less than 80 columns: one that wraps is not overwritten."""
    screen = stderr(monkeypatch)
    step = Step(doing="comparing generated files", total=lambda: 999_999)
    with progress.showing(quiet=False), progress.step({}, "compare", step):
        step.done = 999_998
        screen.wait("999998/999999")
    shown = re.split(r"\r|\x1b\[\?25[lh]", screen.getvalue())
    widest = max(map(len, map(str.rstrip, shown)))
    assert len("999998/999999") < widest < 80 - len("  00:00:00")


def test_a_bar_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody knows how much there is to do it shows the time."""
    screen = stderr(monkeypatch)
    work(screen, " s")
    assert re.search(r"\d s", screen.getvalue())


def test_a_message_beside_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """It gets a line of its own, and the bar goes on below it."""
    screen = stderr(monkeypatch)
    with progress.showing(quiet=False), progress.step({}, "count", Step(doing="counting", total=lambda: 20)):
        screen.wait("counting")
        runner.say("warning", "a wolf")
    _, _, rest = screen.getvalue().partition(progress.CLEAR)
    assert rest.startswith("a wolf\ncounting  [")


def test_a_bar_of_a_step_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays where it was."""
    screen = stderr(monkeypatch)

    def fail() -> None:
        progress.advance()
        screen.wait("1/20")
        raise ValueError("wolf")

    with (
        pytest.raises(ValueError, match="wolf"),
        progress.showing(quiet=False),
        progress.step({}, "count", Step(doing="counting sheep", total=lambda: 20)),
    ):
        fail()
    assert "20/20" not in screen.getvalue()


def test_a_step_that_fails(capsys: pytest.CaptureFixture[str]) -> None:
    """It counts, and nothing is said of it any more."""
    took: dict[str, float] = {}
    with (
        pytest.raises(ValueError, match="wolf"),
        progress.showing(quiet=False),
        progress.step(took, "count", Step(doing="counting sheep")),
    ):
        raise ValueError("wolf")
    assert took.keys() == {"count"}
    time.sleep(0.1)
    assert capsys.readouterr() == ("", "")


def test_the_longest() -> None:
    """It is named with its time, unless all was done in a moment."""
    assert progress.longest({"read": 1.0, "check": 2.26}) == " (longest: check, 2.3 s)"
    assert progress.longest({"read": 0.01}) == ""
    assert progress.longest({}) == ""


@pytest.mark.slow
def test_commands_say_what_they_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step in a plain line where there is no terminal, and none with -q."""
    monkeypatch.setattr(progress, "MOMENT", 0.0)
    folder = projects.make(tmp_path / "archive", [])
    saved = []
    for listing in fabricate.earlier(fabricate.listings(12, 6)):
        saved.append(tmp_path / f"{listing.day}.json")
        saved[-1].write_text(fabricate.payload_json(listing), encoding="utf-8")
    steps = {
        "import": ["importing files …"],
        "build": ["looking for changes …", "reading days and linking papers …", "generating files …"],
        "check": ["reading days and linking papers …", "comparing generated files …", "checking pages …"],
    }
    for command, said in steps.items():
        given = saved if command == "import" else []
        result = projects.on(folder, command, *given)
        assert all(line in result.stderr for line in said), (command, result.stderr)
        assert not any(line in projects.on(folder, command, "-q", *given).stderr for line in said)
