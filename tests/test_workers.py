"""Work in parts."""

import pickle

from generator import workers
from generator.workers import ALONE, Shared, divided


def test_parts_hold_everything_in_order() -> None:
    """The last one is smaller; of nothing there are none."""
    assert list(divided(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(divided([], 2)) == []
    assert [len(part) for part in divided(range(workers.PAPERS + 1))] == [workers.PAPERS, 1]


def test_alone_computes_a_part_when_it_is_asked_for() -> None:
    """Parts that nobody has taken need no memory."""
    parts = iter([1, 2, 3])
    assert next(ALONE.map(str, parts)) == "1"
    assert list(parts) == [2, 3]


def test_a_shared_value_is_unpacked_once() -> None:
    """However often it comes."""
    shared = Shared({"a": [1]})
    one, other = (pickle.loads(pickle.dumps(shared)) for _ in range(2))  # noqa: S301 - its own
    assert one.value == {"a": [1]}
    assert one is other
