"""Problems and errors say where, what and what came."""

from datetime import UTC, date, datetime

import pytest

from generator.errors import (
    BuildError,
    ConfigError,
    GeneratorError,
    Problem,
    RefusedError,
    StoreError,
    UsageError,
    quoted,
)


def test_a_problem_is_one_line() -> None:
    """Path, place and message, with the place left out when it is the whole file."""
    assert str(Problem(path="a.json", where="papers[0]", message="no title")) == "a.json: papers[0]: no title"
    assert str(Problem(path="a.json", where="", message="not JSON")) == "a.json: not JSON"


def test_a_problem_as_json() -> None:
    """Scripts get path, where and message."""
    assert Problem(path="a", where="b", message="c", severity="lost").to_json() == {
        "path": "a",
        "where": "b",
        "message": "c",
    }


@pytest.mark.parametrize("error", [UsageError, ConfigError, StoreError, BuildError])
def test_one_tree(error: type[Exception]) -> None:
    """Everything raised on purpose can be caught in one place."""
    assert issubclass(error, GeneratorError)


def test_refusals_carry_their_reason() -> None:
    """A refused payload says why in a word and where in a path."""
    error = RefusedError("json", "not JSON", "line 1")
    assert (str(error), error.reason, error.where) == ("not JSON", "json", "line 1")


def test_build_errors_carry_problems() -> None:
    """A build that stops brings its repair list."""
    problem = Problem(path="a", where="", message="b")
    assert BuildError("stopped", iter([problem])).problems == (problem,)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\nb", r"'a\nb'"),
        ("é\u202e", r"'\xe9\u202e'"),
        ("::x", "'::x'"),
        (None, "nothing"),
        (True, "true"),
        (date(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2, 3, tzinfo=UTC), "2026-01-02 03:00:00+00:00"),
    ],
)
def test_quoted(value: object, shown: str) -> None:
    """Untrusted values in messages are one line of ASCII that starts no command of a CI log."""
    assert quoted(value) == shown


def test_quoted_is_short() -> None:
    """At most 200 characters of an untrusted value are shown."""
    assert len(quoted("x" * 1000)) == 200
    assert quoted("x" * 1000).endswith("…")
