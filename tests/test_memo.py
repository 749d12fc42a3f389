"""Results as bytes."""

import numpy as np
import pytest

from generator import memo


def test_packed_and_unpacked_are_inverses() -> None:
    """Arrays of any shape, type and order in memory, empty ones and ones with line breaks in their bytes
    included."""
    arrays: dict[str, memo.Array] = {
        "a": np.arange(6, dtype=np.int32).reshape(2, 3),
        "b": np.zeros((0, 3)),
        "c": np.full(5, ord("\n"), dtype=np.uint8),
        "d": np.array([0.5]),
        "columns": np.asfortranarray(np.arange(6).reshape(2, 3)),
        "steps": np.arange(20)[::3],
    }
    found = memo.unpacked(memo.packed(arrays))
    assert list(found) == list(arrays)
    for name, one in arrays.items():
        assert (found[name].dtype, found[name].shape) == (one.dtype, one.shape)
        assert np.array_equal(found[name], one)
    assert memo.unpacked(b"") == {}


@pytest.mark.parametrize("words", [[], [""], ["", ""], ["a"], ["a", ""], ["a", "大模型", "b c"]])
def test_words(words: list[str]) -> None:
    """Words of any script."""
    assert memo.words(memo.lines(words)) == words


def test_keys() -> None:
    """Keys tell apart what is put together in other ways, and stand one behind the other."""
    keys = [memo.key("a", "b"), memo.key("ab"), memo.key(("a", "b")), memo.key("a", "b", None)]
    assert len(set(keys)) == 4
    assert memo.split(memo.joined(keys)) == keys
