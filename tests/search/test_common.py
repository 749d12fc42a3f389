"""The list of common terms."""

import pytest

from generator.search import common
from tests.search.conftest import Read

TERMS = "[...client.common.commonOf(bytes(file)).keys()]"


def test_the_commonest_first_and_from_behind_in_order(read: Read) -> None:
    """Equally common terms are in reverse alphabetical order."""
    assert read(TERMS, file=common.written({"kite": 3, "model": 9, "für": 3, "ant": 3})) == [
        "model",
        "kite",
        "für",
        "ant",
    ]


def test_a_term_is_left_out_with_all_that_are_as_common(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """So whatever is not listed is rarer than all that is."""
    monkeypatch.setattr(common, "MOST", 2)
    assert read(TERMS, file=common.written({"a": 1, "b": 5, "c": 3, "d": 3})) == ["b"]
    assert read(TERMS, file=common.written({"a": 1, "b": 5, "c": 3})) == ["b", "c"]
    assert common.written({}) == b""
