"""Programs killed at any moment: the site is whole, the store reads back, the next run repairs the rest."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.long import faults
from tests.support.helpers import ROOT

pytestmark = pytest.mark.slow

KILLS = 16


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> faults.Stage:
    """An archive before and after two more days."""
    return faults.stage(tmp_path_factory.mktemp("killed"))


def test_killed_at_any_moment(stage: faults.Stage) -> None:
    """Import, generate and build, each killed some times in a row; `make kill-test` does it hundreds of times."""
    killing = faults.Killing(stage, random.Random(20_260_101))  # noqa: S311 - moments, not secrets
    killing.run(KILLS, in_a_row=KILLS // len(faults.COMMANDS))
    assert killing.found == []
    assert killing.kills.total() == KILLS


@pytest.mark.parametrize("call", ["fsync", "rename"])
def test_killed_at_a_call(stage: faults.Stage, call: str, tmp_path: Path) -> None:
    """An import killed by the system in the middle of each sync and each change of a name."""
    strace = shutil.which("strace")
    if strace is None or subprocess.run([strace, "true"], check=False, capture_output=True).returncode:
        pytest.skip("no strace: nothing can be killed inside a system call")
    kills, folder = 0, stage.reset("import")
    for at in range(1, 20):
        folder, log = stage.reset("import"), tmp_path / f"{at}.log"
        inject = f"inject={call}:signal=SIGKILL:when={at}"
        command = [strace, "-f", "-qq", "-o", str(log), "-e", f"trace={call}", "-e", inject]
        command += [sys.executable, "-m", "generator", *stage.arguments("import")]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True)
        assert stage.faults(folder) == []
        if "SIGKILL" not in log.read_text(encoding="utf-8"):
            break
        kills += 1
    assert kills >= faults.LATER
    assert stage.finish(folder, "import") == []
