"""Days and moments in the forms of this program, and the date lines of the source's pages."""

import re
from datetime import UTC, date, datetime

FIRST = date(1991, 8, 1)
"""arXiv's first month: nothing in a listing is older."""
LAST = date(2099, 12, 31)
"""There is no clock here; a later date is a typing error."""

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_HEADER = re.compile(r"([A-Za-z]{3,9})\.? ([0-9]{1,2})(?:, ?([0-9]{4}))?")
HeaderDay = tuple[int | None, int, int]
"""(year, month, day) of a date line; most have no year."""

LEAP = 2000
"""A year in which every day of a date line exists."""


def stamp(moment: datetime) -> str:
    """A UTC moment as the records write it: `YYYY-MM-DDTHH:MM:SSZ`."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def midnight(day: date) -> datetime:
    """The first second of a UTC day."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def iso_day(written: object) -> date | None:
    """The day of a text `YYYY-MM-DD` from FIRST to LAST; None for any other value."""
    match = _DAY.fullmatch(written) if isinstance(written, str) else None
    return _date(*(int(part) for part in match.groups())) if match else None


def header_day(line: str) -> HeaderDay | None:
    """The date in a page's date line: `Aug 20`, `August 20`, `Aug 20, 2025`.

    None for anything else.
    """
    match = _HEADER.fullmatch(line)
    if match is None:
        return None
    month = month_of(match[1].lower())
    day = int(match[2])
    year = int(match[3]) if match[3] else None
    if month is None or _date(year or LEAP, month, day) is None:
        return None
    return year, month, day


def month_of(name: str) -> int | None:
    """1 to 12 for an English month in lowercase, in full or cut to three letters."""
    for number, full in enumerate(_MONTHS, start=1):
        if name in (full, full[:3]) or (name == "sept" and full[:3] == "sep"):
            return number
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST <= found <= LAST else None
