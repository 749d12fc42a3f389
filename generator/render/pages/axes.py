"""The axes of charts over months: round values, names of months, and places across and down.

A drawing is as wide as its card and always equally high. Text must not be stretched with it, so places
across are in percent.
"""

from datetime import date

from generator.graph.trends import Months
from generator.records.period import short_month_of_year
from generator.sinks.to_html import Html, el
from generator.wording import number, say

PLOT, TOP = 150, 20
"""The height of the shapes, and of what is above them."""
BELOW = TOP + PLOT + 18
TICKS, LINES = 8, 4
"""Labels below a chart and lines across it, at most."""
STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months from label to label."""
NICE = (1, 2, 5)


def scale(top: float, unit: str) -> tuple[list[Html], list[Html]]:
    """Lines at round values up to the greatest one, and each value, which is above its line."""
    step = _step(top)
    if not unit and top == int(top):
        step = max(1, step)  # there is no half a paper
    values = [step * part for part in range(int(top / step + 1e-9) + 1)]
    places = [TOP + height(value, top) for value in values]
    across = [el("line", class_="grid", x2="100%", y1=y, y2=y) for y in places]
    named = zip(values[1:], places[1:], strict=True)
    return across, [el("text", f"{shown(value)}{unit}", y=y - 4) for value, y in named]


def _step(top: float) -> float:
    """The smallest round step that needs at most LINES lines."""
    size = 10.0**-1
    while True:
        for factor in NICE:
            if size * factor * LINES >= top:
                return size * factor
        size *= 10


def ticks(months: Months) -> list[Html]:
    """Some months below the chart, at equal distances; a narrow screen shows every second one."""
    count = len(months.keys)
    step = next((one for one in STEPS if count <= one * TICKS), STEPS[-1])
    since = [12 * int(key[:4]) + int(key[5:]) - 1 for key in months.keys]
    labelled = [n for n, month in enumerate(since) if month % step == 0]
    found = []
    for at, n in enumerate(labelled):
        across = 100 * (n + 0.5) / count
        anchor = "start" if across < 8 else "end" if across > 92 else "middle"
        x = "0" if anchor == "start" else "100%" if anchor == "end" else f"{across:.1f}%"
        rare = "fine" if at % 2 and len(labelled) > 3 else None
        found.append(el("text", named(months, n), class_=rare, x=x, y=BELOW, text_anchor=anchor))
    return found


def span(months: Months) -> str:
    """`May 2024 to May 2026`."""
    return say("{first} to {last}", first=named(months, 0), last=named(months, len(months.keys) - 1))


def named(months: Months, n: int) -> str:
    """`May 2026`."""
    return short_month_of_year(date.fromisoformat(f"{months.keys[n]}-01"))


def height(value: float, top: float) -> int:
    """From above, within the plot."""
    return round(PLOT * (1 - value / top))


def shown(value: float | None) -> str:
    """A whole number, or one with a decimal."""
    if value is None:
        return "–"
    return number(int(value)) if round(value, 1) == int(value) else tenths(value)


def tenths(value: float) -> str:
    """A number with one decimal."""
    whole, part = divmod(round(10 * value), 10)
    return say("{whole}.{tenths}", whole=whole, tenths=str(part))
