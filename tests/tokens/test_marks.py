"""Many hashes at once."""

from hypothesis import given
from hypothesis import strategies as st

from generator.tokens import fold, marks


@given(st.lists(st.text()))
def test_as_one_by_one(keys: list[str]) -> None:
    """Keys of any length, in any order."""
    assert marks.of(keys).tolist() == [fold.mark(key) for key in keys]
