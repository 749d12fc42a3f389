"""Broken disks and killed programs, for tests: what may break, where, and what has to hold afterwards.

`python -m tests.long.faults KILLS [SEED]` (`make kill-test N=200`) is the long form of
`tests/build/test_killed.py`, `python -m tests.long.faults disk` (`make disk-test`) that of
`tests/build/test_broken_disk.py`.
"""

import errno
import io
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from generator.build import driver
from generator.cli import main
from generator.cli.project import STATE
from generator.storage import cache
from generator.storage.store import Store
from tests.support import fabricate, keeper, projects

PAPERS, DAYS, LATER = 12, 5, 2
"""The small archive; its last days come by the command that is killed."""

LEFTOVERS = (".tmp-*", "stage-*", ".papers-mkdocs-*", "previous")

COMMANDS: dict[str, tuple[str, ...]] = {
    "import": ("import", "{saved}"),
    "generate": ("generate",),
    "build": ("build",),
    "clean build": ("build", "--clean"),
}
"""What is killed, with the folder of saved files for `{saved}`. All but `import` find the new days stored."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """An archive before and after some days are added: each state of a day, and both whole sites."""

    root: Path
    before: dict[str, bytes]
    after: dict[str, bytes]
    old: dict[str, str]
    new: dict[str, str]

    def reset(self, command: str) -> Path:
        """The archive before the command, with file times, so that a build may be incremental."""
        folder = self.root / "archive"
        shutil.rmtree(folder, ignore_errors=True)
        _copy(self.root / "start", folder)
        if command != "import":
            for path, body in self.after.items():
                (folder / "data" / path).write_bytes(body)
        return folder

    def arguments(self, command: str) -> list[str]:
        """The command line."""
        found: list[str] = []
        for word in COMMANDS[command]:
            found += sorted(map(str, (self.root / "saved").iterdir())) if word == "{saved}" else [word]
        return found

    def faults(self, folder: Path) -> list[str]:
        """What is not as it has to be at every moment, whatever happened."""
        listings, problems = Store(folder / "data").read_all()
        found = [str(problem) for problem in problems]
        stored = days(folder)
        found += [
            f"{path} is neither old nor new" for path, body in stored.items() if not self._known(path, body)
        ]
        found += [f"{path} is lost" for path in self.before.keys() - stored.keys()]
        site = projects.tree(folder / "site")
        if site not in (self.old, self.new):
            found += [f"site: {path}" for path in projects.differences(site, self.old)[:5]]
        return found if listings else [*found, "nothing is stored"]

    def finish(self, folder: Path, command: str) -> list[str]:
        """What is not repaired once the command and a build have run undisturbed."""
        for arguments in (self.arguments(command), ["build"]):
            result = projects.on(folder, *arguments)
            if result.exit_code != 0:
                return [result.output]
        site = projects.tree(folder / "site")
        found = [f"site: {path}" for path in projects.differences(site, self.new)[:5]]
        found += [str(path) for pattern in LEFTOVERS for path in folder.rglob(pattern)]
        return (
            found if days(folder) == self.after else [*found, "the store is not as after an undisturbed run"]
        )

    def _known(self, path: str, body: bytes) -> bool:
        return body in (self.before.get(path), self.after.get(path))


def _copy(source: Path, target: Path) -> None:
    """Exactly, file times included: by them a build knows whether it may go on where it was."""
    subprocess.run(["cp", "-a", source, target], check=True)  # noqa: S607 - everywhere at hand


def days(folder: Path) -> dict[str, bytes]:
    """The stored days below `data/`."""
    root = folder / "data"
    return {
        file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(root.glob("days/*/2*.json"))
    }


def stage(root: Path) -> Stage:
    """Builds both states once."""
    listings = fabricate.earlier(fabricate.listings(PAPERS, DAYS))
    start = projects.make(root / "start", listings[:-LATER])
    (start / "data" / "curation.yaml").unlink()
    (root / "saved").mkdir()
    for listing in listings[-LATER:]:
        (root / "saved" / f"{listing.day}.json").write_text(fabricate.payload_json(listing), encoding="utf-8")
    old = projects.tree(projects.built(start))
    end = root / "end"
    _copy(start, end)
    saved = sorted((root / "saved").iterdir())
    assert projects.on(end, "import", *saved).exit_code == 0
    new = projects.tree(projects.built(end))
    return Stage(root=root, before=days(start), after=days(end), old=old, new=new)


@dataclass
class Killing:
    """Kills one command after the other; `found` are (command, part of its time, faults)."""

    stage: Stage
    chance: random.Random
    took: dict[str, float] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)
    late: int = 0
    found: list[tuple[str, float, list[str]]] = field(default_factory=list)

    def run(self, count: int, in_a_row: int = 5) -> None:
        """`count` kills. A row of them hits the same archive, which then has to repair itself."""
        turn = 0
        while (done := self.kills.total()) < count:
            command = list(COMMANDS)[turn % len(COMMANDS)]
            turn += 1
            folder = self.stage.reset(command)
            if command not in self.took:
                if not self.took:
                    self._measured(folder, command)  # the first start loads what all others share
                    folder = self.stage.reset(command)
                self.took[command] = self._measured(folder, command)
                folder = self.stage.reset(command)
            for _ in range(min(in_a_row, count - done)):
                self._kill(folder, command)
            if faults := self.stage.finish(folder, command):
                self.found.append((command, 1.0, faults))

    def _kill(self, folder: Path, command: str) -> None:
        # Half of the kills fall into the last third, where files are replaced and trees change places.
        part = self.chance.uniform(0.7, 1.05) if self.chance.random() < 0.5 else self.chance.uniform(0, 1)
        process = self._started(folder, command)
        time.sleep(part * self.took[command])
        if process.exitcode is None:
            self.kills[command] += 1
        else:
            self.late += 1
            self.took[command] *= 0.8  # the machine was busier when the time was taken
        with suppress(ProcessLookupError):
            os.killpg(process.pid or 0, signal.SIGKILL)
        process.kill()
        process.join()
        process.close()
        if faults := self.stage.faults(folder):
            self.found.append((command, part, faults))

    def _measured(self, folder: Path, command: str) -> float:
        start = time.monotonic()
        process = self._started(folder, command)
        process.join()
        assert process.exitcode == 0, command
        return time.monotonic() - start

    def _started(self, folder: Path, command: str) -> multiprocessing.process.BaseProcess:
        """The command in a process group of its own, forked from one that has loaded everything."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["generator.cli.building", "generator.cli.import_"])
        process = context.Process(target=_command, args=(folder, self.stage.arguments(command), keeper.way))
        process.start()
        return process


def _command(folder: Path, arguments: list[str], way: tuple[str, ...]) -> None:
    """`papers …` in a forked process; its exit code becomes the process's."""
    os.setpgrp()
    os.chdir(folder)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    # Killed with this one, as it would be without the tests: in the same group.
    driver.PROGRAM = (*way, keeper.MKDOCS)
    main(arguments)


@dataclass
class Disk:
    """A disk whose `at`-th write, sync or change of a name below `root` fails; it counts them all."""

    root: Path
    at: int
    seen: int = 0
    failed: str = ""

    def step(self, name: str, path: object) -> None:
        """One operation; fails when its turn has come. A full disk and a broken one take turns."""
        if not isinstance(path, int) and not str(path).startswith(str(self.root)):
            return
        self.seen += 1
        if self.seen == self.at:
            self.failed = f"{name} {path}"
            code = errno.ENOSPC if self.at % 2 else errno.EIO
            raise OSError(code, os.strerror(code), str(path))

    def guarded(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, failing when its turn has come."""

        def called(path: Any, *rest: Any, **named: Any) -> Any:
            # A folder that is there already is made only in name.
            if not (name == "os.mkdir" and Path(path).is_dir()):
                self.step(name, path)
            return function(path, *rest, **named)

        return called

    def opened(self, path: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        """`open`: what is opened to be written may fail there, and at each write."""
        if not set(mode) & set("wax+"):
            return _OPEN(path, mode, *rest, **named)
        if not isinstance(path, int):
            self.step("open", path)
        stream = _OPEN(path, mode, *rest, **named)
        guard = mock.MagicMock(wraps=stream)
        guard.__enter__.side_effect = lambda: guard
        guard.__exit__.side_effect = stream.__exit__
        guard.write.side_effect = partial(self._write, stream)
        return guard

    def _write(self, stream: Any, body: Any) -> int:
        name = stream.name
        self.step("write", Path(f"/proc/self/fd/{name}").readlink() if isinstance(name, int) else name)
        return int(stream.write(body))

    @property
    def is_memory(self) -> bool:
        """Whether what failed was a result kept for the next run, which only takes longer without it."""
        return str(self.root / STATE / cache.FOLDER) in self.failed


_OPEN = io.open
CALLS = ("os.fsync", "os.replace", "os.rename", "os.mkdir", "os.link", "os.chmod")


@contextmanager
def breaking(root: Path, at: int) -> Iterator[Disk]:
    """The disk of this process breaks once. What other programs do is not seen."""
    disk = Disk(root, at)
    with mock.patch("io.open", disk.opened):
        patches = [mock.patch(name, disk.guarded(name, getattr(os, name[3:]))) for name in CALLS]
        for patch in patches:
            patch.start()
        try:
            yield disk
        finally:
            for patch in patches:
                patch.stop()


def broken(stage: Stage, command: str, points: Iterable[int]) -> tuple[int, list[str]]:
    """How many of the points there were, and what did not hold: an error is reported in words, nothing is
    torn, and in the end everything is as if no disk had ever failed."""
    folder, found, done = stage.root, list[str](), 0
    for at in points:
        folder = stage.reset(command)
        with breaking(folder, at) as disk:
            result = projects.on(folder, *stage.arguments(command))
        if not disk.failed:
            break
        done += 1
        is_reported = any(one in result.output for one in ("No space left", "Input/output"))
        if result.exit_code != 0 if disk.is_memory else result.exit_code != 1 or not is_reported:
            found.append(f"{disk.failed}: exit code {result.exit_code}: {result.output}")
        found += [f"{disk.failed}: {fault}" for fault in stage.faults(folder)]
    return done, found + stage.finish(folder, command)


def _broken_everywhere() -> int:
    found = []
    with tempfile.TemporaryDirectory() as root:
        whole = stage(Path(root))
        for command, points in (
            ("import", range(1, 9999)),
            ("generate", range(1, 9999)),
            ("build", range(1, 9999, 9)),
        ):
            start = time.monotonic()
            done, faults = broken(whole, command, points)
            found += faults
            print(f"{command}: {done} points in {time.monotonic() - start:.0f} s")
    print("\n".join([*found, f"{len(found)} findings"]))
    return 1 if found else 0


def _main(count: int, seed: int) -> int:
    with tempfile.TemporaryDirectory() as root:
        killing = Killing(stage(Path(root)), random.Random(seed))  # noqa: S311 - moments, not secrets
        start = time.monotonic()
        killing.run(count)
    told = ", ".join(f"{number} of {name}" for name, number in sorted(killing.kills.items()))
    print(f"{killing.kills.total()} kills ({told}) in {time.monotonic() - start:.0f} s, seed {seed}")
    print(f"{killing.late} more came when the command was done")
    for command, part, faults in killing.found:
        print(f"{command} at {part:.2f}: {'; '.join(faults)}")
    print(f"{len(killing.found)} findings")
    return 1 if killing.found else 0


if __name__ == "__main__":
    if sys.argv[1] == "disk":
        sys.exit(_broken_everywhere())
    sys.exit(_main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
