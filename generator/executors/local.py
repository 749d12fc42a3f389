"""Processes of this machine, one for each core. They are started when there is work for them."""

import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Self, TypeVar

from generator.executors import ahead

Part = TypeVar("Part")
Result = TypeVar("Result")

MIN_PARTS = 4
"""For fewer parts, starting processes takes longer than they save."""


class Local:
    """A pool of processes."""

    def __init__(self, cores: int) -> None:
        self._cores = cores
        self._pool: ProcessPoolExecutor | None = None

    def map(self, work: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """As in `Workers`."""
        rest = iter(parts)
        first = list(islice(rest, MIN_PARTS))
        if self._cores < 2 or len(first) < MIN_PARTS:
            return map(work, first)
        if self._pool is None:
            # Not forked: other threads of this process may hold locks, which a copy would wait for.
            self._pool = ProcessPoolExecutor(self._cores, get_context("spawn"), _watch)
        return ahead.results(self._pool, work, chain(first, rest), 2 * self._cores)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)


def _watch() -> None:
    """Lets a worker end with the process that started it, even if that is killed: it would wait for its next
    part forever."""
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        wait([parent.sentinel])
        signal.raise_signal(signal.SIGTERM)
