"""Parts in an executor, and what happens when it is lost."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest

from generator.executors import ahead


class Lazy(Executor):
    """Computes a part when its result is asked for. Nothing can be had of it any more once it has been given
    `breaks_at` parts."""

    def __init__(self, breaks_at: int = 1_000) -> None:
        self.futures: list[Future[Any]] = []
        self._breaks_at = breaks_at

    def submit(self, work: Callable[..., Any], /, *parts: Any, **_: Any) -> Future[Any]:
        """Takes a part."""
        if self.is_lost:
            raise BrokenProcessPool("killed")
        self.futures.append(Waiting(self, work, parts[0]))
        return self.futures[-1]

    @property
    def is_lost(self) -> bool:
        """Whether it has broken."""
        return len(self.futures) >= self._breaks_at


class Waiting(Future[Any]):
    """A result that nobody has computed yet."""

    def __init__(self, executor: Lazy, work: Callable[[Any], Any], part: Any) -> None:
        super().__init__()
        self._executor, self._work, self._part = executor, work, part

    def result(self, timeout: float | None = None) -> Any:
        """Computes it, if that is still possible."""
        del timeout
        if self._executor.is_lost:
            raise BrokenProcessPool("killed")
        return self._work(self._part)


def test_results_come_in_the_order_of_the_parts() -> None:
    """No more parts are handed in than may wait, and those whose results nobody wants are taken back."""
    executor, parts = Lazy(), iter(range(6))
    found = ahead.results(executor, str, parts, waiting=3)
    assert next(found) == "0"
    assert len(executor.futures) == 3
    assert [next(found), next(found)] == ["1", "2"]
    found.close()  # type: ignore[attr-defined]
    assert [future.cancelled() for future in executor.futures] == [False, False, False, True, True]
    assert list(parts) == [5]


@pytest.mark.parametrize("breaks_at", range(8))
def test_what_a_lost_executor_leaves_is_computed_here(breaks_at: int) -> None:
    """Wherever it is when it is lost: each part, in order."""
    found = ahead.results(Lazy(breaks_at), str, range(6), waiting=2)
    assert list(found) == ["0", "1", "2", "3", "4", "5"]


def test_an_error_of_the_work_is_raised() -> None:
    """It is not the executor's."""
    with pytest.raises(ValueError, match="invalid literal"):
        list(ahead.results(Lazy(), int, ["1", "no", "3"], waiting=2))
