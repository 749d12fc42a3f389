import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import RefusedError
from generator.intake.strict_json import loads

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_strict_json_is_read(value: object) -> None:
    """Whatever JSON can say arrives as it was."""
    assert loads(json.dumps(value)) == value


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[1", "Expecting"),
        ('["a', "Unterminated string"),
        ("[] []", "more text follows its end"),
        ("[NaN]", "NaN"),
        ("[-Infinity]", "-Infinity"),
        ('[{"a": 1, "b": {}, "a": 1}]', "key 'a' occurs twice"),
        ('{"a": {"\u202e": 1, "\u202e": 2}}', r"'\u202e'"),
        ("9" * 5_000, "too many digits"),
        ("[" * 100_000, "too deeply"),
        ('["\b"]', "Invalid control character"),
    ],
)
def test_everything_else_is_refused(text: str, says: str) -> None:
    """The message says what is wrong."""
    with pytest.raises(RefusedError) as caught:
        loads(text)
    assert caught.value.reason == "json"
    assert says in str(caught.value)
    assert not str(caught.value).endswith(" at")


def test_place_is_named() -> None:
    """Line and column lead to the spot."""
    with pytest.raises(RefusedError) as caught:
        loads("[\n  1,\n  x\n]")
    assert caught.value.where == "line 3 column 3"


def test_infinity_by_overflow_is_a_number() -> None:
    """1e999 is valid JSON: its reader has to refuse it."""
    assert loads("1e999") == float("inf")
