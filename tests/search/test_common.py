"""The list of common terms."""

import pytest

from generator.search import common
from tests.search.reading import Reader


def read(body: bytes) -> list[str]:
    """The terms of a list."""
    reader, found = Reader(body), []
    while reader.at < len(body):
        found.append(reader.take(reader.number()).decode())
    return found


def test_the_commonest_first_and_from_behind_in_order() -> None:
    """Of equally common terms the first in the alphabet comes last."""
    assert read(common.written({"kite": 3, "model": 9, "für": 3, "ant": 3})) == [
        "model",
        "kite",
        "für",
        "ant",
    ]


def test_a_term_is_left_out_with_all_that_are_as_common(monkeypatch: pytest.MonkeyPatch) -> None:
    """So whatever is not listed is rarer than all that is."""
    monkeypatch.setattr(common, "MOST", 2)
    assert read(common.written({"a": 1, "b": 5, "c": 3, "d": 3})) == ["b"]
    assert read(common.written({"a": 1, "b": 5, "c": 3})) == ["b", "c"]
    assert common.written({}) == b""
