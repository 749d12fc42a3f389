"""When a submission is announced: Eastern time, five mailings a week.

What is submitted before 14:00 Eastern is announced at 20:00 of the same day from Monday to Thursday, and what
is submitted on Friday before 14:00 on Sunday at 20:00. The list of an announcement has the date of the next
midnight. Holidays, on which a mailing is left out, are known only to the feed of that day.
"""

from datetime import UTC, date, datetime, time, timedelta

_CLOSES = time(14)
_FIRST_SUNDAY_OF_DAYLIGHT = (3, 8)
_FIRST_SUNDAY_OF_STANDARD = (11, 1)
"""(month, first possible day) since 2007; before that, some days are off by an hour."""

Window = tuple[datetime, datetime]


def day_of(moment: datetime) -> date:
    """The Eastern date of a moment in UTC. The hour in which clocks change does not matter here."""
    return (moment - _behind(moment.date())).date()


def window(day: date) -> Window | None:
    """The submissions that the list of this day announces: from a moment to before another one, in UTC. None
    for a day without a list."""
    match day.weekday():
        case 0:
            first, last = 4, 3
        case 1:
            first, last = 4, 1
        case 2 | 3 | 4:
            first, last = 2, 1
        case _:
            return None
    return _closing(day - timedelta(days=first)), _closing(day - timedelta(days=last))


def announced(submitted: datetime) -> date:
    """The list day of a submission."""
    local = submitted - _behind(submitted.date())
    closing = local.date() if local.time() < _CLOSES else local.date() + timedelta(days=1)
    while closing.weekday() > 4:
        closing += timedelta(days=1)
    return closing + timedelta(days=3 if closing.weekday() == 4 else 1)


def _closing(day: date) -> datetime:
    return datetime.combine(day, _CLOSES, tzinfo=UTC) + _behind(day)


def _behind(day: date) -> timedelta:
    """How much Eastern time is behind UTC."""
    start, end = (
        _sunday(day.year, *known) for known in (_FIRST_SUNDAY_OF_DAYLIGHT, _FIRST_SUNDAY_OF_STANDARD)
    )
    return timedelta(hours=4 if start <= day < end else 5)


def _sunday(year: int, month: int, day: int) -> date:
    """The first Sunday from a day on."""
    start = date(year, month, day)
    return start + timedelta(days=(6 - start.weekday()) % 7)
