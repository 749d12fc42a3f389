"""Processes of this machine, one for each core. They are started when there is work for them."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import active_children, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import SpawnContext, SpawnProcess
from threading import Thread
from types import ModuleType
from typing import ClassVar, Self, TypeVar

from generator.executors import ahead
from generator.storage import heap

Part = TypeVar("Part")
Result = TypeVar("Result")

MIN_PARTS = 4
"""For fewer parts, starting processes takes longer than they save."""

MAX_PROCESSES = 61
"""On Windows, a pool cannot wait for more."""


class Local:
    """A pool of processes."""

    def __init__(self, cores: int) -> None:
        self._cores = min(cores, MAX_PROCESSES)
        self._pool: ProcessPoolExecutor | None = None
        self._is_over = False

    def map(self, work: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """As in `Workers`."""
        rest = iter(parts)
        first = list(islice(rest, MIN_PARTS))
        if self._cores < 2 or len(first) < MIN_PARTS:
            return map(work, chain(first, rest))
        return ahead.results(self, work, chain(first, rest), 2 * self._cores)

    def submit(self, work: Callable[[Part], Result], part: Part, /) -> Future[Result]:
        """Hands in a part. Results may still be read after `rest`, and after the end."""
        if self._is_over:
            raise CancelledError
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._cores, _Spawning(), _watch)
        return self._pool.submit(work, part)

    def rest(self) -> None:
        """Ends the processes, which hold a hundred megabytes each, and gives back what is free in this one.
        New ones are started for more work."""
        if self._pool:
            self._pool.shutdown()
            self._pool = None
        heap.give_back()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._is_over = True
        if not self._pool:
            return
        if not kind:
            self._pool.shutdown(cancel_futures=True)
            return
        # Nobody wants what they are computing. The pool drops parts that were cancelled before it finds its
        # processes dead: it would report each of these parts with a traceback.
        self._pool.shutdown(wait=False, cancel_futures=True)
        workers = [process for process in active_children() if isinstance(process, _Worker)]
        for process in workers:
            process.kill()
        for process in workers:
            while process.is_alive():  # the thread of the pool may have asked first, and take note later
                process.join(0.01)


def apart(work: Callable[[], Result]) -> Result:
    """The result of a function, as for `map` but without a part, from a process of its own, whose memory the
    system has back then. Raises what the function raises, and BrokenProcessPool if the process is lost: that
    may be for lack of memory, of which there would be no more here."""
    with ProcessPoolExecutor(1, _Spawning(), _watch) as pool:
        try:
            return pool.submit(work).result()
        except KeyboardInterrupt:
            for process in active_children():
                if isinstance(process, _Worker):
                    process.terminate()
            raise


class _Worker(SpawnProcess):
    """A process that runs nothing but its parts. By default it would first run the script that the program
    was started with, and many scripts do not ask for their `__name__`: each process would begin a build."""

    def start(self) -> None:
        """Starts it."""
        with _no_script(), _no_interrupts():
            super().start()


class _Spawning(SpawnContext):
    """Starts workers. They are not forked: other threads of this process may hold locks, which a copy would
    wait for."""

    Process: ClassVar[type[SpawnProcess]] = _Worker


@contextmanager
def _no_script() -> Iterator[None]:
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Ctrl-C reaches all processes of a terminal. What is started here takes no notice of it, even before it
    can say so: the process that started it ends it."""
    if sys.platform == "win32":
        yield
    else:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _watch() -> None:
    """Lets a worker end with the process that started it, even if that is killed: it would wait for its next
    part forever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        wait([parent.sentinel])
        while True:  # what cleans up when it is stopped would then wait for its next part
            os.kill(os.getpid(), signal.SIGTERM)  # not this thread alone: another one may be asleep
            time.sleep(1)
