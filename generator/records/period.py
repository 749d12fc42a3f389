"""Periods of list days: a day, an ISO week, a month, a year."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

PeriodKind = Literal["day", "week", "month", "year"]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """`first` and `last` are its calendar days, both included; `key` is its name in URLs."""

    first: date
    last: date
    kind: PeriodKind
    key: str

    @property
    def title(self) -> str:
        """In words: `Wednesday, 20 August 2025`, `Week 34 of 2025`, `August 2025`, `2025`."""
        match self.kind:
            case "day":
                return f"{WEEKDAYS[self.first.weekday()]}, {long_date(self.first)}"
            case "week":
                year, week, _ = self.first.isocalendar()
                return f"Week {week} of {year}"
            case "month":
                return f"{MONTHS[self.first.month - 1]} {self.first.year}"
            case "year":
                return str(self.first.year)


def day_of(day: date) -> Period:
    """The day itself."""
    return Period(day, day, "day", day.isoformat())


def week_of(day: date) -> Period:
    """The ISO week: it belongs to the year of its Thursday, and some years have 53 weeks."""
    year, week, _ = day.isocalendar()
    first = date.fromisocalendar(year, week, 1)
    return Period(first, first + timedelta(days=6), "week", f"{year:04d}-W{week:02d}")


def month_of(day: date) -> Period:
    """The calendar month."""
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return Period(first, after - timedelta(days=1), "month", f"{first.year:04d}-{first.month:02d}")


def year_of(day: date) -> Period:
    """The calendar year."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31), "year", f"{day.year:04d}")


OF_DAY = {"day": day_of, "week": week_of, "month": month_of, "year": year_of}


def long_date(day: date) -> str:
    """`20 August 2025`, the same in every locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """`20 Aug 2025`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"
