"""A Dask cluster: a real scheduler and real workers on this machine."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from generator import workers
from generator.cli import inspection
from generator.errors import UsageError
from generator.executors import cluster
from generator.executors.cluster import Cluster
from generator.search import terms
from generator.storage import packaged
from tests.support import fabricate, projects
from tests.support.helpers import ROOT, until

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler with two workers."""
    folder = tmp_path_factory.mktemp("cluster")
    told = folder / "scheduler.json"
    at = ["--scheduler-file", str(told), "--host", "127.0.0.1", "--no-dashboard"]
    with ExitStack() as stack:
        _started(stack, folder, "scheduler", *at, "--port", "0")
        until(told.exists)
        for _ in range(2):
            _started(stack, folder, "worker", *at, "--nthreads", "1", "--no-nanny")
        scheduler = told.read_text(encoding="utf-8").split('"address": "')[1].split('"')[0]
        until(lambda: _joined(scheduler) == 2)
        yield scheduler


def _started(stack: ExitStack, folder: Path, name: str, *options: str) -> None:
    program = stack.enter_context(
        subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{name}", *options],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    )
    stack.callback(program.kill)


def _joined(scheduler: str) -> int:
    try:
        with Cluster(scheduler) as found:
            return found.count
    except UsageError:
        return 0


def test_a_site_is_the_same_and_a_worker_may_be_killed(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that is killed between two parts: others compute what it had."""
    listings = fabricate.listings(12)
    alone = projects.tree(projects.built(projects.make(tmp_path / "alone", listings)))
    monkeypatch.setattr(workers, "PAPERS", 2)
    monkeypatch.setattr(terms, "BATCH", 3)
    monkeypatch.setattr(terms, "KEPT", 3)
    monkeypatch.setattr(inspection, "PAGES", 20)
    done: list[str] = []
    divide = Cluster.map

    def counted(self: Cluster, work: Callable[[Any], Any], parts: Iterable[Any]) -> Iterator[Any]:
        for found in divide(self, work, parts):
            yield found
            done.append(work.func.__name__ if hasattr(work, "func") else work.__name__)
            if len(done) == 2:
                pids = self._client.run(os.getpid)
                os.kill(min(pids.values()), signal.SIGKILL)

    monkeypatch.setattr(Cluster, "map", counted)
    folder = projects.make(tmp_path / "divided", listings)
    assert projects.tree(projects.built(folder, "--scheduler", address)) == alone
    assert {name: done.count(name) > 3 for name in dict.fromkeys(done)} == {
        "_count": True, "_scores": True, "tokens": True, "read": True,
    }  # fmt: skip
    assert _joined(address) == 1


def test_workers_run_the_same_program(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version, of it or of what it counts with, could make other bytes. A process stays what it was,
    whatever is installed meanwhile."""
    before = cluster.program()
    for name, body in (("code", b"other"), ("versions", b"numpy 0.1\n")):
        with monkeypatch.context() as patch:
            patch.setattr(packaged, name, lambda *_, found=body: found)
            assert cluster.program() == before
            cluster.program.cache_clear()
            with pytest.raises(
                UsageError, match="runs another version of this program, of Python or of numpy"
            ):
                Cluster(address)
        cluster.program.cache_clear()
        assert cluster.program() == before


def test_threads_of_a_worker_take_turns() -> None:
    """What functions remember is for one thread: a stemmer, for example, holds the word that it is at."""
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(partial(cluster._in_turn, partial(_longest, [])), range(40)))
    assert found == [1] * 40


def _longest(inside: list[int], part: int) -> int:
    """How many are inside meanwhile."""
    inside.append(part)
    time.sleep(0.001)
    count = len(inside)
    inside.remove(part)
    return count


def test_what_is_needed_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Before anything is computed, and without a traceback of Dask's."""
    monkeypatch.setattr(cluster, "TIMEOUT", 0.2)
    folder = projects.make(tmp_path, [])
    for address, told in {
        "tcp://127.0.0.1:1": "--scheduler tcp://127.0.0.1:1: no scheduler answers",
        "127.0.0.1": "--scheduler: expected an address such as tcp://10.0.0.1:8786, got '127.0.0.1'",
        "tls://127.0.0.1:1": "--scheduler tls://127.0.0.1:1: Dask's settings name no certificates",
    }.items():
        result = projects.on(folder, "build", "--scheduler", address)
        assert result.exit_code == 2
        assert told in result.output
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = projects.on(folder, "generate", "--scheduler", "tcp://127.0.0.1:1")
    assert result.exit_code == 2
    assert "pip install 'daily-papers-archive[cluster]'" in result.output


def _placed(part: int) -> tuple[int, int]:
    """The part and the process that it is computed in."""
    return part, os.getpid()


def test_without_workers_the_rest_is_computed_here(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scheduler would wait for new ones. The last test, since it ends them all."""
    monkeypatch.setattr(cluster, "PATIENCE", 0.1)
    with Cluster(address) as found:
        there = set(found._client.run(os.getpid).values())
        results = found.map(_placed, range(40))
        first = next(results)
        for pid in there:
            os.kill(pid, signal.SIGKILL)
        rest = [*results, *found.map(_placed, range(3))]
        assert [part for part, _ in rest] == [*range(1, 40), 0, 1, 2]
        assert (first[1] in there, rest[-1][1]) == (True, os.getpid())
    with pytest.raises(UsageError, match="no worker has joined it"):
        Cluster(address)
