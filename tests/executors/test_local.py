"""Processes of this machine."""

import errno
import gc
import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import active_children, parent_process
from pathlib import Path

import pytest

from generator.cli.options import Called, calling
from generator.errors import BuildError, Problem
from generator.executors import local
from generator.executors.local import MIN_PARTS, Local
from generator.storage.heap import SELDOM
from tests.support.helpers import ROOT, until

FAULT = Problem(path="a", where="", message="b")
SCRIPT = """
import signal, time
from generator.executors.local import Local

signal.signal(signal.SIGINT, signal.default_int_handler)
with Local(2) as workers:
    print(*list(workers.map(abs, range(8))), flush=True)
    print(*workers._pool._processes, flush=True)
    list(workers.map(time.sleep, [60] * 4))
"""
"""Prints results and the ids of its workers, and has them do what takes long. As many scripts, it does not ask
for its `__name__`."""


def test_little_work_starts_no_process() -> None:
    """Nor does a machine with one core."""
    with Local(2) as workers:
        assert set(workers.map(_pid, range(MIN_PARTS - 1))) == {os.getpid()}
    with Local(1) as workers:
        assert list(workers.map(_pid, range(9))) == [os.getpid()] * 9


def test_no_more_processes_than_windows_can_wait_for() -> None:
    """With more, a pool cannot be made there."""
    assert Local(200)._cores == local.MAX_PROCESSES


@pytest.mark.slow
def test_they_rest_until_there_is_more_work() -> None:
    """None of them is left meanwhile."""
    with Local(2) as workers:
        workers.rest()
        for _ in range(2):
            assert os.getpid() not in set(workers.map(_pid, range(MIN_PARTS)))
            workers.rest()
            assert not active_children()


@pytest.mark.slow
def test_results_that_are_read_after_a_rest() -> None:
    """Those that had not been handed in are computed by new processes, and after the end here."""
    with Local(2) as workers:
        found = workers.map(_pid, range(20))
        first = next(found)
        workers.rest()
        others = [next(found) for _ in range(8)]
        assert os.getpid() not in {first, *others}
        assert len({first, *others}) > 1
    assert list(found)[-1] == os.getpid()
    assert not active_children()


@pytest.mark.slow
def test_processes_may_be_killed() -> None:
    """What they leave is computed here, and so is what comes later."""
    with Local(2) as workers:
        found = workers.map(abs, range(-40, 0))
        first = next(found)
        assert workers._pool
        started = list(workers._pool._processes.values())
        for process in started:
            process.kill()
        assert [first, *found] == list(range(40, 0, -1))
        assert list(workers.map(abs, [-4, -3, -2, -1])) == [4, 3, 2, 1]
    assert not any(process.is_alive() for process in started)


@pytest.mark.slow
@pytest.mark.parametrize("ended_by", [signal.SIGKILL, signal.SIGINT])
def test_workers_end_with_the_process_that_started_them(tmp_path: Path, ended_by: int) -> None:
    """Even if it is killed and can tell them nothing. Ctrl-C, which reaches them too, ends all at once, and none
    has a word to say about it. None runs the script again."""
    script = tmp_path / "ended.py"
    script.write_text(SCRIPT, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "0 1 2 3 4 5 6 7\n"
        workers = [int(pid) for pid in process.stdout.readline().split()]
        assert len(workers) == 2
        if ended_by == signal.SIGINT:
            os.killpg(process.pid, ended_by)
        else:
            process.send_signal(ended_by)
        told, said = process.communicate(timeout=30)
    assert told == ""
    assert said.count("Traceback") == (ended_by == signal.SIGINT)
    until(lambda: not any(map(_is_running, workers)))


@pytest.mark.slow
def test_an_error_ends_the_workers() -> None:
    """Nobody wants what they are computing."""
    start = time.monotonic()
    with pytest.raises(ValueError, match="non-negative"), Local(2) as workers:
        list(workers.map(_sleep, [-1, 60, 60, 60]))
    assert time.monotonic() - start < 30
    assert not active_children()


@pytest.mark.slow
def test_apart(tmp_path: Path) -> None:
    """Errors are those of the work, which is done once: neither a full disk nor a process that is killed begins it
    again here."""
    assert local.apart(os.getpid) != os.getpid()
    assert not active_children()
    with pytest.raises(BuildError) as caught:
        local.apart(_refuse)
    assert caught.value.problems == (FAULT,)
    done = tmp_path / "done"
    with pytest.raises(OSError, match="No space") as refused:
        local.apart(partial(_fill, done))
    assert refused.value.filename == str(done)
    with pytest.raises(BrokenProcessPool):
        local.apart(partial(_end, done))
    assert done.read_text(encoding="utf-8") == "filled\nended\n"


@pytest.mark.slow
def test_as_seldom_as_in_a_command() -> None:
    """Python looks for objects that only name each other as it does where commands run."""
    assert local.apart(_threshold) == SELDOM


@pytest.mark.slow
@pytest.mark.parametrize("ended_by", [signal.SIGKILL, signal.SIGTERM])
def test_what_is_apart_ends_with_the_process_that_started_it(ended_by: int) -> None:
    """Even if it takes its time to be stopped, as a command does."""
    script = "from generator.executors import local\nfrom tests.executors import test_local\n"
    with subprocess.Popen(
        [sys.executable, "-c", f"{script}local.apart(test_local.waiting)"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout
        apart = int(process.stdout.readline())
        process.send_signal(ended_by)
    until(lambda: not _is_running(apart))


def waiting() -> None:
    """Says who it is, and waits."""
    with calling(Called(lists_all=False, shows=False)):
        sys.stdout.write(f"{os.getpid()}\n")
        sys.stdout.flush()
        time.sleep(60)


def _threshold() -> tuple[int, int, int]:
    with calling(Called(lists_all=False, shows=False)):
        return gc.get_threshold()


def _refuse() -> None:
    raise BuildError("no", [FAULT])


def _fill(done: Path) -> None:
    with done.open("a", encoding="utf-8") as file:
        file.write("filled\n")
    error = OSError(errno.ENOSPC, "No space left on device")
    error.filename = str(done)
    raise error


def _end(done: Path) -> None:
    with done.open("a", encoding="utf-8") as file:
        file.write("ended\n")
    assert parent_process(), "computed here"
    os.kill(os.getpid(), signal.SIGKILL)


def _sleep(seconds: int) -> None:
    time.sleep(seconds)


def _pid(_: int) -> int:
    return os.getpid()


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A process that nobody has waited for yet is still in the table.
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
