"""What a command shows of its steps while they last."""

import io
import re
import sys
import time

import pytest

from generator.cli import progress, runner
from generator.cli.progress import Step


class Terminal(io.StringIO):
    """A file that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A moment is short."""
    monkeypatch.setattr(progress, "MOMENT", 0.05)
    monkeypatch.setattr(progress, "OFTEN", 0.01)


def work(seconds: float, *, quiet: bool, count: int = 0, total: int = 0) -> dict[str, float]:
    """A command with one step."""
    took: dict[str, float] = {}
    with (
        progress.told(quiet=quiet),
        progress.step(took, "count", Step(doing="counting sheep", total=lambda: total)),
    ):
        for _ in range(count):
            progress.advance()
        time.sleep(seconds)
    return took


def test_a_line_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal a step that lasts says once what it does, on stderr."""
    work(0.3, quiet=False)
    assert capsys.readouterr() == ("", "counting sheep \u2026\n")


@pytest.mark.parametrize(("seconds", "quiet"), [(0.0, False), (0.3, True)])
def test_nothing(capsys: pytest.CaptureFixture[str], seconds: float, *, quiet: bool) -> None:
    """A step that is done in a moment says nothing, and none does with -q."""
    work(seconds, quiet=quiet)
    assert capsys.readouterr() == ("", "")


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows how many are done, of how many, and at the end that all are."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    work(0.3, quiet=False, count=12, total=20)
    said = terminal.getvalue()
    assert "counting sheep" in said
    assert "12/20" in said
    assert "20/20" in said


def test_a_bar_fits_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a long text and large numbers it takes less than 80 columns: one that wraps is not overwritten."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    step = Step(doing="comparing generated files", total=lambda: 999_999)
    with progress.told(quiet=False), progress.step({}, "compare", step):
        step.done = 999_998
        time.sleep(0.2)
    shown = re.split(r"\r|\x1b\[\?25[lh]", terminal.getvalue())
    widest = max(map(len, map(str.rstrip, shown)))
    assert len("999998/999999") < widest < 80 - len("  00:00:00")


def test_a_bar_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody knows how much there is to do it shows the time."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    work(0.3, quiet=False)
    assert "0 s" in terminal.getvalue()


def test_a_message_beside_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """It gets a line of its own, and the bar goes on below it."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.told(quiet=False), progress.step({}, "count", Step(doing="counting", total=lambda: 20)):
        time.sleep(0.2)
        runner.say("warning", "a wolf")
    _, _, rest = terminal.getvalue().partition(progress.CLEAR)
    assert rest.startswith("a wolf\ncounting  [")


def test_a_bar_of_a_step_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays where it was."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)

    def fail() -> None:
        progress.advance()
        time.sleep(0.2)
        raise ValueError("wolf")

    with (
        pytest.raises(ValueError, match="wolf"),
        progress.told(quiet=False),
        progress.step({}, "count", Step(doing="counting sheep", total=lambda: 20)),
    ):
        fail()
    assert "1/20" in terminal.getvalue()
    assert "20/20" not in terminal.getvalue()


def test_a_step_that_fails(capsys: pytest.CaptureFixture[str]) -> None:
    """It counts, and nothing is said of it any more."""
    took: dict[str, float] = {}
    with (
        pytest.raises(ValueError, match="wolf"),
        progress.told(quiet=False),
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
