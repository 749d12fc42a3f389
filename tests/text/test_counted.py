"""Numbers with what they count."""

import pytest

from generator.text.counted import counted


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (counted(0, "paper"), "0 papers"),
        (counted(1, "paper"), "1 paper"),
        (counted(8348, "paper"), "8,348 papers"),
        (counted(2, "entry", "entries"), "2 entries"),
    ],
)
def test_counted(told: str, expected: str) -> None:
    """One is singular, several are plural, and thousands are separated."""
    assert told == expected
