"""Periods of list days: a day, an ISO week, a month, a year."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.wording import cached, say

PeriodKind = Literal["day", "week", "month", "year"]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""In English, for formats that require it; for readers, see `month_names` and `weekday_names`."""


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
                name = weekday_names()[self.first.weekday()]
                return say("{weekday}, {date}", weekday=name, date=long_date(self.first))
            case "week":
                year, week, _ = self.first.isocalendar()
                return say("Week {week} of {year}", week=str(week), year=str(year))
            case "month":
                return month_of_year(self.first)
            case "year":
                return say("{year}", year=str(self.first.year))


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


def month_names() -> list[str]:
    """From January to December, in the language in use."""
    return say(
        "January February March April May June July August September October November December"
    ).split()


def short_month_names() -> list[str]:
    """The same, abbreviated."""
    return say("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()


def weekday_names() -> list[str]:
    """From Monday to Sunday, in the language in use."""
    return say("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()


def short_weekday_names() -> list[str]:
    """The same, abbreviated."""
    return say("Mon Tue Wed Thu Fri Sat Sun").split()


def weekday_letters() -> list[str]:
    """The same, as short as in the head of a calendar."""
    return say("M T W T F S S").split()


@cached(2**12)
def long_date(day: date) -> str:
    """`20 August 2025`."""
    return _date(day, month_names())


@cached(2**12)
def short_date(day: date) -> str:
    """`20 Aug 2025`."""
    return _date(day, short_month_names())


def _date(day: date, names: list[str]) -> str:
    return say("{day} {month} {year}", day=str(day.day), month=names[day.month - 1], year=str(day.year))


@cached(2**9)
def month_of_year(day: date) -> str:
    """`August 2025`."""
    return say("{month} {year}", month=month_names()[day.month - 1], year=str(day.year))


@cached(2**9)
def short_month_of_year(day: date) -> str:
    """`Aug 2025`."""
    return say("{month} {year}", month=short_month_names()[day.month - 1], year=str(day.year))


@cached(2**10)
def day_in_year(day: date) -> str:
    """`20 Aug`."""
    return say("{day} {month}", day=str(day.day), month=short_month_names()[day.month - 1])


@cached(2**10)
def weekday_in_year(day: date) -> str:
    """`Wed 20 Aug`."""
    return say("{weekday} {date}", weekday=short_weekday_names()[day.weekday()], date=day_in_year(day))
