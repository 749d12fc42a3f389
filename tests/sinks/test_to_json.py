"""Canonical JSON: the same value gives the same bytes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.reading import Json
from generator.sinks import to_json
from tests.support.helpers import hostile_texts

VALUES: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_round_trip(value: Json) -> None:
    """Both forms read back as what was written."""
    assert json.loads(to_json.text(value)) == value
    assert json.loads(to_json.compact(value)) == value


@given(VALUES)
def test_one_final_newline(value: Json) -> None:
    """A file ends in exactly one newline; the compact form is one line."""
    assert to_json.text(value).endswith("\n")
    assert not to_json.text(value).endswith("\n\n")
    assert "\n" not in to_json.compact(value)


@given(VALUES)
def test_writing_again_changes_nothing(value: Json) -> None:
    """What was read from a file is written with the same bytes."""
    body = to_json.text(value)
    assert to_json.text(json.loads(body)) == body


def test_text_stands_as_it_is() -> None:
    """Text reads back, also as a key, and no letter becomes an ASCII escape."""
    for text in hostile_texts():
        assert json.loads(to_json.text({text: [text]})) == {text: [text]}
        assert "\\u" not in to_json.compact(text).replace("\\\\", "")


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_json_is_refused(number: float) -> None:
    """NaN and infinities are in no JSON standard."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json.text(number)
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json.compact([number])


def test_what_fits_on_a_line_stays_on_it() -> None:
    """Short values take a line; longer ones a line per item, indented by one space a level."""
    long = "x" * 90
    assert to_json.text({"a": [1, 2]}) == '{"a": [1, 2]}\n'
    assert to_json.text({"a": [long, {}], "b": [1]}) == f'{{\n "a": ["{long}", {{}}],\n "b": [1]\n}}\n'
    assert to_json.text([[long, long]]) == f'[\n [\n  "{long}",\n  "{long}"\n ]\n]\n'


def test_key_order_is_kept() -> None:
    """Keys keep the given order, which is meant for reading."""
    assert to_json.compact({"b": 1, "a": 2}) == '{"b":1,"a":2}'


@given(VALUES)
def test_in_a_script(value: Json) -> None:
    """A data block of a page reads back as what was written, and contains nothing that could end it."""
    written = to_json.in_script(value)
    assert json.loads(written) == value
    assert not set(written) & set("<>&\u2028\u2029\n")


def test_lines() -> None:
    """An array with an item per line, also when there are none."""
    assert to_json.lines([{"a": 1}, "ü"]) == '[\n{"a":1},\n"ü"\n]\n'
    assert json.loads(to_json.lines([])) == []


@pytest.mark.parametrize("items", [[], ["a"], ["a", {"b": "</script>"}, 3]])
def test_long_lists(items: list[Json]) -> None:
    """A line per value and per item, and the same value as ever."""
    written = to_json.listed({"x": "y", "z": [1]}, "items", map(to_json.compact, items))
    assert json.loads(written) == {"x": "y", "z": [1], "items": items}
    assert len(written.splitlines()) == 6 + len(items)
