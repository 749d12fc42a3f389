"""A Dask cluster: `--scheduler tcp://…`. Its workers run the same version of this program, and for checking
the finished site they see the archive's folder under the same path."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from importlib import import_module
from typing import Any, Self, TypeVar

from generator.errors import UsageError
from generator.executors import ahead
from generator.storage import packaged

Part = TypeVar("Part")
Result = TypeVar("Result")

TIMEOUT = 20
"""Seconds in which the scheduler must answer."""

WAITING = 4
"""Parts that are handed in per worker."""


class Cluster:
    """The workers of a scheduler. Raises UsageError if they cannot be used."""

    def __init__(self, address: str) -> None:
        try:
            distributed = import_module("distributed")
        except ImportError as error:
            raise UsageError("--scheduler needs Dask: pip install 'daily-papers-archive[cluster]'") from error
        try:
            # It also tells in the log what this class raises.
            logging.getLogger("distributed").setLevel(logging.CRITICAL)
            self._client: Any = distributed.Client(address, timeout=TIMEOUT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"--scheduler {address}: no scheduler answers: {error}") from error
        self._lost = (*ahead.LOST, distributed.KilledWorker)
        with ExitStack() as stack:
            stack.callback(self._client.close)
            self.count = _same_program(self._client, address)
            stack.pop_all()

    def map(self, work: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """As in `Workers`. Parts of a worker that is lost are computed by another one."""
        waiting = WAITING * self.count
        return ahead.results(self._client.get_executor(), work, parts, waiting, self._lost)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # the scheduler may be gone
            self._client.close(timeout=TIMEOUT)


def _same_program(client: Any, address: str) -> int:
    """The number of workers. Another version could make other bytes."""
    found = client.run(packaged.code, on_error="return")
    if not found:
        raise UsageError(f"--scheduler {address}: no worker has joined it")
    for worker, code in found.items():
        if isinstance(code, BaseException):
            raise UsageError(f"--scheduler {address}: the worker {worker} cannot load this program: {code}")
        if code != packaged.code():
            raise UsageError(f"--scheduler {address}: the worker {worker} runs another version")
    return len(found)
