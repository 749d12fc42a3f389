from datetime import UTC, datetime

import pytest

from generator.intake.fields import COUNT_CAP, Fields, Place, as_object, got


def fields(**value: object) -> tuple[Fields, Place]:
    """An object at the place `[0]`, with its list of problems."""
    at = Place(path="x.json", where="[0]")
    return Fields(value, at, "paper."), at


def messages(at: Place) -> list[str]:
    """Places and messages of what was dropped."""
    assert {problem.severity for problem in at.found} <= {"dropped"}
    return [f"{problem.where}: {problem.message}" for problem in at.found]


def test_null_is_absent() -> None:
    """No reader says anything about a key that is null or not there."""
    value, at = fields(a=None)
    for key in "ab":
        readers = (value.string, value.line, value.count, value.url, value.moment, value.nested, value.raw)
        assert [read(key) for read in readers] == [None] * len(readers)
        assert value.items(key, 1) == []
    assert not at.found


def test_wrong_types_are_dropped_and_reported() -> None:
    """Each reader names the key, what it expected and what came."""
    value, at = fields(a=[1], b="x")
    readers = (value.count, value.nested, value.moment, value.url)
    assert [value.string("a"), *(read("b") for read in readers)] == [None] * 5
    assert value.items("b", 1) == []
    assert messages(at) == [
        "[0] paper.a: expected text, got a list",
        "[0] paper.b: expected an integer from 0 to 10000000, got 'x'",
        "[0] paper.b: expected an object, got 'x'",
        "[0] paper.b: expected a time such as 2026-11-19T00:00:00.000Z, got 'x'",
        "[0] paper.b: expected an http or https address, got 'x'",
        "[0] paper.b: expected a list, got 'x'",
    ]


def test_lines_are_clean_or_absent() -> None:
    """A line is cleaned and cut; one that shows nothing is absent."""
    value, at = fields(a=" x\n\u202ey ", b="\u200b ", c="abc")
    assert (value.line("a"), value.line("b"), value.line("c", 2)) == ("x y", None, "ab")
    assert not at.found


@pytest.mark.parametrize("good", [0, 1, COUNT_CAP])
def test_counts(good: int) -> None:
    """Zero is a value."""
    value, at = fields(a=good)
    assert value.count("a") == good
    assert not at.found


@pytest.mark.parametrize("bad", [-1, COUNT_CAP + 1, True, False, 3.0, "12", float("inf"), 10**40])
def test_no_counts(bad: object) -> None:
    """Nothing is rounded, parsed or cut to a number."""
    value, at = fields(a=bad)
    assert value.count("a") is None
    assert len(at.found) == 1


def test_empty_address_is_absent() -> None:
    """An empty address is no mistake."""
    value, at = fields(a=" ", b=" https://example.org/ ")
    assert (value.url("a"), value.url("b")) == (None, "https://example.org/")
    assert not at.found


def test_moments_are_utc() -> None:
    """A time is read in its own zone."""
    value, _ = fields(a="2000-01-06T01:00:00+02:00")
    assert value.moment("a") == datetime(2000, 1, 5, 23, tzinfo=UTC)


@pytest.mark.parametrize("empty", [None, "", " ", [], {}])
def test_empty_is_absent(empty: object) -> None:
    """Null, an empty text, an empty list or object: nothing is given, and nothing is wrong."""
    value, at = fields(a=empty)
    assert [value.count("a"), value.moment("a"), value.nested("a"), value.items("a", 1)] == [None] * 3 + [[]]
    assert not at.found


def test_problems_of_one_place_may_be_bounded() -> None:
    """After so many faults one line says that there are more; without a limit all are reported."""
    at = Place(path="x.json", where="[0]", most=20)
    free = Place(path="x.json")
    for number in range(1_000):
        Fields({}, at).dropped(str(number), "wrong")
        free.report("lost", "wrong")
    assert (len(at.found), len(free.found)) == (21, 1_000)
    assert at.found[-1].message == "more problems here are not listed one by one"


def test_long_lists_are_cut() -> None:
    """More items than the cap are one problem."""
    value, at = fields(a=[1, 2, 3])
    assert value.items("a", 2) == [1, 2]
    assert messages(at) == ["[0] paper.a: only the first 2 of 3 items are kept"]


def test_objects_have_text_keys() -> None:
    """A Python dict with other keys is no object."""
    assert as_object({"a": 1}) == {"a": 1}
    assert as_object({1: "a"}) is None
    assert as_object([]) is None


def test_nested_places() -> None:
    """Problems of an inner object name the whole way."""
    value, at = fields(a={"b": 1})
    inner = value.nested("a")
    assert inner is not None
    assert inner.string("b") is None
    assert messages(at) == ["[0] paper.a.b: expected text, got 1"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "null"),
        ([[]], "a list"),
        ({}, "an object"),
        pytest.param(10**5_000, "a very large integer", id="huge"),
        (-(10**30), "a very large integer"),
        (1, "1"),
        (True, "true"),
        ("\u202e::x\n", r"'\u202e::x\n'"),
        (b"x", "a Python bytes"),
        (..., "a Python ellipsis"),
    ],
)
def test_got(value: object, words: str) -> None:
    """Any value can be named on one short line."""
    assert got(value) == words
