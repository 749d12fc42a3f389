"""Processes of this machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.executors.local import MIN_PARTS, Local
from tests.support.helpers import ROOT, until

KILLED = """
import sys, time
from generator.executors.local import Local

if __name__ == "__main__":
    with Local(2) as workers:
        print(*list(workers.map(abs, range(8))), flush=True)
        print(*workers._pool._processes, flush=True)
        time.sleep(60)
"""
"""Prints results and the ids of its workers, and waits to be killed."""


def test_little_work_starts_no_process() -> None:
    """Nor does a machine with one core."""
    with Local(2) as workers:
        assert set(workers.map(_pid, range(MIN_PARTS - 1))) == {os.getpid()}
    with Local(1) as workers:
        assert set(workers.map(_pid, range(9))) == {os.getpid()}


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
def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    """Even if it is killed and can tell them nothing."""
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    command = [sys.executable, str(script)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        assert process.stdout.readline() == "0 1 2 3 4 5 6 7\n"
        workers = [int(pid) for pid in process.stdout.readline().split()]
        assert len(workers) == 2
        process.kill()
    until(lambda: not any(map(_is_running, workers)))


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
