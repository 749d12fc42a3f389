"""Work that can be divided. The core hands out parts of it and does not know where they are computed: the
shell decides (`executors`).
"""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")
Value = TypeVar("Value")

PAPERS = 500
"""Papers in a part: about a second of work, and half a megabyte of text."""


MANY = 10_000
"""From so many papers on, what waiting workers and caches hold is worth more than the time they save: workers
end where there is no work for them, and caches are emptied before MkDocs starts."""


class Workers(Protocol):
    """Whoever computes."""

    def map(self, work: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """The results in the order of the parts. `work` is a pure function of a module, perhaps with
        arguments bound to it; it, parts and results can be pickled."""
        ...

    def rest(self) -> None:
        """Says that there is no work for some time: whoever computes frees what it holds."""
        ...


class Alone:
    """One part after the other, here."""

    def map(self, work: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """Computes a part when its result is asked for."""
        return map(work, parts)

    def rest(self) -> None:
        """It holds nothing."""


ALONE = Alone()


def divided(items: Iterable[Part], size: int = 0) -> Iterator[Sequence[Part]]:
    """Parts of `size` items in their order, or of `PAPERS`; the last one may be smaller."""
    rest, size = iter(items), size or PAPERS
    while part := list(islice(rest, size)):
        yield part


class Shared(Generic[Value]):
    """A large value that many parts need: it is pickled once, and unpickled once in each process."""

    def __init__(self, value: Value) -> None:
        self.value = value

    @cached_property
    def _packed(self) -> bytes:
        return pickle.dumps(self.value)

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpacked, (self._packed,)


@lru_cache(maxsize=2)
def _unpacked(packed: bytes) -> Shared[Any]:
    return Shared(pickle.loads(packed))  # noqa: S301 - written above, by this program
