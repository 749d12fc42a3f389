"""A Dask cluster: `--scheduler tcp://…`. Its workers run the same version of this program, and for checking
the finished site they see the archive's folder under the same path."""

import hashlib
import logging
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, suppress
from functools import cache, partial
from importlib import import_module
from threading import Lock
from typing import Any, Generic, Self, TypeVar

from generator.errors import UsageError, quoted
from generator.executors import ahead
from generator.storage import packaged

Part = TypeVar("Part")
Result = TypeVar("Result")

TIMEOUT = 20
"""Seconds in which the scheduler must answer."""

WAITING = 4
"""Parts that are handed in per worker."""

LOST = (Exception,)
"""Whatever goes wrong between here and a worker. An error of the work itself is raised again here."""

PATIENCE = 1
"""Seconds after which it is asked whether there are still workers: the scheduler would wait for new ones."""

_ADDRESS = re.compile(r"(tcp|tls)://([^/:\[\]\s]+|\[[^\]\s]+\]):[0-9]{1,5}")
_TURN = Lock()


class Cluster:
    """The workers of a scheduler. Raises UsageError if they cannot be used."""

    def __init__(self, address: str) -> None:
        try:
            distributed = import_module("distributed")
        except ImportError as error:
            raise UsageError("--scheduler needs Dask: pip install 'daily-papers-archive[cluster]'") from error
        _require_usable(address, distributed.Security())
        try:
            # It also tells in the log what this class raises.
            for name in ("distributed", "distributed.client"):
                logging.getLogger(name).setLevel(logging.CRITICAL)
            self._client: Any = distributed.Client(address, timeout=TIMEOUT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"--scheduler {address}: no scheduler answers: {error}") from error
        with ExitStack() as stack:
            stack.callback(self._client.close)
            self.count = _same_program(self._client, address)
            stack.pop_all()

    def map(self, work: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """As in `Workers`. Parts of a worker that is lost are computed by another one."""
        tasks = _Tasks(self._client)
        return ahead.results(tasks, partial(_in_turn, work), parts, WAITING * self.count, LOST)

    def rest(self) -> None:
        """Its memory is not that of this machine."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # the scheduler may be gone
            self._client.close(timeout=TIMEOUT)


class _Tasks:
    """Hands parts to a cluster. Dask's own executor would wait forever for results that are lost with the
    scheduler."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def submit(self, work: Callable[[Part], Result], part: Part, /) -> "_Task[Result]":
        """Hands in a part."""
        # If it were pure, Dask would hash the part to name it.
        return _Task(self._client, self._client.submit(work, part, pure=False))


class _Task(Generic[Result]):
    """A part that a cluster computes."""

    def __init__(self, client: Any, future: Any) -> None:
        self._client, self._future = client, future

    def result(self) -> Result:
        """Waits until it is there. Raises an error once it will never be."""
        seconds: float = PATIENCE
        while True:
            try:
                found: Result = self._future.result(timeout=seconds)
            except TimeoutError:
                if self._future.status == "error":  # it is the work's own
                    raise
                self._require_workers()
                seconds *= 2  # over a slow network, a result takes longer
            else:
                return found

    def _require_workers(self) -> None:
        status = self._client.status  # neither of these while it looks for its scheduler
        if status == "closed" or (status == "running" and not self._client.nthreads()):
            self.cancel()
            raise CancelledError

    def cancel(self) -> None:
        """Says that nobody will ask for it."""
        if self._client.status == "running":
            with suppress(OSError, RuntimeError):  # the scheduler may be gone
                self._future.cancel()


def _require_usable(address: str, security: Any) -> None:
    """Raises UsageError for what Dask would refuse with a traceback that nobody can catch."""
    if not _ADDRESS.fullmatch(address):
        example = "tcp://10.0.0.1:8786"
        raise UsageError(f"--scheduler: expected an address such as {example}, got {quoted(address)}")
    if address.startswith("tls") and not security.get_connection_args("client").get("ssl_context"):
        needed = "Dask's settings name no certificates (distributed.comm.tls)"
        raise UsageError(f"--scheduler {address}: {needed}")


def _in_turn(work: Callable[[Part], Result], part: Part) -> Result:
    """The threads of a worker compute one after the other: what functions remember of texts is for one
    thread, and several would not be faster in Python."""
    with _TURN:
        return work(part)


@cache
def program() -> str:
    """Stands for whatever results depend on. Read once, because a process stays the program that it was, even
    if another version is installed meanwhile."""
    parts = hashlib.sha256(packaged.code() + packaged.versions(packaged.COUNTING))
    parts.update(f"{sys.version_info[:2]}".encode())  # it brings tables of Unicode
    return parts.hexdigest()


def _same_program(client: Any, address: str) -> int:
    """The number of workers. Another version could make other bytes."""
    found = client.run(program, on_error="return")
    if not found:
        raise UsageError(f"--scheduler {address}: no worker has joined it")
    for worker, code in found.items():
        if isinstance(code, BaseException):
            raise UsageError(f"--scheduler {address}: the worker {worker} cannot load this program: {code}")
        if code != program():
            raise UsageError(
                f"--scheduler {address}: the worker {worker} runs another version of this program, of Python "
                f"or of {', '.join(packaged.COUNTING)}: install the same, and start it again"
            )
    return len(found)
