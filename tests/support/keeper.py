"""The process that programs of the tests are forked from: a build of a small site takes two thirds of the CPU time.

`started()` starts it; it ends when the process that started it does. See `prepared.py` for what is asked of it.
"""

import atexit
import gc
import os
import runpy
import select
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from types import FrameType

from generator.build import driver
from generator.cli import COMMANDS
from generator.storage import cache, packaged
from tests.support import prepared, scratch

MODULES = (
    "jinja2",
    "mkdocs.__main__",
    "mkdocs.commands.build",
    "mkdocs.contrib.search",
    "material.plugins.search.plugin",
    "markdown.extensions.attr_list",
    "markdown.extensions.tables",
    "markdown.extensions.toc",
    "generator.build.hook",
    *(f"generator.cli.{module}" for module, _ in COMMANDS.values()),
)
"""What builds and commands import."""
LATER = (
    "PIL.GifImagePlugin",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "babel.messages.pofile",
    "generator.cli.building",
    "generator.intake.thumbnails",
    "generator.sinks.to_png",
    "markdown.extensions.admonition",
    "markdown.extensions.def_list",
    "markdown.extensions.fenced_code",
    "material.templates",
    "pygments.formatters",
    "requests",
    "scipy.sparse",
)
"""What they import when they first need it: a program that is forked would do so again each time."""
STREAMS = ("stdin", "stdout", "stderr")
MKDOCS = "tests.kept_templates"
PLAIN = ("-m",)

way: tuple[str, ...] = PLAIN
"""The arguments of Python before the name of a module that is run as a program."""


@contextmanager
def started() -> Iterator[tuple[str, ...]]:
    """What to write for `-m`. Where processes cannot be forked, that is `-m`."""
    if not hasattr(os, "fork"):
        yield PLAIN
        return
    with tempfile.TemporaryDirectory(prefix="keeper-") as folder, socket.socket(socket.AF_UNIX) as door:
        address = f"{folder}/door"
        door.bind(address)
        door.listen(64)
        command = [sys.executable, "-m", "tests.support.keeper", str(door.fileno()), address]
        with subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=[door.fileno()]) as process:
            door.close()
            try:
                yield _way(address)
            finally:
                process.kill()


def line(module: str) -> str:
    """The same for a shell, with the module."""
    return shlex.join([*way, module])


def _way(address: str) -> tuple[str, ...]:
    return ("-I", "-S", str(Path(prepared.__file__)), address)


def main(door: int, address: str) -> None:
    """Runs what is asked for until the standard input ends."""
    driver.PROGRAM = (*_way(address), MKDOCS)
    for name in (*MODULES, *LATER):
        import_module(name)
    packaged.mark(), cache.of(Path())  # read the program once
    scratch.wait_for_no_disk()
    # What a collector of garbage looks at in a fork, the system has to copy.
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, _reap)
    with socket.socket(fileno=door) as listening:
        while True:
            ready, _, _ = select.select([listening, sys.stdin], [], [])
            if sys.stdin in ready:
                return
            link, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                _become(link)
            link.close()


def _reap(_number: int, _frame: FrameType | None) -> None:
    """Takes note of the ends of programs, so that their CPU time counts as this process's."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _become(link: socket.socket) -> None:
    """Turns this process into the program that is asked for."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    size, streams, _, _ = socket.recv_fds(link, prepared.COUNT, 3)
    body = b""
    while len(body) < int.from_bytes(size):
        body += link.recv(1 << 16)
    for number, (name, stream) in enumerate(zip(STREAMS, streams, strict=True)):
        os.dup2(stream, number)
        os.close(stream)
        old, mode, lines = getattr(sys, name), "w" if number else "r", 1 if number == 2 else -1
        # A new object: the old one knows whether the file that it was opened on can seek.
        new = os.fdopen(number, mode, lines, encoding=old.encoding, errors=old.errors, closefd=False)
        setattr(sys, name, new)
    folder, group, umask, count, *rest = body.split(b"\0")
    with suppress(PermissionError):  # in another session
        os.setpgid(0, int(group))
    os.umask(int(umask))
    os.chdir(folder)
    os.environb.clear()
    for entry in rest[int(count) :]:
        key, _, value = entry.partition(b"=")
        os.environb[key] = value
    sys.argv = [os.fsdecode(word) for word in rest[: int(count)]]
    sys.path[0] = os.fsdecode(folder)
    Thread(target=_end_with, args=(link,), daemon=True).start()
    leave = os._exit
    os._exit = sys.exit  # type: ignore[assignment]  # who ends at once has an exit code, too
    code = _code_of(sys.argv[0])
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    link.sendall(code.to_bytes(prepared.COUNT))
    leave(code)


def _code_of(module: str) -> int:
    """The exit code of a module that is run as a program."""
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if isinstance(end.code, str):
            sys.stderr.write(f"{end.code}\n")
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:  # noqa: BLE001 - as the interpreter itself does
        traceback.print_exc()
        return 1
    return 0


def _end_with(link: socket.socket) -> None:
    """Ends this process as soon as the one that asked for it is gone."""
    link.recv(1)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
