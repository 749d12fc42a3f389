"""Runs `papers digest --send` again and again, killing it at another moment each time.

    python -m tests.support.dying FOLDER EVERY

prints for every moment a line of JSON: how far the run got, and how the next one, left alone, ended.
A moment is one call of a C function (a system call, most of them) by the code that sends and records.
The program forks, so that a run costs no start of Python.
"""

import json
import os
import shutil
import signal
import sys
from importlib import import_module
from pathlib import Path
from types import FrameType

from click.testing import CliRunner

from generator.cli.digest import digest
from tests.support import keeper

PLACES = (
    "/generator/delivery/",
    "/generator/storage/store.py",
    "/generator/cli/sending.py",
    "/smtplib.py",
    "/socket.py",
)
FAR = 100_000


def attempt(folder: Path, moment: int) -> int:
    """Exit code of a run in a child of this process, negative when it was killed."""
    child = os.fork()
    if child == 0:
        os._exit(_run(folder, moment))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _run(folder: Path, moment: int) -> int:
    left = moment

    def count(frame: FrameType, event: str, _value: object) -> None:
        nonlocal left
        if event == "c_call" and any(place in frame.f_code.co_filename for place in PLACES):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    if moment:  # a run that is left alone need not be counted
        sys.setprofile(count)
    arguments = ["-f", str(folder / "mkdocs.yml"), "--send"]
    code = CliRunner().invoke(digest, arguments).exit_code
    sys.setprofile(None)
    return code


def ready(folder: Path) -> None:
    """As if nothing had ever been sent."""
    shutil.rmtree(folder / "data" / "mail", ignore_errors=True)
    shutil.rmtree(folder / ".papers", ignore_errors=True)


def play(folder: Path, every: int) -> None:
    """Moments `every` apart, until a run ends by itself."""
    for moment in range(1, FAR, every):
        ready(folder)
        first = attempt(folder, moment)
        second = attempt(folder, 0)
        third = attempt(folder, 0)
        print(json.dumps({"moment": moment, "exits": [first, second, third]}), flush=True)  # noqa: T201
        sys.stdin.readline()  # whoever counts mails is done
        if first == 0:
            return


if __name__ == "__main__":
    for name in keeper.LATER:
        import_module(name)
    play(Path(sys.argv[1]), int(sys.argv[2]))
