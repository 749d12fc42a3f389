"""Days and moments as written by other programs and people: pandas, SQL, spreadsheets, email, by hand.

Only unambiguous forms are read. Not read: two numbers that may each be the month (`01/05/2026`), time zones
by a name other than UTC or GMT, `24:00`, a weekday that does not match, a number that is neither a possible
day nor a possible count of seconds since 1970.

A moment without an offset is in UTC, like all times of the source.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from generator.intake.moments import FIRST, LAST, month_of

_LONGEST = 80
"""Characters of the longest form: JavaScript's, with the time zone in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written: a UTC second, and the day if it is certain.

    `day` is None for the first second of a day in another zone: it cannot be known whether a program meant
    that day or the one in UTC.
    """

    moment: datetime
    day: date | None


_ISO_DAY = r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})"
_CLOCK = r"(?P<h>[0-9]{1,2}):(?P<min>[0-9]{2})(?::(?P<s>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
_ZONE = r"(?P<zone>Z|UTC|GMT|UT|(?:UTC|GMT)?[+\-−][0-9]{2}(?::?[0-9]{2}(?::?00)?)?)"
_TIME = rf"(?:(?:T| T?|_){_CLOCK}(?: ?{_ZONE})?)?"
_WORDS = r"(?:(?P<week>[A-Z]{3,9})[.,]? )?"
_DAY_OF_MONTH = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<name>[A-Z]{3,9})\.?"
_AT = rf"(?:,? (?:at )?{_CLOCK}(?: ?{_ZONE})?)?"

_FORMS = tuple(
    re.compile("".join(form), re.IGNORECASE | re.ASCII)
    for form in (
        (_ISO_DAY, _TIME),
        (r"(?P<y>[0-9]{4})(?P<sep>[/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})", _TIME),
        # The basic form of ISO 8601, with its basic time.
        (
            r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?:[T ](?P<h>[0-9]{2})(?P<min>[0-9]{2})",
            rf"(?:(?P<s>[0-9]{{2}})(?:[.,][0-9]{{1,9}})?)?{_ZONE}?)?",
        ),
        (r"(?P<y>[0-9]{4})-?W(?P<w>[0-9]{2})-?(?P<wd>[1-7])", _TIME),
        (r"(?P<y>[0-9]{4})-(?P<yd>[0-9]{3})", _TIME),
        # RFC 2822 and HTTP, handwritten, a spreadsheet's 05-Jan-2026.
        (_WORDS, _DAY_OF_MONTH, r"[ -]", _MONTH, r",?[ -](?P<y>[0-9]{4})", _AT, r"(?: \(UTC\))?"),
        (_WORDS, _MONTH, " ", _DAY_OF_MONTH, r",? ?(?P<y>[0-9]{4})", _AT, r"(?: \([ A-Z]+\))?"),
        (r"(?P<y>[0-9]{4})-(?P<name>[A-Z]{3,9})-(?P<d>[0-9]{1,2})", _TIME),
        # The format of `date` and C.
        (_WORDS, _MONTH, r" (?P<d>[0-9]{1,2}) ", _CLOCK, r"(?: (?P<zone>UTC|GMT))? (?P<y>[0-9]{4})"),
        (r"(?P<a>[0-9]{1,2})(?P<sep>[/.-])(?P<b>[0-9]{1,2})(?P=sep)(?P<y>[0-9]{4})", _TIME),
    )
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBER = re.compile(r"[0-9]{8,19}(?:\.[0-9]{1,9})?")
_UNITS = (1, 1_000, 1_000_000, 1_000_000_000)
"""Seconds, milli-, micro- and nanoseconds: the years 1991 to 2099 in one unit never overlap those in
another."""


def read(value: object) -> Written | None:
    """The moment of a text or a number, None if it is ambiguous or not a moment.

    A day alone is its first second. Fractions of a second are dropped; a leap second becomes the second
    before it.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if not isinstance(value, str):
        return _number(value)
    if len(value) > _LONGEST:
        return None
    written = " ".join(value.strip().strip("\"'").split())
    if _NUMBER.fullmatch(written):
        whole = written.partition(".")[0]
        return _form(written) or _number(int(whole))
    return _form(written)


def _form(written: str) -> Written | None:
    for form in _FORMS:
        if match := form.fullmatch(written):
            try:
                return _moment(match.groupdict())
            except (ValueError, OverflowError):
                return None
    return None


def _moment(part: dict[str, str | None]) -> Written | None:
    day = _day(part)
    if day is None or not _fits(part.get("week"), day):
        return None
    second = int(part.get("s") or 0)
    clock = time(int(part.get("h") or 0), int(part.get("min") or 0), 59 if second == 60 else second)
    zone = _zone(part.get("zone") or "Z")
    moment = datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)
    is_sure = moment.date() == day or clock != time()
    return _possible(moment, moment.date() if is_sure else None)


def _day(part: dict[str, str | None]) -> date | None:
    year = int(part["y"] or 0)
    if part.get("w"):
        return date.fromisocalendar(year, int(part["w"] or 0), int(part["wd"] or 0))
    if part.get("yd"):
        found = date(year, 1, 1) + timedelta(days=int(part["yd"] or 0) - 1)
        return found if found.year == year else None
    if part.get("a"):
        return _either(year, int(part["a"] or 0), int(part["b"] or 0))
    name = part.get("name")
    month = month_of(name.lower()) if name else int(part["m"] or 0)
    return date(year, month, int(part["d"] or 0)) if month else None


def _either(year: int, one: int, other: int) -> date | None:
    """Day and month in an unknown order: certain only if one order is possible, or both are equal."""
    if one == other or one > 12:
        return date(year, other, one)
    return date(year, one, other) if other > 12 else None


def _fits(weekday: str | None, day: date) -> bool:
    if weekday is None:
        return True
    return len(weekday) >= 3 and _DAYS[day.weekday()].startswith(weekday.lower())


def _zone(written: str) -> timezone:
    digits = re.sub(r"[^0-9]", "", written)
    if not digits:
        return UTC
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4] or 0))
    if int(digits[2:4] or 0) > 59:
        raise ValueError
    return timezone(offset if "+" in written else -offset)


def _number(value: float) -> Written | None:
    """A count since 1970, recognized by its size, or a day without dashes."""
    if isinstance(value, int) and (day := _form(str(value)) if 10**7 <= value < 10**8 else None):
        return day
    for unit in _UNITS:
        if _EARLIEST * unit <= value < _LATEST * unit:
            moment = datetime.fromtimestamp(int(value // unit), UTC)
            return _possible(moment, moment.date())
    return None


def _possible(moment: datetime, day: date | None) -> Written | None:
    return Written(moment=moment, day=day) if FIRST <= moment.date() <= LAST else None


_EARLIEST = datetime.combine(FIRST, time(), tzinfo=UTC).timestamp()
_LATEST = datetime.combine(LAST + timedelta(days=1), time(), tzinfo=UTC).timestamp()

_SEVERAL: tuple[Callable[[str], re.Match[str] | None], ...] = (
    re.compile(r"[0-9]{4}-?W[0-9]{1,2}", re.IGNORECASE | re.ASCII).fullmatch,
    re.compile(r"[0-9]{4}-[0-9]{2}", re.ASCII).fullmatch,
    re.compile(r"(?:calendar )?week\b.*", re.IGNORECASE | re.ASCII).fullmatch,
)


def names_several_days(written: str) -> bool:
    """Whether this is a week or a month: `2026-W02`, `2026-01`, `Week 2`."""
    return any(form(written.strip()) for form in _SEVERAL)
