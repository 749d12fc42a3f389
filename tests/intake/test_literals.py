import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake import literals

KEYS = st.text(max_size=5)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text() | st.binary() | st.just(0.5),
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner) | st.tuples(inner, inner),
    max_leaves=20,
)


@given(VALUES)
def test_what_python_printed_reads_back(value: object) -> None:
    """Texts, numbers, lists and objects are what they were."""
    assert literals.read(repr(value))[0] == value


@pytest.mark.attack(
    5, "strings in an array that take Python's parser minutes: f-strings, keys and sets that collide"
)
@pytest.mark.parametrize(
    "written",
    [
        "f'{1}'" * 150_000,
        "f'{f\"{1}\"}'" * 80_000,
        "{" + ",".join(f"{n * (2**61 - 1)}:1" for n in range(40_000)) + "}",
        "{" + ",".join(f"{n * (2**61 - 1)}" for n in range(40_000)) + "}",
        "{'a': {" + ",".join(f"({n},): 1" for n in range(40_000)) + "}}",
        "{'a': " + "'b' " * 200_000 + "}",
        "[" * 900_000,
        "-" * 900_000 + "1",
        "~" * 900_000 + "1",
        "'" * 900_001,
        "1+" * 400_000 + "1",
        "[" + "1," * 400_000 + "]",
        "9" * 900_000,
        "0x" + "f" * 900_000,
        "'" + "\\" * 900_001,
        "a" * 900_000,
        "{**{}}",
        "{'a'}",
        "{1: 2}",
        "{'a': 1, ('b'): 2}",
        "'a' 'b'",
        "__import__('os')",
    ],
    ids=range(22),
)
def test_everything_else_is_not_read(written: str) -> None:
    """It is None within a moment, and nothing in it is run."""
    start = time.process_time()
    assert literals.read(written)[0] is None
    assert time.process_time() - start < 1


def test_tokens_are_counted() -> None:
    """How much was there, and no more than may be."""
    assert literals.read("{'a': [1, 2]}") == ({"a": [1, 2]}, 9)
    assert literals.read("[1, 2]", 5) == ([1, 2], 5)
    assert literals.read("[1, 2]", 4) == (None, 0)
