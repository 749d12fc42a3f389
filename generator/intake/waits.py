"""How long to wait before the next attempt: what the source says, otherwise a growing guess."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_GUESS = 30.0
"""Seconds; the first guess is at most one."""

_SECONDS = re.compile(r"[0-9]{1,10}")
_RESET = re.compile(r";\s*t=([0-9]{1,10})(?![0-9])")
_LEFT = re.compile(r";\s*r=([0-9]{1,10})(?![0-9])")


def told(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds until the source accepts the next request, None if it does not say.

    `Retry-After` as seconds or as a date (RFC 9110 §10.2.3), otherwise the reset time in `RateLimit:
    "api";r=0;t=117`. The caller limits it: 10⁹ is possible too.
    """
    written = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(written):
        return float(written)
    if written and (moment := _moment(written)) is not None:
        return max(0.0, (moment - now).total_seconds())
    reset = _RESET.search(headers.get("ratelimit", ""))
    return float(reset[1]) if reset else None


def exhausted(headers: Mapping[str, str]) -> bool:
    """Whether the source says that no requests are left in this window."""
    left = _LEFT.search(headers.get("ratelimit", ""))
    return left is not None and int(left[1]) == 0


def guess(tried: int, chance: float) -> float:
    """Full jitter: `chance` (0 to 1) of 1, 4, 16, 30 seconds after the first, second, … attempt."""
    return float(chance * min(LONGEST_GUESS, 4.0 ** (tried - 1)))


def _moment(written: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
