"""Messages about data of another version."""

import pytest

from generator.records import versions


@pytest.mark.parametrize(
    ("found", "known", "fault"),
    [
        (1, (1,), None),
        (1, (1, 2), None),
        (
            3,
            (1, 2),
            "made by a newer version of this program (format 3; this one reads 1 and 2): install the newer one",
        ),
        (
            2,
            (1,),
            "made by a newer version of this program (format 2; this one reads 1): install the newer one",
        ),
        (0, (1, 2), "expected 1 or 2, got 0"),
        (True, (1,), "expected 1, got true"),
        (None, (1,), "expected 1, got nothing"),
        ("2", (1,), "expected 1, got '2'"),
        ([1], (1,), "expected 1, got [1]"),
    ],
)
def test_fault(found: object, known: tuple[int, ...], fault: str | None) -> None:
    """For a newer version the error says what to do, for anything else what was expected."""
    assert versions.fault(found, known) == fault
