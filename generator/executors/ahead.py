"""Parts of work in an executor, a few more than it can compute at a time: neither do workers wait, nor do all
parts of a large archive wait in memory."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")
Made_co = TypeVar("Made_co", covariant=True)

Lost = tuple[type[Exception], ...]
LOST: Lost = (BrokenProcessPool, CancelledError, OSError)
"""What a lost executor raises. If a part raises one of these itself, it does so again where it is computed
next: here."""


class Task(Protocol[Made_co]):
    """A part that was handed in."""

    def result(self) -> Made_co:
        """Waits for it."""
        ...

    def cancel(self) -> object:
        """Says that nobody will ask for it."""
        ...


class Executor(Protocol):
    """Takes parts, as in `concurrent.futures`."""

    def submit(self, work: Callable[[Part], Result], part: Part, /) -> Task[Result]:
        """Hands in a part."""
        ...


def results(
    executor: Executor,
    work: Callable[[Part], Result],
    parts: Iterable[Part],
    waiting: int,
    lost: Lost = LOST,
) -> Iterator[Result]:
    """The results in the order of the parts, of which at most `waiting` are handed in at a time. What the
    executor does not compute because it is `lost` is computed here."""
    handed: deque[tuple[Part, Task[Result] | None]] = deque()
    try:
        for part in parts:
            handed.append((part, _submitted(executor, work, part, lost)))
            if len(handed) == waiting:
                yield _result(work, *handed.popleft(), lost)
        while handed:
            yield _result(work, *handed.popleft(), lost)
    finally:
        for _, task in handed:
            if task:
                task.cancel()


def _submitted(
    executor: Executor, work: Callable[[Part], Result], part: Part, lost: Lost
) -> Task[Result] | None:
    try:
        return executor.submit(work, part)
    except lost:
        return None


def _result(
    work: Callable[[Part], Result],
    part: Part,
    task: Task[Result] | None,
    lost: Lost,
) -> Result:
    try:
        if task:
            return task.result()
    except lost:
        pass
    return work(part)
