"""Killed in the middle of sending, `papers digest` neither loses nor repeats a mail."""

import json
import os
import smtplib
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support import posting
from tests.support.helpers import ROOT
from tests.support.posting import Sink

EVERY = int(os.environ.get("EVERY_MOMENT") or 0)
"""0: before each call that changes something. With 1 before each call of any function in C: ten times as many."""
FEWEST = 20
FOLLOW = "- {name: all, organizations: [example-institute], mail: day}\n"
STEP = 1 if EVERY else int(os.environ.get("STEP") or 0)
"""Tries every so many moments also with what is followed, which the same code sends; with 0 none."""
WAYS: list[tuple[int, list[str]]] = [(1, []), *([(STEP, ["--mine"])] if STEP else [])]
PATIENCE = 60


def arrived(sink: Sink, wanted: int) -> int:
    """How many mails there are, once the server has read what a dead client left in the line."""
    with smtplib.SMTP("127.0.0.1", sink.port, timeout=PATIENCE):
        pass  # who is answered now came after everybody else
    end = time.monotonic() + PATIENCE
    while len(sink.raw) < wanted and sink.open and time.monotonic() < end:
        time.sleep(0.005)
    return len(sink.raw)


@pytest.mark.slow
@pytest.mark.parametrize(("step", "options"), WAYS)
def test_killed_at_every_moment(tmp_path: Path, step: int, options: list[str]) -> None:
    """SIGKILL before every call that changes something, a second and a third run left alone: one mail each time.

    The one exception is a run that died between the record "handed over" and the dot, two calls
    apart: that mail is not there, and the next run says so with exit code 1, once.
    """
    folder = posting.archive(tmp_path / "a")
    (folder / "data" / "follow.yaml").write_text(FOLLOW, encoding="utf-8")
    told: list[list[int]] = []
    lost = 0
    with posting.serving() as sink:
        command = [sys.executable, "-m", "tests.support.dying", str(folder), str(EVERY), str(step), *options]
        environment = {**os.environ, **sink.environment("none"), "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for line in process.stdout:
                exits = json.loads(line)["exits"]
                before = len(told) - lost
                in_doubt = exits[1] == 1
                assert exits[1:] in ([0, 0], [1, 0]), line
                found = arrived(sink, before + 1) - before
                assert found == 1 or (found == 0 and in_doubt), f"{line}: {found} mails"
                lost += found == 0
                told.append(exits)
                process.stdin.write("\n")
                process.stdin.flush()
        assert process.returncode == 0
    killed = [exits for exits in told if exits[0] < 0]
    assert len(killed) >= (150 / EVERY if EVERY else FEWEST // step), (
        "the run has become so short that hardly a moment is tried"
    )
    assert told[-1][0] == 0
    assert len(set(sink.ids)) == 1
    assert lost <= 3, "between the record and the dot there is hardly a call"
    print(f"{len(killed)} kills, {sum(e[1] for e in killed)} in doubt, {lost} not sent", file=sys.stderr)  # noqa: T201
