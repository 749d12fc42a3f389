"""How long to wait."""

from datetime import UTC, datetime

import pytest

from generator.intake import waits

NOW = datetime(2026, 11, 20, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7),
        ({"retry-after": " 0 "}, 0),
        ({"retry-after": "1000000000"}, 1e9),
        ({"retry-after": "Fri, 20 Nov 2026 06:01:30 GMT"}, 90),
        ({"retry-after": "Fri, 20 Nov 2026 06:01:30 -0000"}, 90),
        ({"retry-after": "Fri, 20 Nov 2020 06:01:30 GMT"}, 0),
        ({"retry-after": "Fri, 99 Nov 2026 06:01:30 GMT"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "1e3"}, None),
        ({"retry-after": "٧"}, None),
        ({"retry-after": "9" * 50}, None),
        ({"retry-after": "soon", "ratelimit": '"api";r=0;t=117'}, 117),
        ({"ratelimit": '"api";r=0;t=117'}, 117),
        ({"ratelimit": '"api"; r=3; t=5'}, 5),
        ({"ratelimit": '"api";r=0'}, None),
        ({"ratelimit": '"api";r=0;t=-1'}, None),
    ],
)
def test_told(headers: dict[str, str], seconds: float | None) -> None:
    """Seconds or a date of Retry-After go before the window of RateLimit; garbage is ignored."""
    assert waits.told(headers, NOW) == seconds


@pytest.mark.parametrize(
    ("written", "expected"),
    [('"api";r=0;t=9', True), ('"api"; r=00', True), ('"api";r=1;t=0', False), ("", False), ("r=0", False)],
)
def test_exhausted(written: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """No request left."""
    assert waits.exhausted({"ratelimit": written}) is expected
    assert waits.exhausted({}) is False


def test_guess() -> None:
    """One, four, sixteen, thirty seconds at most, and any part of them."""
    assert [waits.guess(tried, 1.0) for tried in (1, 2, 3, 4, 9)] == [1, 4, 16, 30, 30]
    assert waits.guess(3, 0.25) == 4
    assert waits.guess(3, 0.0) == 0
