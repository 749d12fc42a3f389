"""Charts over months as SVG, drawn when the site is built.

No charting library fits: those for Python write style attributes, fixed colours and scripts (or
pictures), which the content policy, the dark scheme and screen readers rule out. Little is needed:
bars and lines over time, a title, a description, and the numbers as a table below. Colours are classes.
Shapes are in a part of the drawing that is stretched, with TENTH units across for each month.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.graph.trends import Months
from generator.render.pages import axes
from generator.sinks.to_html import Html, el, join
from generator.text import excerpt
from generator.wording import say

TENTH = 10
COLOURS = 6
APART, NAME = 16, 30
"""The least distance of two names at the ends of lines, and their longest."""

Value = float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What a chart is about; `unit` follows each number."""

    title: str
    about: str
    months: Months
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One row of numbers, one for each month; None where nothing is known."""

    name: str
    values: tuple[Value, ...]


def bars(chart: Chart, series: Series) -> Html:
    """One bar per month. A month of which nothing is known has a gap instead, and the last one is hatched
    while it is still in progress. Zeros, of which a rare topic has many, take no room."""
    months, top = chart.months, _most([series])
    shapes = [
        _gap(n, axes.named(months, n)) if value is None else _bar(n, value, top, chart)
        for n, value in enumerate(series.values)
        if value != 0
    ]
    found = replace(series, values=tuple(value or None for value in series.values))
    return _figure(chart, _drawing(chart, top, shapes), None, [found])


def lines(chart: Chart, series: Sequence[Series]) -> Html:
    """One line per series, at most one per colour, with its name at its end; on a narrow screen the names are
    below. A line is broken where nothing is known, and dashed in a month that is still in progress."""
    top = _most(series)
    shapes = [shape for n, one in enumerate(series) for shape in _line(n, one, chart.months, top)]
    drawing = join(_drawing(chart, top, shapes), _ends(series, top, chart.unit))
    names = [el("li", one.name, class_=f"k{n % COLOURS}") for n, one in enumerate(series)]
    legend = el("ul", *names, class_="legend") if len(series) > 1 else None
    return _figure(chart, drawing, legend, series)


def table(months: Months, series: Sequence[Series], unit: str = "") -> Html:
    """The numbers, newest first, folded, without months that have none."""
    head = el("tr", el("th", say("Month"), scope="col"), *(el("th", one.name, scope="col") for one in series))
    rows = (
        el(
            "tr",
            el("th", axes.named(months, n), scope="row"),
            *(el("td", _cell(one.values[n], unit)) for one in series),
        )
        for n in reversed(range(len(months.keys)))
        if any(one.values[n] is not None for one in series)
    )
    inside = el("table", el("thead", head), el("tbody", join(*rows)))
    # It may be wider than a phone, so it scrolls, which must work by keyboard too.
    place = el("div", inside, class_="wide", tabindex=0, role="group", aria_label=say("Numbers"))
    return el("details", el("summary", say("Numbers")), place)


def _cell(value: Value, unit: str) -> str:
    return axes.shown(value) + (unit if value is not None else "")


def _figure(chart: Chart, drawing: Html, legend: Html | None, series: Sequence[Series]) -> Html:
    return el(
        "figure",
        el("figcaption", chart.title),
        drawing,
        legend,
        table(chart.months, series, chart.unit),
        class_="chart several" if len(series) > 1 else "chart",
    )


def _drawing(chart: Chart, top: float, shapes: Sequence[Html]) -> Html:
    stretched = el(
        "svg",
        *shapes,
        y=axes.TOP,
        height=axes.PLOT,
        viewBox=f"0 0 {TENTH * len(chart.months.keys)} {axes.PLOT}",
        preserveAspectRatio="none",
        class_="across",
    )
    across, values = axes.scale(top, chart.unit)
    names = axes.ticks(chart.months)
    return el(
        "svg",
        el("title", chart.title),
        el("desc", chart.about),
        *across,
        stretched,
        *values,
        el("svg", *names, class_="across"),
        role="img",
    )


def _bar(n: int, value: float, top: float, chart: Chart) -> Html:
    """The hatching of an open month is a dashed line as wide as a bar: a pattern would need an id."""
    height = max(1, axes.PLOT - axes.height(value, top))
    label = el("title", f"{axes.named(chart.months, n)}: {axes.shown(value)}{chart.unit}")
    if _is_open(chart.months, n):
        return el("path", label, class_="open", d=f"M{TENTH * n + TENTH // 2} {axes.PLOT}v-{height}")
    return el("rect", label, x=TENTH * n + 1, y=axes.PLOT - height, width=TENTH - 2, height=height)


def _gap(n: int, month: str) -> Html:
    told = el("title", say("{month}: no data", month=month))
    return el("rect", told, class_="gap", x=TENTH * n, y=0, width=TENTH, height=axes.PLOT)


def _line(n: int, one: Series, months: Months, top: float) -> list[Html]:
    """Its parts between gaps; a month between two gaps is a dot, which is a thick line of no length."""
    runs: list[list[str]] = [[]]
    last = len(one.values) - 1
    dashed = ""
    for place, value in enumerate(one.values):
        if value is None:
            runs.append([])
            continue
        point = f"{TENTH * place + TENTH // 2} {axes.height(value, top)}"
        if place == last and _is_open(months, place):
            dashed = f"M{runs[-1][-1]}L{point}" if runs[-1] else f"M{point}h.01"
        else:
            runs[-1].append(point)
    if dashed and len(runs[-1]) == 1:
        runs.pop()  # the dashed line begins there
    drawn = "".join(f"M{'L'.join(run)}" for run in runs if len(run) > 1)
    dots = "".join(f"M{run[0]}h.01" for run in runs if len(run) == 1)
    colour = f"c{n % COLOURS}"
    ends = "open" if "L" in dashed else "dot"
    paths = ((colour, drawn), (f"{colour} dot", dots), (f"{colour} {ends}", dashed))
    return [el("path", class_=kind, d=path) for kind, path in paths if path]


def _ends(series: Sequence[Series], top: float, unit: str) -> Html | None:
    """The names beside the ends of the lines, apart enough to be read, from the highest to the lowest."""
    if len(series) < 2:
        return None
    last = [next((v for v in reversed(one.values) if v is not None), 0.0) for one in series]
    order = sorted(range(len(series)), key=lambda n: (-last[n], n))
    places: list[int] = []
    for n in order:
        wanted = max(axes.TOP, axes.TOP + axes.height(last[n], top) + 4)
        places.append(max(wanted, places[-1] + APART) if places else wanted)
    beyond = max(0, places[-1] - (axes.TOP + axes.PLOT + 4))
    texts = (
        el(
            "text",
            f"{excerpt(series[n].name, NAME)} {axes.shown(last[n])}{unit}",
            class_=f"c{n % COLOURS}",
            y=place - beyond,
        )
        for n, place in zip(order, places, strict=True)
    )
    return el("svg", *texts, class_="ends", aria_hidden="true")


def _is_open(months: Months, n: int) -> bool:
    return months.is_open and n == len(months.keys) - 1


def _most(series: Sequence[Series]) -> float:
    return max((value for one in series for value in one.values if value is not None), default=0) or 1
