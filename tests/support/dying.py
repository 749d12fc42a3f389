"""Runs `papers digest --send` again and again, killing it at another moment each time.

    python -m tests.support.dying FOLDER EVERY STEP [OPTION...]

prints for every moment a line of JSON: how far the run got, and how the next one, left alone, ended.
A moment is just before a call by which the code that sends and records changes a file or speaks to the server:
between two of them nothing changes that a killed run would leave. With EVERY other than 0 it is every so many
calls of any function in C. Of the moments every STEPth is tried; options are those of the command. The program
forks, so that a run costs no start of Python.
"""

import gc
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
    "/generator/storage/system.py",
    "/generator/cli/sending.py",
    "/smtplib.py",
    "/socket.py",
)
CHANGING = frozenset(
    {
        "__exit__",
        "close",
        "connect",
        "flush",
        "mkdir",
        "open",
        "rename",
        "replace",
        "sendall",
        "unlink",
        "write",
    }
)
"""Names of functions in C that change what another process may see."""
FAR = 100_000


def attempt(folder: Path, options: list[str], moment: int, *, is_any: bool = True) -> int:
    """Exit code of a run in a child of this process, negative when it was killed."""
    child = os.fork()
    if child == 0:
        os._exit(_run(folder, options, moment, is_any=is_any))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _run(folder: Path, options: list[str], moment: int, *, is_any: bool) -> int:
    left = moment

    def count(frame: FrameType, event: str, called: object) -> None:
        nonlocal left
        if event != "c_call" or not (is_any or getattr(called, "__name__", "") in CHANGING):
            return
        if any(place in frame.f_code.co_filename for place in PLACES):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    if moment:  # a run that is left alone need not be counted
        sys.setprofile(count)
    arguments = ["-f", str(folder / "mkdocs.yml"), "--send", *options]
    code = CliRunner().invoke(digest, arguments).exit_code
    sys.setprofile(None)
    return code


def ready(folder: Path) -> None:
    """As if nothing had ever been sent."""
    shutil.rmtree(folder / "data" / "mail", ignore_errors=True)
    shutil.rmtree(folder / ".papers", ignore_errors=True)


def play(folder: Path, every: int, step: int, options: list[str]) -> None:
    """Moments, `every` apart or each that changes something, until a run ends by itself."""
    for moment in range(1, FAR, every or step):
        ready(folder)
        first = attempt(folder, options, moment, is_any=bool(every))
        second = attempt(folder, options, 0)
        third = attempt(folder, options, 0)
        print(json.dumps({"moment": moment, "exits": [first, second, third]}), flush=True)  # noqa: T201
        sys.stdin.readline()  # whoever counts mails is done
        if first == 0:
            return


if __name__ == "__main__":
    for name in keeper.LATER:
        import_module(name)
    gc.freeze()  # a fork copies what its collector of garbage looks at
    play(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
