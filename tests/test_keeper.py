"""A program that is forked from the keeper is the one that Python would start."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support import keeper

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here"),
]

TOLD = """import os, sys
print(sys.argv[1:], os.getcwd(), os.environ.get("ONE"), "TWO" in os.environ, oct(os.umask(0)), sys.stdin.read())
print("on the other stream", file=sys.stderr)
"""


def ran(way: tuple[str, ...], folder: Path, code: str, *arguments: str) -> tuple[int, str, str]:
    """Exit code and streams of a module with this code."""
    (folder / "told.py").write_text(code, encoding="utf-8")
    environment: Mapping[str, str] = {"PATH": os.environ["PATH"], "ONE": "a=b\nc"}
    before = os.umask(0o027)
    done = subprocess.run(
        [sys.executable, *way, "told", *arguments],
        cwd=folder,
        env=environment,
        input="what comes in",
        capture_output=True,
        text=True,
        check=False,
    )
    os.umask(before)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "code",
    [
        TOLD,
        "raise SystemExit(3)",
        "raise SystemExit('no')",
        "import sys; sys.exit()",
        "import os; os._exit(3)",
    ],
)
def test_the_same_program(tmp_path: Path, code: str) -> None:
    """Arguments, folder, environment, umask, streams and exit code."""
    arguments = ("a b", "ö", "")
    forked = ran(keeper.way, tmp_path, code, *arguments)
    assert keeper.way != keeper.PLAIN
    assert forked == ran(keeper.PLAIN, tmp_path, code, *arguments)


def test_an_error(tmp_path: Path) -> None:
    """It prints its traceback and fails."""
    code, told, said = ran(keeper.way, tmp_path, "raise ValueError('wrong')")
    assert (code, told, said.splitlines()[-1]) == (1, "", "ValueError: wrong")


def test_killed(tmp_path: Path) -> None:
    """A program that is killed does nothing more."""
    (tmp_path / "told.py").write_text(
        "import os, time\nprint(os.getpid(), flush=True)\ntime.sleep(600)\n", encoding="utf-8"
    )
    with subprocess.Popen(
        [sys.executable, *keeper.way, "told"], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        number = int(process.stdout.readline())
        assert number != process.pid
        process.send_signal(signal.SIGKILL)
    for _ in range(2000):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    pytest.fail("it still runs")
