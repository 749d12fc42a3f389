"""A month as a grid of weeks: which days are stored, how many papers each has, which are missing."""

from calendar import Calendar
from collections.abc import Mapping
from datetime import date

from generator import urls
from generator.records.period import (
    Period,
    day_of,
    month_of,
    short_date,
    week_of,
    weekday_letters,
    weekday_names,
)
from generator.sinks.to_html import Child, Html, el
from generator.text.counted import counted
from generator.wording import say

LEVELS = (1, 10, 20, 35)
"""Numbers of papers at which a day gets one shade darker."""

Counts = Mapping[date, int]


def month(here: urls.Address, first: date, counts: Counts, *, gaps: frozenset[date]) -> Html:
    """A table with ISO week numbers; `counts` holds all stored days, including those without papers."""
    one = month_of(first)
    caption = el("caption", el("a", one.title, href=here.to(urls.period(one))))
    head = el(
        "tr",
        el("th", say("W"), scope="col", abbr=say("Week")),
        *map(_weekday, weekday_letters(), weekday_names()),
    )
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    body = (_week(here, one, days, counts, gaps) for days in weeks)
    return el("table", caption, el("thead", head), el("tbody", *body), class_="cal")


def _weekday(letter: str, name: str) -> Html:
    return el("th", letter, scope="col", abbr=name)


def _week(here: urls.Address, one: Period, days: list[date], counts: Counts, gaps: frozenset[date]) -> Html:
    week = week_of(days[0])
    number: Child = str(int(week.key[-2:]))
    if any(day in counts for day in days):
        number = el("a", number, href=here.to(urls.period(week)), aria_label=week.title)
    cells = (_day(here, day, counts, gaps) if one.first <= day <= one.last else el("td") for day in days)
    return el("tr", el("th", number, scope="row"), *cells)


def _day(here: urls.Address, day: date, counts: Counts, gaps: frozenset[date]) -> Html:
    if day in gaps:
        return el(
            "td", str(day.day), class_="gap", title=say("{date}: not in the archive", date=short_date(day))
        )
    if day not in counts:
        return el("td", str(day.day))
    level = sum(counts[day] >= least for least in LEVELS)
    told = say("{date}: {papers}", date=short_date(day), papers=counted(counts[day], "paper"))
    link = el("a", str(day.day), href=here.to(urls.period(day_of(day))), title=told)
    return el("td", link, class_=f"l{level}")
